"""The parts of an answer: each is taken as what it was promised to be, or the whole answer is a BadAnswer."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from ent.errors import BadAnswer

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
Answer = TypeVar("Answer")


def read(shape: Callable[[Any], Answer], decoded: Any) -> Answer:
    """`shape(decoded)`, any missing or mistyped part becoming BadAnswer."""
    try:
        return shape(decoded)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError):
        raise BadAnswer from None


def any_text(value: Any) -> str:
    """A text, perhaps empty, that can be written in UTF-8 again. Raises TypeError or ValueError."""
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value


def text(value: Any) -> str:
    """A text that is not empty."""
    if not any_text(value):
        raise ValueError
    return any_text(value)


def texts(values: Any) -> tuple[str, ...]:
    """Texts, none of them empty."""
    if not isinstance(values, list):
        raise TypeError
    return tuple(text(value) for value in values)


def header_value(value: Any) -> str:
    """A text that can stand in a header: no space, no control character, ASCII."""
    if not (text(value).isascii() and value.isprintable()) or " " in value:
        raise ValueError
    return text(value)


def number(value: Any) -> int:
    """A whole number; some drivers of the ENT's databases give it as digits."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError
    return int(value)


def moment(milliseconds: Any) -> datetime:
    """An aware date, from the epoch milliseconds of the messaging module."""
    return _EPOCH + timedelta(milliseconds=number(milliseconds))


def rows(value: Any) -> list[Any]:
    """A list, whatever is in it."""
    if not isinstance(value, list):
        raise TypeError
    return value

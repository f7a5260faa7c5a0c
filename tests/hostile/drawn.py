"""What hypothesis draws for the readers of outside bytes, always the same."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.hostile.nasty import NASTY

characters = st.text(st.characters(codec=None), max_size=200)
texts = characters | st.sampled_from(NASTY)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4))
many = examples(max_examples=200, derandomize=True, deadline=None, database=None)


def shaped_like(whole: Any) -> st.SearchStrategy[Any]:
    """The same value with one place, anywhere in it, made something else or taken away."""
    places = list(_places(whole, ()))
    return st.tuples(st.sampled_from(places), values | st.just(...)).map(lambda change: _changed(whole, *change))


def _places(value: Any, here: tuple[Any, ...]) -> Any:
    yield here
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from _places(inner, (*here, name))


def _changed(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return {} if new is ... else new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(place) == 1 and new is ...:
        del copy[place[0]]
    else:
        copy[place[0]] = _changed(value[place[0]], place[1:], new)
    return copy


def only(refusal: type[Exception], read: Callable[[], Any]) -> Any:
    """What is read, or None when it is refused as declared."""
    try:
        return read()
    except refusal:
        return None

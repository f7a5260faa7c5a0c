"""What the portal says of itself (reference/ent-contract.md §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ent.parts import any_text, rows, text


@dataclass(frozen=True)
class Theme:
    """`name` of the theme and of its `skin`: they tell which home page, and so which hook, the project has."""

    name: str
    skin: str


@dataclass(frozen=True)
class MyApplication:
    """One line of "Mes applis"; `name` is the client id of a connector."""

    name: str
    address: str


@dataclass(frozen=True)
class HomePage:
    """The first page of an account; `policy` is its Content-Security-Policy, perhaps empty."""

    html: str = field(repr=False)
    policy: str


def theme(answer: Any) -> Theme:
    """`{"themeName", "skinName", …}`."""
    return Theme(any_text(answer["themeName"]), any_text(answer["skinName"]))


def chatbot_url(answer: Any) -> str:
    """`{"chatbotUrl"}`: the server that the connector loads its script from."""
    return text(answer["chatbotUrl"])


def settings(answer: Any) -> Mapping[str, Any]:
    """The public settings of a module, as they are."""
    if not isinstance(answer, dict):
        raise TypeError
    return answer


def my_applications(answer: Any) -> tuple[MyApplication, ...]:
    """Name and address; icons and targets are dropped."""
    return tuple(
        MyApplication(any_text(row.get("name") or ""), any_text(row.get("address") or ""))
        for row in rows(answer["apps"])
    )

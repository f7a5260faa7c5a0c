"""Outside applications (connectors) registered in a school (reference/ent-contract.md §1.7). Their secrets are never read back."""

from dataclasses import dataclass, field
from typing import Any

from ent.parts import any_text, rows, text


@dataclass(frozen=True)
class NewApplication:
    """What to register, or to change an application to. `name` is the client id, unique over the platform.

    `target` is `_blank` (new tab) or `` (same tab). `secret` None leaves the one that is there, and makes none.
    """

    name: str
    display_name: str
    address: str
    scopes: tuple[str, ...] = ()
    grant_type: str = "authorization_code"
    secret: str | None = field(default=None, repr=False)
    target: str = "_blank"
    logout_url: str = ""
    icon: str = ""
    inherits: bool = True
    locked: bool = False


@dataclass(frozen=True)
class Application:
    """A registered application. `locked` means that only the platform's team may change it."""

    id: str
    name: str
    display_name: str
    address: str
    grant_type: str
    scopes: tuple[str, ...]
    target: str
    logout_url: str
    locked: bool


@dataclass(frozen=True)
class CreatedApplication:
    """The id of a new application, and of the role that shows it in "Mes applis"."""

    id: str
    role_id: str


def creation(application: NewApplication) -> dict[str, Any]:
    """The keys of the ENT's schema for a new one, and no other: unknown ones are refused."""
    return {**change(application), "appLocked": application.locked}


def change(application: NewApplication) -> dict[str, Any]:
    """The keys of its schema for a change; a missing scope would empty it."""
    fields = {
        "name": application.name,
        "displayName": application.display_name,
        "address": application.address,
        "icon": application.icon,
        "target": application.target,
        "grantType": application.grant_type,
        "scope": " ".join(application.scopes),
        "logoutUrl": application.logout_url,
        "inherits": application.inherits,
    }
    return fields if application.secret is None else {**fields, "secret": application.secret}


def created(answer: Any) -> CreatedApplication:
    """`{"id", "roleId"}`."""
    return CreatedApplication(text(answer["id"]), text(answer["roleId"]))


def applications(answer: Any) -> tuple[Application, ...]:
    """Each row holds the application under `data`, beside its actions and roles; the secret in it is dropped."""
    return tuple(_application(row.get("data", row)) for row in rows(answer))


def holders(answer: Any) -> frozenset[str]:
    """The ids of the groups that hold one of its roles."""
    return frozenset(text(group["id"]) for role in rows(answer) for group in rows(role.get("groups") or []))


def _application(row: Any) -> Application:
    return Application(
        id=text(row["id"]),
        name=text(row["name"]),
        display_name=_optional(row, "displayName"),
        address=_optional(row, "address"),
        grant_type=_optional(row, "grantType"),
        scopes=_scopes(row.get("scope")),
        target=_optional(row, "target"),
        logout_url=_optional(row, "logoutUrl"),
        locked=bool(row.get("locked") or row.get("appLocked")),
    )


def _optional(row: Any, name: str) -> str:
    return any_text(row.get(name) or "")


def _scopes(scope: Any) -> tuple[str, ...]:
    """One string with spaces; a list in the database, as older versions show it."""
    if isinstance(scope, list):
        return tuple(text(word) for word in scope)
    return tuple(any_text(scope or "").split())

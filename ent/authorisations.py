"""What the authorisation address sends a browser back with (reference/ent-contract.md §1.3)."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from ent.errors import BadAnswer, NotSignedIn
from ent.refusals import Answered, failure, redirected


@dataclass(frozen=True)
class Authorisation:
    """`outcome` is `code`, `home` (the host of the application is not in the ENT's white list: the browser lands on the portal) or the
    error that the application is told; `code` is empty without one."""

    outcome: str
    code: str = field(default="", repr=False)


def authorisation(answer: Answered, redirect_uri: str) -> Authorisation:
    """Raises NotSignedIn for the login page, MandatoryStep for a step that is due, another EntError for what is no redirect."""
    if answer.redirect is None:
        raise BadAnswer if answer.is_success else failure(answer)
    if not answer.redirect.startswith(redirect_uri):
        return _elsewhere(answer.redirect)
    back = parse_qs(urlsplit(answer.redirect).query)
    return (
        Authorisation("code", back["code"][0]) if "code" in back else Authorisation(back.get("error", ["unnamed"])[0])
    )


def _elsewhere(location: str) -> Authorisation:
    error = redirected(location)
    if isinstance(error, (NotSignedIn, BadAnswer)) or urlsplit(location).path.startswith("/auth/"):
        raise error
    return Authorisation("home")

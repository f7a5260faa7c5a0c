"""A browser's session held by us, for the local administrator's command (reference/ent-contract.md §1.1, §1.2).

The three cookies live in the BrowserSession and nowhere else: never in a jar, which could mix two people up or win over a bearer
token. They are sent by hand, with the XSRF token that every write needs. Many accounts have no password of the ENT at all (they
come from a federation): for those, and for pupils, the way in is the OAuth2 code flow.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path

import httpx
import yaml

from ent.errors import MandatoryStep, NotSignedIn, SignInRefused
from ent.parts import header_value, read
from ent.refusals import Answered, failure, redirected
from ent.transport import bearer, exchange, refuse_cookies

_SESSION, _AUTHENTICATED, _XSRF = "oneSessionId", "authenticated", "XSRF-TOKEN"
_KEY = re.compile(r"auth\.error\.[A-Za-z]+")
_PAGE = Path(__file__).with_name("login_page.fr.yml")


@dataclass(frozen=True)
class BrowserSession:
    """Signed in as a browser is, for 30 minutes that slide. Nothing of it shows in a `repr`."""

    session: str = field(repr=False)
    authenticated: str = field(repr=False)
    xsrf: str = field(repr=False)


Credential = BrowserSession | str  # a str is a bearer token


def credential_headers(credential: Credential) -> dict[str, str]:
    """The headers that say who calls, on reads and writes alike."""
    if isinstance(credential, str):
        return bearer(credential)
    cookies = {_SESSION: credential.session, _AUTHENTICATED: credential.authenticated, _XSRF: credential.xsrf}
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "X-XSRF-TOKEN": credential.xsrf}


async def sign_in(http: httpx.AsyncClient, base_url: str, login: str, password: str) -> BrowserSession:
    """Open a session with a login and a password of the ENT.

    Raises SignInRefused (the login page again: do not try the same password twice, five tries ban the account), MandatoryStep, or
    another EntError. Steps that are due may also come later, on any call.
    """
    refuse_cookies(http)
    form = {"email": login, "password": password, "callBack": "/"}
    answer = await exchange(http, "POST", base_url + "/auth/login", headers={}, form=form)
    if answer.is_success:
        raise SignInRefused(_key_of(answer))
    if answer.redirect is None:
        raise failure(answer)
    elsewhere = redirected(answer.redirect)
    if isinstance(elsewhere, NotSignedIn):
        raise SignInRefused("unnamed")
    if isinstance(elsewhere, MandatoryStep):
        raise elsewhere
    return read(_session, answer)


async def sign_out(http: httpx.AsyncClient, base_url: str, session: BrowserSession) -> None:
    """Close the session; closing it twice is fine. Raises EntUnreachable."""
    await exchange(http, "GET", base_url + "/auth/logout", headers=credential_headers(session))


def _session(answer: Answered) -> BrowserSession:
    given = {}
    for header in answer.headers.get_list("set-cookie"):
        name, _, value = header.partition(";")[0].partition("=")
        given[name.strip()] = value.strip()
    return BrowserSession(*(header_value(given[name]) for name in (_SESSION, _AUTHENTICATED, _XSRF)))


def _key_of(answer: Answered) -> str:
    """The key that the page shows, or the one of the sentence that it shows."""
    page = unescape(answer.content.decode("utf-8", "replace"))
    key = _KEY.search(page)
    if key is not None:
        return key[0]
    return next((known for known, sentence in _sentences().items() if sentence in page), "unnamed")


@cache
def _sentences() -> Mapping[str, str]:
    sentences: Mapping[str, str] = yaml.safe_load(_PAGE.read_text(encoding="utf-8"))
    return sentences

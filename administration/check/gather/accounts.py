"""Accounts lent for the time of one check: signed in once, asked, signed out; the password is not kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from administration.check.answers import Fact, Known, Unknown
from administration.check.gather.asking import asked
from ent import BrowserSession, sign_in, sign_out


@dataclass(frozen=True)
class Account:
    """A login and its password."""

    login: str
    password: str = field(repr=False)


@asynccontextmanager
async def lent(
    http: httpx.AsyncClient, base_url: str, account: Account | None, absent: Unknown
) -> AsyncIterator[Fact[BrowserSession]]:
    """A session of that account, closed at the end; `absent` when there is none, the reason when the ENT refuses."""
    if account is None:
        yield absent
        return
    session = await asked(sign_in(http, base_url, account.login, account.password))
    try:
        yield session
    finally:
        if isinstance(session, Known):
            await asked(sign_out(http, base_url, session.value))

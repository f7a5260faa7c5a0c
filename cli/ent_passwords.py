"""Passwords of accounts lent for one command: from a variable, else asked on the terminal without echo; never an option, never kept."""

import sys
from collections.abc import Mapping
from getpass import getpass

from administration.check import Account, texts

ADMINISTRATOR = "PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD"
PUPIL = "PARLONS_EN_ENT_PUPIL_PASSWORD"


class PasswordMissing(Exception):
    """Nobody can be asked, or nothing was typed; `str()` is the French sentence."""


def account(login: str | None, variable: str, env: Mapping[str, str]) -> Account | None:
    """The account of that login with its password, or None without login. Raises PasswordMissing."""
    if login is None:
        return None
    if env.get(variable):
        return Account(login, env[variable])
    said = texts()["command"]
    if not sys.stdin.isatty():
        raise PasswordMissing(said["password_missing"].format(login=login, variable=variable))
    print(said["password_notice"], file=sys.stderr)
    try:
        password = getpass(said["password_asked"].format(login=login))
    except EOFError:
        password = ""
    if not password:
        raise PasswordMissing(said["password_empty"].format(login=login))
    return Account(login, password)

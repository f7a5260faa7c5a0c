"""Where « Quitter vite » leads when a school chooses it: a public page of another site that says nothing of whoever left (R40).

Only what can be read at a glance is taken: `https://`, a name of the public Internet in plain letters, a short path. No account, port, question
mark or anchor: they could lead elsewhere than they seem to, or say where the pupil comes from.
"""

import re
from collections.abc import Collection
from functools import cache
from urllib.parse import urlsplit

from facts.helplines import load_helplines
from facts.reading import read
from schools.page import SchoolPage

MOST_EXIT = 120
_SCHEME = "https://"
_PLAIN = re.compile(r"https://(?P<host>[A-Za-z0-9.-]+)(?:/[A-Za-z0-9/._~-]*)?")
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_FOREIGN_LETTERS = "xn--"  # a name in letters of another alphabet may look like one that it is not
_NOT_PUBLIC = frozenset(
    {"arpa", "corp", "example", "home", "internal", "intranet", "intra", "invalid", "lan", "local", "localdomain", "localhost", "onion", "private", "test"}
)  # fmt: skip


def fault_of_exit(address: str) -> str | None:
    """Why nobody may be sent to this address, or None. The empty one is fine: the installation's own is used."""
    if not address:
        return None
    if not address.startswith(_SCHEME):
        return "exit_https"
    found = _PLAIN.fullmatch(address)
    if found is None:
        return "exit_plain"
    if len(address) > MOST_EXIT:
        return "too_long"
    if not _is_public(found["host"].lower()):
        return "exit_host"
    return "exit_telling" if _tells(address) else None


def leads_to(address: str, hosts: Collection[str]) -> bool:
    """Whether the address is of one of these hosts, or of a part of one: the ENT's and our own are no way out."""
    host = address.lower().removeprefix(_SCHEME).partition("/")[0]
    return any(host == other or host.endswith(f".{other}") for other in hosts)


def exit_of(page: SchoolPage | None, usual: str) -> str:
    """Where a pupil of this school leaves to: `usual` where it chose nothing, or something that the rules no longer allow."""
    chosen = "" if page is None else page.exit_url
    return chosen if chosen and fault_of_exit(chosen) is None else usual


def _is_public(host: str) -> bool:
    labels = host.split(".")
    return (
        _NAME.fullmatch(host) is not None
        and labels[-1] not in _NOT_PUBLIC
        and not any(label.startswith(_FOREIGN_LETTERS) for label in labels)
    )


def _tells(address: str) -> bool:
    """Whether the address itself, in the browser's history, says what the pupil came for."""
    return leads_to(address, _helplines()) or _telling_words().search(address) is not None


@cache
def _helplines() -> frozenset[str]:
    sites = (urlsplit(line.chat).hostname for line in load_helplines().lines.values() if line.chat)
    return frozenset(site.removeprefix("www.") for site in sites if site)


@cache
def _telling_words() -> re.Pattern[str]:
    return re.compile("|".join(rule["pattern"] for rule in read("forbidden_words")["in_an_exit"]), re.IGNORECASE)

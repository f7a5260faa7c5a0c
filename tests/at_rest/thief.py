"""What somebody tries who has a database, the server's keys and our source: every sealed value, with every key that can be had.

Keys that can be had: those of the ring, and whatever in the rows, or derived from it as our code derives keys, is as long as a key. What opens
is searched for more keys, until nothing new opens.
"""

import base64
import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from vault import INVENTORY, KeyRefused, SealBroken, SealedColumn, derive, unseal

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
PURPOSES = (
    *("pupil-session", "desk-session", "administration-session", "sign-in-code", "sign-in-state", "staff-person"),
    *("key-id", *(f"column/{column.id}" for column in INVENTORY)),
)
KEY_BYTES = 32


def steal(url: str) -> Rows:
    """Every row of every table."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            names = sa.inspect(connection).get_table_names()
            tables = {name: sa.Table(name, sa.MetaData(), autoload_with=connection) for name in names}
            return {
                name: [dict(row) for row in connection.execute(sa.select(each)).mappings()]
                for name, each in tables.items()
            }
    finally:
        engine.dispose()


def opened(keys: Sequence[bytes], *loot: Rows) -> dict[str, list[bytes]]:
    """What opens, by column, once every key that any of these databases gives was tried on each of them."""
    known, found = set(keys), {}
    tried: set[bytes] = set()
    candidates = _candidates(known, loot)
    while candidates - tried:
        fresh = candidates - tried
        tried |= fresh
        for column, plain in _open_all(fresh, loot):
            if plain not in found.setdefault(f"{column.table}.{column.column}", []):
                found[f"{column.table}.{column.column}"].append(plain)
                known |= _key_like(plain)
        candidates = _candidates(known, loot)
    return found


def forms_of(marker: str) -> Iterator[bytes]:
    """A marker as it could be written down."""
    raw = marker.encode()
    yield from (raw, marker.upper().encode(), marker.encode("utf-16-le"), marker.encode("utf-16-be"))
    yield from (raw.hex().encode(), quote(marker).encode())
    for shift in range(3):  # base64 has three ways to say it, by where it begins
        said = base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4]
        yield from (said, said.replace(b"+", b"-").replace(b"/", b"_"))


def _open_all(keys: set[bytes], loot: Sequence[Rows]) -> Iterator[tuple[SealedColumn, bytes]]:
    for rows in loot:
        for column in INVENTORY:
            for row in rows.get(column.table, ()):
                sealed = row.get(column.column)
                if sealed is None:
                    continue
                for bound, key in itertools.product(_bounds(column, row), keys):
                    with suppress(SealBroken):
                        yield column, unseal(key, column, bytes(sealed), **bound)


def _bounds(column: SealedColumn, row: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The row's own values, in each order: the thief has our source."""
    values = [str(value) for value in row.values() if isinstance(value, str | int) and not isinstance(value, bool)]
    for chosen in itertools.permutations(dict.fromkeys(values), len(column.bound)):
        yield dict(zip(column.bound, chosen, strict=True))


def _candidates(known: set[bytes], loot: Sequence[Rows]) -> set[bytes]:
    salts = [b""]
    held = set(known)
    for rows in loot:
        for row in (row for table in rows.values() for row in table):
            for value in row.values():
                if isinstance(value, bytes) and len(value) <= KEY_BYTES:
                    salts.append(value)
                held |= _key_like(value)
    derived = set()
    for secret, purpose, salt in itertools.product(known, PURPOSES, dict.fromkeys(salts)):
        with suppress(KeyRefused):
            derived.add(derive(secret, purpose, salt))
    return held | derived


def _key_like(value: object) -> set[bytes]:
    """The values that could be a key, or name one."""
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, bytes):
        return {value} if len(value) == KEY_BYTES else set()
    if isinstance(value, str) and len(value) == 2 * KEY_BYTES:
        try:
            return {bytes.fromhex(value)}
        except ValueError:
            return set()
    return set()

"""Every column of every table of every room is declared in vault/tables.yml, as what it is; the sealed ones in vault/columns.py too."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from vault import INVENTORY
from vault.columns import NOT_SEALED
from vault.inventory import KINDS, declared

ROOT = Path(__file__).parents[2]
# Whatever has Python of ours in it, and is not a test.
ROOMS = sorted(
    folder.name
    for folder in ROOT.iterdir()
    if (folder / "__init__.py").is_file() and folder.name not in {"tests", "benchmarks"}
)
BINARY = ("LargeBinary", "BLOB", "BYTEA", "VARBINARY", "BINARY", "PickleType")
SEALED = {(column.table, column.column) for column in INVENTORY}
DECLARED = declared()
TYPES = {
    "sealed": (sa.LargeBinary,),
    "browser": (sa.Text,),
    "hash": (sa.String,),
    "digest": (sa.String,),
    "id": (sa.String,),
    "date": (sa.Date, sa.DateTime, sa.BigInteger, sa.String, sa.TypeDecorator, sa.Integer),
    "count": (sa.Integer, sa.Boolean),
    "word": (sa.String,),
    "public": (sa.Text,),
}
LONGEST = {"id": 64, "date": 32, "word": 40}


def sources() -> list[Path]:
    """Not the revisions: tables of the past, which end as the rooms' own (tests/database/test_upgrading.py)."""
    return [
        path
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if not {"node_modules", "migrations"} & set(path.parts)
    ]


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def calls(path: Path, name: str) -> list[ast.Call]:
    return [node for node in nodes(path) if isinstance(node, ast.Call) and called(node) == name]


def with_tables() -> list[Path]:
    """The modules that describe tables of a database; those of a terminal (rich) are called so too."""
    return sorted(
        path for path in sources() if calls(path, "MetaData") or (calls(path, "Table") and not is_richs(path))
    )


def is_richs(path: Path) -> bool:
    return "from rich.table import Table" in path.read_text(encoding="utf-8")


MODULES = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in with_tables()]


def found() -> dict[str, sa.Table]:
    tables: dict[str, sa.Table] = {}
    for name in MODULES:
        module = importlib.import_module(name)
        described = getattr(module, "metadata", None)
        for table in (module.METADATA if described is None else described).tables.values():
            tables[table.name] = table
    return tables


FOUND = found()


def undeclared(tables: dict[str, sa.Table]) -> Iterator[str]:
    """What differs between these tables and what is declared of them."""
    yield from (f"table {name}" for name in tables.keys() ^ DECLARED.keys())
    for name in tables.keys() & DECLARED.keys():
        yield from (f"column {name}.{column}" for column in set(tables[name].c.keys()) ^ set(DECLARED[name].columns))


def columns() -> Iterator[tuple[str, sa.Column, str]]:
    for name, table in sorted(FOUND.items()):
        yield from ((name, column, DECLARED[name].columns[column.name]) for column in table.columns)


def test_every_column_of_every_table_is_declared_and_nothing_else_is():
    assert sorted(undeclared(FOUND)) == []


def test_tables_are_described_in_modules_of_that_name_only():
    assert {path.name for path in with_tables()} == {"tables.py"}
    assert len(MODULES) >= 6


def test_every_table_is_seen_under_its_name_once():
    described = [ast.literal_eval(call.args[0]) for path in with_tables() for call in calls(path, "Table")]
    assert sorted(described) == sorted(FOUND)


def test_what_is_declared_has_the_type_of_its_kind():
    wrong = [
        f"{table}.{column.name}"
        for table, column, kind in columns()
        if kind in KINDS and not isinstance(column.type, TYPES[kind])
    ]
    assert wrong == []


def test_ids_words_and_dates_have_no_room_for_a_sentence():
    wide = [
        f"{table}.{column.name}"
        for table, column, kind in columns()
        if kind in LONGEST and isinstance(column.type, sa.String) and not (column.type.length or 999) <= LONGEST[kind]
    ]
    assert wide == []


def test_hashes_have_the_length_of_one():
    assert all(column.type.length == 64 for _, column, kind in columns() if kind in {"hash", "digest"})


def test_what_is_in_clear_says_why():
    reasons = [kind for _, _, kind in columns() if kind not in KINDS]
    assert reasons
    assert all(len(reason) > 25 and " " in reason for reason in reasons), reasons


def test_the_sealed_columns_are_those_that_have_a_contract():
    assert {(table, column.name) for table, column, kind in columns() if kind == "sealed"} == SEALED


def test_every_binary_column_is_sealed_or_says_why_not():
    binary = {(table, column.name) for table, column, _ in columns() if isinstance(column.type, sa.LargeBinary)}
    assert binary - SEALED == set(NOT_SEALED)
    assert all(DECLARED[table].columns[column] == reason for (table, column), reason in NOT_SEALED.items())


def test_binary_types_are_named_nowhere_but_in_a_table():
    for path in sources():
        named = any(called(node) in BINARY for node in nodes(path) if isinstance(node, ast.Name | ast.Attribute))
        assert not named or path in with_tables(), path


def test_no_table_is_made_in_words_that_the_scan_cannot_read():
    words = ("CREATE TABLE", "declarative_base", "mapped_column", "DeclarativeBase")
    for path in sources():
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in words), path


@pytest.mark.parametrize("name", ["id", "table"])
def test_no_two_columns_share_their_name(name: str):
    values = [getattr(column, name) for column in INVENTORY]
    assert len(values) == len(set(values))


def test_every_column_is_bound_to_its_row():
    assert all(column.bound for column in INVENTORY)


@pytest.mark.parametrize("kind", [sa.LargeBinary, sa.Text, sa.Integer, sa.String(36)], ids=str)
def test_a_column_that_nobody_declared_is_seen(kind: sa.types.TypeEngine):
    tables = dict(FOUND)
    other = sa.MetaData()
    tables["sessions"] = FOUND["sessions"].to_metadata(other)
    tables["sessions"].append_column(sa.Column("words", kind))
    assert list(undeclared(tables)) == ["column sessions.words"]


def test_a_table_that_nobody_declared_is_seen():
    tables = FOUND | {"notes": sa.Table("notes", sa.MetaData(), sa.Column("id", sa.Integer))}
    assert list(undeclared(tables)) == ["table notes"]


def test_nothing_that_a_session_or_a_process_leaves_is_kept_in_a_backup():
    passing = {name for name, each in DECLARED.items() if not each.is_kept}
    own_words = {
        "session",
        "sign_in",
        "token",
        "tracker",
        "lead",
        "tries",
        "forget",
        "logout",
        "shown",
        "lease",
        "check",
        "backup",
        "given_",
        "alembic",
    }
    assert passing == {name for name in DECLARED if any(word in name for word in own_words)}

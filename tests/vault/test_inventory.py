import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault import INVENTORY
from vault.columns import NOT_SEALED

ROOT = Path(__file__).parents[2]
ROOMS_WITH_TABLES = ("handoff", "web", "bot")
BINARY = ("LargeBinary", "BLOB", "BYTEA", "VARBINARY", "BINARY", "PickleType")
DECLARED = {(column.table, column.column) for column in INVENTORY}


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def binary_columns(source: str) -> Iterator[tuple[str, str]]:
    """(table, column) of every binary column of every Table(…) in a module's text."""
    for table in ast.walk(ast.parse(source)):
        if called(table) != "Table" or not isinstance(table, ast.Call):
            continue
        for column in table.args:
            if (
                isinstance(column, ast.Call)
                and called(column) == "Column"
                and any(called(a) in BINARY for a in column.args)
            ):
                yield ast.literal_eval(table.args[0]), ast.literal_eval(column.args[0])


def sources() -> list[Path]:
    return [
        path for room in ROOMS_WITH_TABLES for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts
    ]


FOUND = {place for path in sources() for place in binary_columns(path.read_text(encoding="utf-8"))}


def test_every_binary_column_of_every_table_is_declared():
    assert FOUND - DECLARED - set(NOT_SEALED) == set()


def test_every_declared_column_is_stored_somewhere():
    assert set() == DECLARED - FOUND


def test_what_is_said_not_to_be_sealed_exists_and_has_a_reason():
    assert set(NOT_SEALED) <= FOUND - DECLARED
    assert all(len(reason) > 20 for reason in NOT_SEALED.values())


def test_binary_types_are_named_nowhere_but_in_a_table_the_scan_can_read():
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = sum(called(node) in BINARY for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute))
        assert named == len(list(binary_columns(path.read_text(encoding="utf-8")))), path


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


def test_the_scan_sees_a_column_that_nobody_declared():
    source = 't = sa.Table("notes", m, sa.Column("id", sa.Integer), sa.Column("body", sa.LargeBinary, nullable=False))'
    assert list(binary_columns(source)) == [("notes", "body")]
    assert ("notes", "body") not in DECLARED

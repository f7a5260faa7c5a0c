"""YAML read with the line of each of its parts, so that a remark says where. Pure but for the reading of the file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Way = tuple[str | int, ...]


class Unreadable(Exception):
    """Not text, or not YAML: `line` (from 1) and what the reader of YAML stumbled over, in one of our codes."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(code)
        self.line = line
        self.code = code


@dataclass(frozen=True)
class Lined:
    """`content` is what YAML says; `lines` has the line of each part by the way to it: `("nlu", 3, "examples")`."""

    content: Any
    lines: dict[Way, int]
    twice: tuple[
        tuple[str, int, int], ...
    ] = ()  # names written twice in one place: the name, its line, that of the first

    def line(self, *way: str | int) -> int:
        """The line of that part, or of the nearest one around it."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)


def read_lined(path: Path) -> Lined:
    """Read one file.

    Raises:
        Unreadable: it is not UTF-8, or not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(1, "yaml_not_text") from error
    try:
        node, content = _parsed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, _code_of(text, error)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(1, "yaml_odd_character") from error
    lines: dict[Way, int] = {}
    twice: list[tuple[str, int, int]] = []
    if node is not None:
        _walk(node, (), lines, twice)
    return Lined(content, lines, tuple(twice))


def _parsed(text: str) -> tuple[yaml.Node | None, Any]:
    """The nodes and what they say; what the fast reader refuses is refused by the other one, whose words `_code_of` knows."""
    try:
        return _parsed_by(yaml.CSafeLoader(text))
    except (yaml.YAMLError, ValueError, RecursionError):
        return _parsed_by(yaml.SafeLoader(text))


def _parsed_by(loader: Any) -> tuple[yaml.Node | None, Any]:
    node = loader.get_single_node()
    return node, None if node is None else loader.construct_document(node)


def _walk(node: yaml.Node, way: Way, lines: dict[Way, int], twice: list[tuple[str, int, int]]) -> None:
    lines.setdefault(way, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside, line = (*way, str(key.value)), key.start_mark.line + 1
            if inside in lines and key.value != "<<":
                twice.append((str(key.value), line, lines[inside]))
            lines[inside] = line
            _walk(value, inside, lines, twice)
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            _walk(item, (*way, place), lines, twice)


def _code_of(text: str, error: yaml.MarkedYAMLError) -> str:
    """What most often makes YAML unreadable, as the editor sees it."""
    problem = error.problem or ""
    mark = error.problem_mark
    line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in problem:
        return "yaml_tab"
    if "mapping values are not allowed" in problem or ("expected ',' or" in problem and " : " in line):
        return "yaml_colon"
    if line.count('"') % 2 or "quoted scalar" in (error.context or "") or "unexpected end of stream" in problem:
        return "yaml_quote"
    if "undefined alias" in problem:
        return "yaml_alias"
    return "yaml_indent"

"""One sentence of a YAML file replaced where it stands: every other character of the file stays what it was. Pure.

PyYAML says where each scalar begins and ends; only what is between is written anew, in the style that was there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

from content.check.lines import Way

_ANCHOR = re.compile(r"&\S+\s+")
_HEADER = re.compile(r"[|>][^\n]*\n")


class UnfaithfulError(Exception):
    """What would be written does not read back as what was asked: nothing may be written."""


@dataclass(frozen=True)
class Scalar:
    """A string of the file: `start` and `end` are places in the text; `same_as` is set when this is only a reference (`*name`) to another."""

    value: str
    start: int
    end: int
    style: str
    same_as: Way | None = None


def scalars(text: str) -> dict[Way, Scalar]:
    """Every string of the file, by the way to it.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return dict(_walk(node, (), {})) if node is not None else {}


def replaced(text: str, new: Mapping[Way, str]) -> str:
    """The text with these strings instead; what refers to them says the same.

    Raises:
        UnfaithfulError: a way leads to no string or to a reference, or the result would say something else.
    """
    known = scalars(text)
    if any(way not in known or known[way].same_as for way in new):
        raise UnfaithfulError
    written = text
    for way in sorted(new, key=lambda way: known[way].start, reverse=True):
        old = known[way]
        written = written[: old.start] + _as_written(text, old, new[way]) + written[old.end :]
    try:
        says = yaml.safe_load(written)
    except yaml.YAMLError as error:
        raise UnfaithfulError from error
    if says != _expected(yaml.safe_load(text), known, new):
        raise UnfaithfulError
    return written


def _walk(node: yaml.Node, way: Way, seen: dict[int, Way]) -> Iterator[tuple[Way, Scalar]]:
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        first = seen.setdefault(id(node), way)
        scalar = Scalar(node.value, node.start_mark.index, node.end_mark.index, node.style or "")
        yield way, scalar if first == way else Scalar(**{**vars(scalar), "same_as": first})
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*way, str(key.value)), seen)
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _walk(item, (*way, place), seen)


def _as_written(text: str, old: Scalar, value: str) -> str:
    """The new string between the same two places; an anchor in front stays."""
    span = text[old.start : old.end]
    anchor = found.group() if (found := _ANCHOR.match(span)) else ""
    if old.style == "|":
        return anchor + _block(span[len(anchor) :], value)
    if old.style == "'" and "\n" not in value:
        return anchor + "'" + value.replace("'", "''") + "'"
    return anchor + json.dumps(value, ensure_ascii=False)


def _block(span: str, value: str) -> str:
    """`|-` and its lines, with the indent and the empty lines below that were there."""
    header = _HEADER.match(span)
    if header is None:
        raise UnfaithfulError
    end = "\r\n" if header.group().endswith("\r\n") else "\n"
    lines = span[header.end() :].splitlines()
    indent = next((line[: len(line) - len(line.lstrip(" "))] for line in lines if line.strip()), "")
    below = span[len(span.rstrip()) :]
    said = end.join(f"{indent}{line}" if line else "" for line in value.split("\n"))
    return header.group() + said + below


def _expected(content: Any, known: Mapping[Way, Scalar], new: Mapping[Way, str]) -> Any:
    """What the file must say: the same, with these strings and those that refer to them."""
    wanted = deepcopy(content)
    for way, scalar in known.items():
        if (value := new.get(scalar.same_as or way)) is not None:
            inside = wanted
            for step in way[:-1]:
                inside = inside[step]
            inside[way[-1]] = value
    return wanted

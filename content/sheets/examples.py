"""Ways of saying, one line each, changed, taken away or added in the text of a `data/nlu/` file: no other line moves. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from content.sheets.scalars import UnfaithfulError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 23,000 lines: the fast one where there is one
ITEM = "- "


@dataclass(frozen=True)
class Example:
    """`line` counts from 0, `block` too; `marks` is the metadata of its block."""

    text: str
    intent: str
    line: int
    block: int
    marks: Mapping[str, Any]


@dataclass(frozen=True)
class Edit:
    """What becomes of one file: lines said otherwise (None: taken away), and sentences to add with their situation and marks."""

    lines: Mapping[int, str | None] = field(default_factory=dict)
    added: Sequence[tuple[str, Mapping[str, Any], str]] = ()


def examples(text: str) -> list[Example]:
    """Every way of saying of the file, in its order.

    Raises:
        yaml.YAMLError: it is not YAML.
        UnfaithfulError: it is not written as these files are, one sentence a line under `examples: |`.
    """
    lines = text.splitlines()
    return [each for number, block in enumerate(_blocks(text)) for each in _of_block(lines, number, *block)]


def edited(text: str, edit: Edit) -> str:
    """The file with that done.

    Raises:
        UnfaithfulError: what would be written does not read back as what was asked.
    """
    known = examples(text)
    end = "\r\n" if "\r\n" in text else "\n"
    lines: list[str | None] = [*text.splitlines(keepends=True)]
    for number, said in edit.lines.items():
        lines[number] = None if said is None else _said_instead(str(lines[number]), said)
    for intent, marks in _kinds(edit.added):
        _add(lines, known, intent, marks, [said for *kind, said in edit.added if kind == [intent, marks]], end)
    written = "".join(line for line in lines if line is not None)
    if sorted(_told(examples(written))) != sorted(_wanted(known, edit)):
        raise UnfaithfulError
    return written


def _blocks(text: str) -> Iterator[tuple[str, Mapping[str, Any], int, str]]:
    """Situation, marks, the line of `examples:`, what is written under it; a block that is not one is left aside."""
    node = yaml.compose(text, Loader=_LOADER)
    content = yaml.load(text, Loader=_LOADER)  # noqa: S506 -- the safe one, in C where there is one
    listed = content.get("nlu") if isinstance(content, dict) else None
    if node is None or not isinstance(listed, list):
        return
    nodes = next(value for key, value in node.value if key.value == "nlu").value
    for block, said in zip(nodes, listed, strict=True):
        if (
            isinstance(said, dict)
            and isinstance(said.get("examples"), str)
            and isinstance(said.get("metadata") or {}, dict)
        ):
            under = next(value for key, value in block.value if key.value == "examples")
            yield str(said.get("intent")), said.get("metadata") or {}, under.start_mark.line, said["examples"]


def _of_block(
    lines: Sequence[str], block: int, intent: str, marks: Mapping[str, Any], header: int, under: str
) -> Iterator[Example]:
    for number, said in enumerate(under.splitlines(), start=header + 1):
        if number >= len(lines) or lines[number].strip() != said.strip():
            raise UnfaithfulError
        if said.startswith(ITEM) and said[len(ITEM) :].strip():
            yield Example(said[len(ITEM) :].strip(), intent, number, block, marks)


def _said_instead(line: str, said: str) -> str:
    indent, ending = line[: len(line) - len(line.lstrip(" "))], line[len(line.rstrip("\r\n")) :]
    return f"{indent}{ITEM}{said}{ending}"


def _add(
    lines: list[str | None],
    known: Iterable[Example],
    intent: str,
    marks: Mapping[str, Any],
    said: Sequence[str],
    end: str,
) -> None:
    """Under their kin, the first lines with the same situation and marks; otherwise in a block of their own at the end."""
    kin = [each.line for each in known if each.intent == intent and each.marks == marks]
    last = _end_of_first_run(kin) if kin else -1
    if kin and (model := lines[last]) is not None:
        stem = model if model.endswith("\n") else model + end
        indent = stem[: len(stem) - len(stem.lstrip(" "))]
        lines[last] = stem + "".join(f"{indent}{ITEM}{each}{end}" for each in said)
        return
    if lines and lines[-1] is not None and not lines[-1].endswith("\n"):
        lines[-1] += end
    shown = yaml.safe_dump(
        dict(marks), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    ).strip()
    lines.append(f"- intent: {intent}{end}  metadata: {shown}{end}  examples: |{end}")
    lines.extend(f"    {ITEM}{each}{end}" for each in said)


def _kinds(added: Iterable[tuple[str, Mapping[str, Any], str]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each situation with its marks, once."""
    seen: list[tuple[str, Mapping[str, Any]]] = []
    for intent, marks, _ in added:
        if (intent, marks) not in seen:
            seen.append((intent, marks))
            yield intent, marks


def _end_of_first_run(lines: Sequence[int]) -> int:
    """The last of the lines that follow each other."""
    last = lines[0]
    for line in lines[1:]:
        if line != last + 1:
            break
        last = line
    return last


def _told(found: Iterable[Example]) -> Iterator[tuple[str, str, str]]:
    return ((each.intent, repr(dict(each.marks)), each.text) for each in found)


def _wanted(known: Iterable[Example], edit: Edit) -> Iterator[tuple[str, str, str]]:
    for each in known:
        said = edit.lines.get(each.line, each.text)
        if said is not None:
            yield each.intent, repr(dict(each.marks)), said
    yield from ((intent, repr(dict(marks)), said) for intent, marks, said in edit.added)

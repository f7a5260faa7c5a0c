"""A reviewed text as blocks, and the two forms it is handed out in: plain text, and HTML that an ENT keeps as it is.

The HTML has only what the ENT's editor keeps without rewriting it (reference/ent-contract.md §2.11): `p`, `h2`, `ul`, `li`, `strong`,
`a` with the very attributes that the ENT would add; no quotes, no `&` beyond the five characters that must be escaped.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_BOLD_OR_LINK = re.compile(r"\*\*(.+?)\*\*|(https?://[^\s*]*[^\s*.,;:!?»\u00a0])")
_LINK = '<a target="_blank" rel="noopener noreferrer nofollow" href="{address}">{shown}</a>'


@dataclass(frozen=True)
class Block:
    """`kind` is `heading`, `item` or `paragraph`; `text` may still hold `**bold**` and addresses."""

    kind: str
    text: str


def read_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text: `## ` a heading, `- ` an item, anything else a paragraph."""
    return tuple(_block(line) for line in text.splitlines() if line.strip())


def as_text(blocks: Iterable[Block]) -> str:
    """To read, print or paste in a message."""
    lines = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        texts = [_plain(block.text) for block in run]
        lines.append("\n".join(f"– {text}" for text in texts) if kind == "item" else "\n\n".join(texts))
    return "\n\n".join(lines) + "\n"


def as_html(blocks: Iterable[Block]) -> str:
    """To paste in, or send to, the ENT's editor."""
    parts = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        texts = [_inline(block.text) for block in run]
        if kind == "item":
            parts.append("<ul>" + "".join(f"<li><p>{text}</p></li>" for text in texts) + "</ul>")
        else:
            tag = "h2" if kind == "heading" else "p"
            parts += [f"<{tag}>{text}</{tag}>" for text in texts]
    return "".join(parts)


def _block(line: str) -> Block:
    stripped = line.strip()
    for mark, kind in (("## ", "heading"), ("- ", "item")):
        if stripped.startswith(mark):
            return Block(kind, stripped.removeprefix(mark))
    return Block("paragraph", stripped)


def _plain(text: str) -> str:
    return text.replace("**", "")


def _inline(text: str) -> str:
    parts, end = [], 0
    for match in _BOLD_OR_LINK.finditer(text):
        parts.append(html.escape(text[end : match.start()], quote=False))
        parts.append(f"<strong>{_inline(match[1])}</strong>" if match[1] else _anchor(match[2]))
        end = match.end()
    parts.append(html.escape(text[end:], quote=False))
    return "".join(parts)


def _anchor(address: str) -> str:
    return _LINK.format(address=html.escape(address), shown=html.escape(address, quote=False))

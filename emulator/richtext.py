"""Stage 2 of the cleaning: the rich-text transformer (contract, 2.11) [R].

HTML in, the HTML of a TipTap document out: `div` becomes `p`, classes, comments, `data-*` and unknown tags are dropped
(their text stays), white space is collapsed except in code blocks, and `<hr>` folds what follows into a conversation
history. The exact HTML printed is inferred: `links_are_rewritten`, `empty_paragraphs_stay`, `rule_folds_the_rest`.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from emulator.inferred import AS_READ, Inferred

_BLOCKS = {"p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "pre", "table", "tbody", "tr", "td", "th"}
_INLINE = {"strong", "em", "u", "s", "code", "a", "sub", "sup"}
_VOID = {"br", "hr", "img"}
_RENAMED = {"div": "p", "b": "strong", "i": "em", "strike": "s", "del": "s", "h4": "h3", "h5": "h3", "h6": "h3"}
_ATTRIBUTES = {"a": ("href",), "img": ("src", "alt"), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan")}
_SILENT = {"script", "style", "head", "title"}
_HISTORY = '<div class="conversation-history"><div class="conversation-history-body">'
_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|/|#)", re.IGNORECASE)


class TransformationError(ValueError):
    """The body could not be made a document."""


def transform(body: str, limit: int, inferred: Inferred = AS_READ) -> str:
    """The cleaned HTML; raises TransformationError when it is not shorter than `limit` bytes."""
    if len(body.encode()) >= limit:
        raise TransformationError
    parser = _Transformer(inferred)
    parser.feed(body)
    parser.close()
    return parser.result()


class _Transformer(HTMLParser):
    def __init__(self, inferred: Inferred) -> None:
        super().__init__(convert_charrefs=True)
        self.inferred = inferred
        self.out: list[str] = []
        self.open: list[str] = []
        self.silent = 0
        self.folded = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _RENAMED.get(tag, tag)
        if name in _SILENT:
            self.silent += 1
        elif name == "hr" and self.inferred.rule_folds_the_rest:
            self._fold()
        elif name in _VOID:
            self.out.append(f"<{name}{self._kept(name, attrs)}>")
        elif name in _BLOCKS | _INLINE:
            self._start(name, attrs)

    def _start(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        if name == "p" and "p" in self.open:
            self._end("p")
        if name in _INLINE and not self._in_block():
            self._start("p", [])
        self.open.append(name)
        self.out.append(f"<{name}{self._kept(name, attrs)}>")

    def _fold(self) -> None:
        """What follows the first rule is history; a second rule adds nothing."""
        while self.open:
            self._end(self.open[-1])
        if not self.folded:
            self.out.append(_HISTORY)
        self.folded = True

    def handle_endtag(self, tag: str) -> None:
        name = _RENAMED.get(tag, tag)
        if name in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif name in self.open:
            self._end(name)

    def _end(self, name: str) -> None:
        while self.open:
            last = self.open.pop()
            self.out.append(f"</{last}>")
            if last == name:
                return

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = data if "pre" in self.open else re.sub(r"[ \t\r\n\f]+", " ", data)
        if not self._in_block():
            if not text.strip():
                return
            self._start("p", [])
        self.out.append(escape(text, quote=False))

    def _in_block(self) -> bool:
        return any(name in _BLOCKS for name in self.open)

    def result(self) -> str:
        while self.open:
            self._end(self.open[-1])
        html = "".join(self.out) + ("</div></div>" if self.folded else "")
        return html if self.inferred.empty_paragraphs_stay else html.replace("<p></p>", "")

    def _kept(self, name: str, attrs: list[tuple[str, str | None]]) -> str:
        given = {key: value or "" for key, value in attrs}
        kept = {key: given[key] for key in _ATTRIBUTES.get(name, ()) if key in given}
        for address in ("href", "src"):
            if address in kept and not _SAFE_ADDRESS.match(kept[address]):
                del kept[address]
        if name == "a" and "href" in kept and self.inferred.links_are_rewritten:
            kept = {"target": "_blank", "rel": "noopener noreferrer nofollow", **kept}
        return "".join(f' {key}="{escape(value)}"' for key, value in kept.items())

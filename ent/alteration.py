"""Whether the ENT changed the words of a message (reference/ent-contract.md §2.11). Pure.

Allowed: another tag around the words (`div` becomes `p`), a class, comment or unknown tag less, white space run together outside
`pre`. Not allowed: a word or an address less, more, or other, or words joined that were apart.
"""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_UNSEEN = frozenset({"script", "style", "head", "title"})
_ADDRESSES = frozenset({"href", "src"})
_SPACES = re.compile(r"[ \t\r\n\f]+")  # white space of HTML: a no-break space is a character like another


def is_altered(sent: str, stored: str) -> bool:
    """True when what is stored no longer says what was sent."""
    return _said(sent) != _said(stored)


def _said(body: str) -> list[str]:
    """The words, the lines of code blocks, the addresses, in order."""
    parser = _Reader()
    parser.feed(body)
    parser.close()
    return parser.said()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._running = ""
        self._code: str | None = None
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self._break()
        if tag == "pre":
            self._code = ""
        found = [f"{name} {value}" for name, value in attrs if name in _ADDRESSES and value]
        if found:
            self._parts += [*self._words(), *found]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._code is None:
            self._running += data
        else:
            self._code += data

    def said(self) -> list[str]:
        self._break()
        return self._parts

    def _break(self) -> None:
        self._parts += self._words()
        if self._code is not None:
            # HTML drops the first line break of a code block
            self._parts.append("pre " + self._code.replace("\r\n", "\n").removeprefix("\n"))
            self._code = None

    def _words(self) -> list[str]:
        words = [word for word in _SPACES.split(self._running) if word]
        self._running = ""
        return words

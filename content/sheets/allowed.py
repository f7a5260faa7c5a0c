"""What may be written in a cell that is changed: a person's text, that YAML can hold and a spreadsheet cannot run."""

import unicodedata

from yaml.reader import Reader

ONE_LINE, SEVERAL_LINES = 500, 3_000  # the most signs: of a way of saying, of what a scene says
_LIKE_FORMULA = "=+-@"
_NOT_TEXT = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # inside an emoji, or a word of Persian


def tidy(text: str) -> str:
    """Without the blanks around each line, which nobody sees."""
    return "\n".join(line.strip(" \t\u00a0") for line in text.strip().split("\n"))


def wrong_in(text: str, old: str, most: int) -> tuple[str, dict[str, str]] | None:
    """The code of what is wrong and its facts; None when it may be written instead of `old`."""
    if not text:
        return "empty", {"old": " ".join(old.split())}
    if len(text) > most:
        return "long", {"count": str(len(text)), "most": str(most)}
    if most == ONE_LINE and "\n" in text:
        return "one_line", {}
    if odd := next((sign for sign in text if _is_odd(sign) and sign not in old), None):
        return "odd", {"sign": f"U+{ord(odd):04X}"}
    if text[0] in _LIKE_FORMULA and old[:1] != text[0]:
        return "like_formula", {"sign": text[0]}
    return None


def _is_odd(sign: str) -> bool:
    is_hidden = unicodedata.category(sign) in _NOT_TEXT and sign not in f"\n{_JOINERS}"
    return is_hidden or Reader.NON_PRINTABLE.match(sign) is not None

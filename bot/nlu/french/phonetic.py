"""A key by which words that sound alike or share a stem fall together.

"frappe", "frapé", "frapper", "frapaient" -> `frap`; "école", "ekol" -> `ekol`. Works on words without accents.
It is coarse on purpose: it brings misspelt words near known ones, it does not tell homophones apart.
"""

import re

_DOUBLE = re.compile(r"([a-z])\1+")
_SOUNDS = re.compile(
    r"(?P<o>eau|au)|(?P<u>ou)|(?P<wa>oi|oy)|(?P<z>(?<=[aeiouy])s(?=[aeiouy]))"
    r"|(?P<in>(?:ain|ein|aim|in|im|yn|ym|un|um)(?![aeiouynm]))|(?P<an>(?:an|am|en|em)(?![aeiouynm]))"
    r"|(?P<on>(?:on|om)(?![aeiouynm]))|(?P<e>ai|ei|ay|ey)|(?P<f>ph)|(?P<ch>ch|sh)|(?P<s>sc(?=[eiy])|c(?=[eiy])|S)"
    r"|(?P<k>qu|ck|c|q)|(?P<g>gu(?=[eiy]))|(?P<j>ge(?=[ao])|g(?=[eiy]))|(?P<gn>gn)|(?P<y>y|Y)|(?P<h>h)|(?P<ks>x)"
)
_LETTERS = {"in": "1", "an": "2", "on": "3", "ch": "c", "gn": "N", "y": "i", "h": ""}
_ENDING = re.compile(r"(?<=..)(?:e2t|2t|et|es|er|ez|e|s|t|d|ks|p|z)$")


def phonetic_key(word: str) -> str:
    """The key of one folded word; a word of another script, or a number, is its own key."""
    if word == "ca":
        return "sa"
    plain = _DOUBLE.sub(r"\1", word.replace("ss", "S").replace("ill", "Y"))
    return _ENDING.sub("", _SOUNDS.sub(_letter, plain)) or word


def _letter(found: "re.Match[str]") -> str:
    name = found.lastgroup or ""
    return _LETTERS.get(name, name)

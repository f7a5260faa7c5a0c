"""Words that the ENT's cleaner would cut out of a text, kept whole (reference/ent-contract.md §2.11, stage 1).

The cleaner looks for scripts in every JSON body, white space ignored, and deletes what matches: a pupil's "une expression (raciste)",
"l'eval (de maths)", "mon message = …" are lost. A word joiner (U+2060: no width, no space, nothing to see) in the right place is
enough. Free text only: an envelope's armour never matches, and must not be touched.
"""

import re

JOINER = "\u2060"

_EVENTS = (
    "click|context|mouse|dblclick|key|abort|error|before|hash|load|page|resize|scroll|unload|blur|change|focus|input|"
    "invalid|reset|search|select|submit|drag|drop|copy|cut|paste|after|can|end|duration|emptied|play|progress|seek|stall|"
    "suspend|time|volume|waiting|message|open|touch|online|offline|popstate|show|storage|toggle|wheel|pointer|animation|begin"
)
_GAP = r"(?:\s|\\[frnt])*"  # what the cleaner does not see: white space, and its escapes in JSON
_TAG = re.compile(r"(<[^<>]*>)")


def _spaced(words: str) -> str:
    """Each letter of each alternative, with gaps between."""
    return "(?:" + "|".join(_GAP.join(map(re.escape, word)) for word in words.split("|")) + ")"


# everything before the sign that must be held apart, then the sign
_BEFORE_SIGN = tuple(
    re.compile(rf"({before}{_GAP})({sign})", re.IGNORECASE)
    for before, sign in (
        (_spaced("eval|expression|atob"), r"\("),
        (_spaced("javascript|vbscript"), ":"),
        (_spaced("base64"), ","),
        (_spaced("[["), r"\$"),
        (_spaced("<|</"), _spaced("script")),
    )
)
# words run together up to an equals sign: matched once each, so that a long text takes no longer than it must
_RUN = re.compile(r"([\w\s\\]+)(=?)")
_EVENT = re.compile(_spaced("on") + _GAP + _spaced(_EVENTS), re.IGNORECASE)


def protect(text: str) -> str:
    """The same text to the eye, of which the cleaner takes nothing. Harmless twice."""
    for pattern in _BEFORE_SIGN:
        text = pattern.sub(rf"\1{JOINER}\2", text)
    return _RUN.sub(_hold_apart, text)


def _hold_apart(run: re.Match[str]) -> str:
    words, sign = run.groups()
    return f"{words}{JOINER}{sign}" if sign and _EVENT.search(words) else run[0]


def protect_html(content: str) -> str:
    """The same for the text between the tags of some HTML; the tags are left alone."""
    return "".join(part if part.startswith("<") else protect(part) for part in _TAG.split(content))

"""Stage 1 of the cleaning: the XSS cleaner that every JSON body goes through (contract, 2.11) [R][V].

It searches a version of the body with entities and escapes undone and all white space taken out. When something
matches, it cuts it out and keeps the *undone* version of the whole body: that is how pupils' words get damaged.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from typing import Any

from starlette.requests import Request

from emulator.refusals import Refused

_EVENTS = (
    "click|context|mouse|dblclick|key|abort|error|before|hash|load|page|resize|scroll|unload|blur|change|focus|input|"
    "invalid|reset|search|select|submit|drag|drop|copy|cut|paste|after|can|end|duration|emptied|play|progress|seek|stall|"
    "suspend|time|volume|waiting|message|open|touch|online|offline|popstate|show|storage|toggle|wheel|pointer|animation|begin"
)
_FORBIDDEN = [
    re.compile(pattern, re.IGNORECASE | re.DOTALL | re.ASCII)
    for pattern in (
        r"<script.*?>",
        r"</script>",
        r"(?:eval|expression|atob)\(.*?\)",
        r"(?:javascript|vbscript):",
        r"\[\[\$.*?\]\]",
        rf"on(?:{_EVENTS})\w*=",
    )
]
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_BLANK = re.compile(r"\\[frnt]|\s", re.ASCII)  # a no-break space is not blank there: it protects the words [V]
_BASE64 = re.compile(r"base64\s*,\s*([A-Za-z0-9+/]+={0,2})", re.IGNORECASE)


def clean_json(raw: str) -> str:
    """The body as the ENT will parse it; unchanged when no pattern matches."""
    undone = _ENTITY.sub(lambda found: html.unescape(found[0]), _undo_escapes(raw))
    without_data = _BASE64.sub(lambda found: "" if _hides_script(found[1]) else found[0], undone)
    cut = cut_forbidden(without_data)
    return raw if cut == undone else clean_json(cut)


def _undo_escapes(text: str) -> str:
    """The real class replaces *every* escape by the character of the first one: a defect we keep [V]."""
    first = _ESCAPE.search(text)
    if first is None:
        return text
    character = chr(int(first[1], 16)).encode("utf-8", "replace").decode()  # half a pair becomes "?"
    return _ESCAPE.sub(lambda _: character, text)


def _hides_script(data: str) -> bool:
    try:
        text = base64.b64decode(data + "=" * (-len(data) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return False
    return cut_forbidden(text) != text


def cut_forbidden(text: str) -> str:
    """The text without what the patterns match, white space ignored; the blanks after a match go with it."""
    while True:
        kept = _visible_positions(text)
        squeezed = "".join(text[position] for position in kept)
        found = next((match for pattern in _FORBIDDEN if (match := pattern.search(squeezed))), None)
        if found is None:
            return text
        after = kept[found.end()] if found.end() < len(kept) else len(text)
        text = text[: kept[found.start()]] + text[after:]


def _visible_positions(text: str) -> list[int]:
    """Positions of the characters that are neither white space nor part of an escaped line break or tab."""
    blank = {position for match in _BLANK.finditer(text) for position in range(*match.span())}
    return [position for position in range(len(text)) if position not in blank]


async def body_to_json(request: Request) -> dict[str, Any]:
    """The cleaned body as an object; 400 when it is not one (for example after a `&quot;` was undone)."""
    try:
        content = json.loads(clean_json((await request.body()).decode()))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refused("bad.request") from error
    if not isinstance(content, dict) or not _storable(content):
        raise Refused("bad.request")
    return content


def _storable(content: dict[str, Any]) -> bool:
    """PostgreSQL takes neither half a surrogate pair nor a NUL."""
    text = json.dumps(content, ensure_ascii=False).replace("\\\\", "")
    return "\\u0000" not in text and text.encode("utf-8", "replace").decode() == text

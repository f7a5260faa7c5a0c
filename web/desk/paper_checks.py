"""What a note, a sheet or a reply must look like from outside: age, one stanza under a secret (scrypt, work factor 1), a size that has a limit.

Nothing is opened here, and nothing could be: the secret is inside the pupil's envelope.
"""

import base64
import binascii
import re
from typing import Any

from handoff.cases.papers import KINDS
from web.problems import WebError

MOST_ARMOUR = 48_000
_LINE = 64
_BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----"
_END = "-----END AGE ENCRYPTED FILE-----"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_HEAD = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt [A-Za-z0-9+/]{22} 1\n[A-Za-z0-9+/]{43}\n"
    rb"--- [A-Za-z0-9+/]{43}\n"
    rb"[\x00-\xff]{32,}",
)


def read_paper(body: dict[str, Any]) -> tuple[str, str, str]:
    """The id, kind and armour of a paper.

    Raises:
        WebError: paper_malformed.
    """
    id_, kind, armour = body.get("id"), body.get("kind"), body.get("armour")
    if not (isinstance(id_, str) and isinstance(kind, str) and isinstance(armour, str)):
        raise WebError("paper_malformed")
    if not _UUID.fullmatch(id_) or kind not in KINDS or len(armour) > MOST_ARMOUR:
        raise WebError("paper_malformed")
    if not _HEAD.fullmatch(_decoded(armour)):
        raise WebError("paper_malformed")
    return id_, kind, armour


def _decoded(armour: str) -> bytes:
    first, *lines = armour.strip().split("\n")
    last = lines.pop() if lines else ""
    full = all(len(line) == _LINE for line in lines[:-1])
    if first != _BEGIN or last != _END or not lines or not full or not 0 < len(lines[-1]) <= _LINE:
        return b""
    try:
        return base64.b64decode("".join(lines), validate=True)
    except (binascii.Error, ValueError):
        return b""

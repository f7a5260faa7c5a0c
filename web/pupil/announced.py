"""What an envelope says will follow it: pieces of known kinds and size classes, at most one of each kind, ids drawn by the browser."""

from typing import Any

from handoff.attachments import KINDS, Announced
from web.problems import WebError
from web.pupil.shapes import has_shape, is_uuid4

SIZES = (16_384, 65_536, 131_072, 262_144, 524_288)
_SHAPE = {"id": str, "kind": str, "size": int}


def read_announced(given: list[Any]) -> tuple[Announced, ...]:
    """The pieces announced by a body.

    Raises:
        WebError: envelope_malformed.
    """
    if not all(has_shape(one, _SHAPE) and _is_sound(one) for one in given):
        raise WebError("envelope_malformed")
    pieces = tuple(Announced(**one) for one in given)
    if any(len({getattr(piece, name) for piece in pieces}) < len(pieces) for name in ("id", "kind")):
        raise WebError("envelope_malformed")
    return pieces


def _is_sound(piece: dict[str, Any]) -> bool:
    return is_uuid4(piece["id"]) and piece["kind"] in KINDS and piece["size"] in SIZES

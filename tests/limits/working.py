"""The work that a browser does, written from docs/contracts.md as another browser would."""

from hashlib import sha256


def numbers_of(challenge: str, bits: int | None = None) -> list[int]:
    """The sixteen numbers of a challenge; `bits` for one that does not say how many."""
    seed, wanted = (
        sha256(challenge.encode()).digest(),
        int(challenge.split(".", maxsplit=1)[0]) if bits is None else bits,
    )
    return [number_at(seed + bytes([place]), wanted) for place in range(16)]


def number_at(start: bytes, bits: int) -> int:
    number = 0
    while int.from_bytes(sha256(start + number.to_bytes(4, "big")).digest()[:4], "big") >> (32 - bits):
        number += 1
    return number

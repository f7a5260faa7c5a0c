"""The work that a browser does to begin when too many begin at once (docs/contracts.md, web/client's worker), for pupils and for attackers."""

from hashlib import sha256

PIECES = 16


def solve(challenge: str) -> dict[str, object]:
    """The body's `work`: sixteen numbers whose hash begins with as many zero bits as the challenge says."""
    seed, bits = sha256(challenge.encode()).digest(), int(challenge.partition(".")[0])
    return {"challenge": challenge, "numbers": [_number(seed + bytes([place]), bits) for place in range(PIECES)]}


def _number(prefix: bytes, bits: int) -> int:
    most = 1 << (256 - bits)
    number = 0
    while int.from_bytes(sha256(prefix + number.to_bytes(4, "big")).digest(), "big") >= most:
        number += 1
    return number

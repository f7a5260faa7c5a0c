"""Who begins when too many begin at once: whoever let their browser work for a second or two. No picture to decipher, nothing to press.

Beyond the rate of beginnings the refusal carries a challenge: numbers to find, PIECES of them, so that nobody is unlucky for long. It is
kept nowhere: our keys made it, it says itself until when it holds, and it serves once. Work that is done begins through a reserve of its
own, as large as the rate; the emptier that is, the harder the next challenge. Work that comes while the reserve is empty is not lost: it
serves a little later. The numbers (`/aide`, `/reperes`, the refusal itself) never ask for anything.

A piece is a number of 32 bits that makes SHA-256(SHA-256(challenge) + place + number) begin with `bits` zero bits. A cheap phone tries about
a hundred thousand a second: a second or so for the easiest, ten for the hardest.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from vault import keyed_hash, keyed_hashes
from web.limits import Rate
from web.problems import WebError
from web.pupil.rates import EVERYONE, beginnings
from web.services import Services

PIECES = 16
LEAST_BITS = 13
MOST_BITS = 16
LIFE_SECONDS = 300
_LONGEST = 200
_PURPOSE = "beginning-work"
_SPENT = Rate(burst=1, per_minute=60 / (2 * LIFE_SECONDS), of="work")  # once: it is over before it could serve again


@dataclass(frozen=True)
class Work:
    """A challenge, and the numbers that a browser found for it."""

    challenge: str
    numbers: tuple[int, ...]

    def is_done(self, bits: int) -> bool:
        """Whether each piece is what was asked."""
        seed = sha256(self.challenge.encode()).digest()
        return all(_zeros(seed, place, number) >= bits for place, number in enumerate(self.numbers))


def let_begin(services: Services, given: object) -> None:
    """Count one beginning; `given` is the work of the browser, if it did any.

    Raises:
        WebError: slow_down, with the seconds to wait, and a challenge where none that still serves was given.
    """
    rate = beginnings(services.settings)
    wait = services.limits.take(EVERYONE, rate)
    if not wait:
        return
    work, reserve = _read(given), Rate(rate.burst, rate.per_minute, of="beginning after work")
    if work is None or not _serves(services, work):
        bits = _bits_now(services.limits.share_left(reserve, EVERYONE))
        raise WebError("slow_down", sentence="crowded", retry_after=wait, challenge=_challenge(services, bits))
    wait = services.limits.take(EVERYONE, reserve)
    if wait:
        raise WebError("slow_down", sentence="crowded", retry_after=wait)
    services.limits.take(work.challenge, _SPENT)


def _challenge(services: Services, bits: int) -> str:
    until = int(services.clock().timestamp()) + LIFE_SECONDS
    said = f"{bits}.{until}.{services.random_bytes(12).hex()}"
    return f"{said}.{keyed_hash(services.ring, _PURPOSE, said)}"


def _serves(services: Services, work: Work) -> bool:
    """Whether it is a challenge of ours, not over, not spent, and done."""
    said, _, mark = work.challenge.rpartition(".")
    ours = [hmac.compare_digest(mark, each) for each in keyed_hashes(services.ring, _PURPOSE, said)]
    if not any(ours):
        return False
    bits, until, _ = said.split(".")
    if int(until) < services.clock().timestamp() or services.limits.share_left(_SPENT, work.challenge) < 1:
        return False
    return work.is_done(int(bits))


def _read(given: object) -> Work | None:
    """What was given, when it has the shape of work."""
    if not isinstance(given, dict) or given.keys() != {"challenge", "numbers"}:
        return None
    challenge, numbers = given["challenge"], given["numbers"]
    if not isinstance(challenge, str) or not challenge.isascii() or len(challenge) > _LONGEST:
        return None
    if not isinstance(numbers, list) or len(numbers) != PIECES or not all(map(_is_number, numbers)):
        return None
    return Work(challenge, tuple(numbers))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**32


def _zeros(seed: bytes, place: int, number: int) -> int:
    found = sha256(seed + bytes([place]) + number.to_bytes(4, "big")).digest()
    return 256 - int.from_bytes(found, "big").bit_length()


def _bits_now(share_left: float) -> int:
    """One bit more, twice the work, each time the reserve is half as full."""
    harder = sum(share_left < limit for limit in (1 / 2, 1 / 4, 1 / 8))
    return min(MOST_BITS, LEAST_BITS + harder)

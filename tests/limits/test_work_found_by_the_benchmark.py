"""benchmarks.abuse does the browser's work its own way: it must be the work that web asks for."""

from benchmarks.abuse.work import solve
from web.pupil.work import PIECES, Work

BITS = 8
CHALLENGE = f"{BITS}.1795000000.00112233445566778899aabb.mark"


def test_what_the_benchmark_finds_is_done_and_no_harder_work_is():
    found = solve(CHALLENGE)
    numbers = tuple(found["numbers"])
    assert len(numbers) == PIECES
    assert Work(CHALLENGE, numbers).is_done(BITS)
    assert not Work(CHALLENGE, numbers).is_done(BITS + 6)
    assert not Work(CHALLENGE + "x", numbers).is_done(BITS)

"""Whose key counts, from who has compared whose: pure.

The rules (docs/adr/0020): ordinarily two people whose keys count. Where fewer than two keys that count could read this month (a first ceremony,
or a group that has died out), three people each of whose keys is countersigned by the two others, those that count already excepted:
three, because two could be one person with two accounts. Nobody vouches for themselves; that an administrator of the school does not either
is refused before anything is stored (`handoff.keys.vouching`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

NEEDED = 2
CEREMONY = 3


@dataclass(frozen=True)
class Countersign:
    """`by` has compared the key of `subject` with its owner."""

    subject: str
    by: str


@dataclass(frozen=True)
class Group:
    """The keys of a group: `pending` wait, `counted` count, of which `able` have an identity of this month."""

    pending: frozenset[str]
    counted: frozenset[str]
    able: frozenset[str]


def who_counts(group: Group, given: Iterable[Countersign]) -> frozenset[str]:
    """Those of `pending` whose keys count from now on."""
    signs = {(one.subject, one.by) for one in given if one.subject != one.by}
    counted = set(group.counted)
    if len(group.able) < NEEDED:
        counted |= _ceremony(group, signs)
    while fresh := {one for one in group.pending - counted if _vouched(one, counted, signs)}:
        counted |= fresh
    return frozenset(counted & group.pending)


def _vouched(subject: str, by: Iterable[str], signs: set[tuple[str, str]]) -> bool:
    return sum((subject, one) in signs for one in by) >= NEEDED


def _ceremony(group: Group, signs: set[tuple[str, str]]) -> set[str]:
    present: set[str] = set()
    for three in combinations(sorted(group.pending | group.counted), CEREMONY):
        mutual = ((one, by) in signs for one in three if one in group.pending for by in three if by != one)
        if not group.pending.isdisjoint(three) and all(mutual):
            present |= set(three)
    return present

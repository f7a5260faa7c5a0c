"""What goes wrong in each hand-off of a campaign. Drawn from a seed: the same seed gives the same plans."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

STEPS = {
    "draft": "/conversation/draft",
    "send": "/conversation/send",
    "copy": "/conversation/api/messages",
    "folders": "/conversation/api/folders",
    "trash": "/conversation/trash",
    "delete": "/conversation/delete",
}
ANYWHERE = tuple(STEPS)
# The fault, where it makes sense, and the heading under which it is counted.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "unavailable": ("coupé avant", ANYWHERE),
    "drop": ("coupé avant", ANYWHERE),
    "overloaded": ("débordé", ANYWHERE),
    "garbled": ("réponse illisible", ("draft", "send", "copy", "folders")),
    "slow_then_done": ("retardé", ("draft", "send", "trash")),
    "done_then_slow": ("retardé", ("draft", "send", "delete")),
    "done_then_drop": ("accepté, réponse perdue", ("draft", "send", "trash", "delete")),
    "done_then_unavailable": ("accepté, réponse perdue", ("draft", "send", "trash", "delete")),
    "done_then_garbled": ("accepté, réponse perdue", ("draft", "send")),
    "forbidden": ("refusé", ANYWHERE),
    "refused": ("refusé", ANYWHERE),
    "too_large": ("refusé", ("send", "trash")),
    "absent": ("refusé", ANYWHERE),
    "mfa": ("refusé", ("draft", "send", "trash")),
    "transformer": ("refusé", ("send",)),
    "damaged_body": ("armure abîmée", ("send",)),
    "graph": ("compte faux", ("send",)),
    "fewer": ("compte faux", ("send",)),
    "more": ("compte faux", ("send",)),
    "expired_token": ("jeton mort", ("draft", "send", "trash")),
}
SLOW = frozenset({"slow_then_done", "done_then_slow"})
PATIENCE, DELAY = 0.25, 0.45  # seconds
POINTS = 28  # of a delivery where nothing goes wrong (tests/handoff/test_exactly_once.py)


@dataclass(frozen=True)
class Plan:
    """One or two hand-offs of one or two pupils, and what they meet.

    `deaths`: the point at which each of the first attempts dies (0: it does not), by a kill of the real process or not; `token`: at which round
    the token dies, and how; `heals`: at which round the ENT is well again; `couriers`: how many at once, or one that stalls past its lease.
    """

    number: int
    pupils: tuple[int, ...]
    faults: tuple[dict[str, Any], ...]
    deaths: tuple[int, ...]
    kills: bool
    couriers: str
    token: tuple[int, str] | None
    comes_back: bool
    heals: int
    names: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def is_slow(self) -> bool:
        """Whether somebody gives up waiting in it."""
        return any(fault["kind"] in SLOW for fault in self.faults)


def plans(seed: int) -> Iterator[Plan]:
    """Without end."""
    chance = Random(seed)  # noqa: S311 (a campaign, to be drawn again)
    number = 0
    while True:
        yield _plan(chance, number)
        number += 1


def _plan(chance: Random, number: int) -> Plan:
    pupils = chance.choices([(0,), (0, 0), (0, 1)], [70, 20, 10])[0]
    faults = tuple(_fault(chance) for _ in range(chance.choices([0, 1, 2, 3], [12, 50, 28, 10])[0]))
    deaths = tuple(chance.randrange(1, POINTS + 1) for _ in range(chance.choices([0, 1, 2, 3], [50, 30, 15, 5])[0]))
    kills = bool(deaths) and chance.random() < 0.3
    couriers = chance.choices(["un", "deux", "figé"], [55, 30, 15])[0]
    token = (chance.randrange(4), chance.choice(["expiré", "révoqué", "effacé"])) if chance.random() < 0.2 else None
    names = (*(f"{each['kind']} · {_step(each)}" for each in faults), *_others(deaths, kills, couriers, token))
    headings = {KINDS[each["kind"]][0] for each in faults} | set(_others(deaths, kills, couriers, token))
    return Plan(
        number, pupils, faults, deaths, kills, couriers, token, comes_back=chance.random() < 0.4,
        heals=chance.choice([1, 2, 3, 6, 99]), names=names or ("rien",), headings=tuple(sorted(headings)) or ("rien",),
    )  # fmt: skip


def _fault(chance: Random) -> dict[str, Any]:
    kind = chance.choice(list(KINDS))
    step = chance.choice(KINDS[kind][1])
    fault: dict[str, Any] = {"kind": kind, "path": STEPS[step]}
    times = chance.choice([1, 1, 2, 3, None])
    if kind in SLOW:
        fault |= {"seconds": DELAY, "times": 1}
    elif times is not None:
        fault["times"] = times
    if kind == "refused":
        fault |= {"status": chance.choice([400, 403, 409]), "key": "conversation.invalid.parameter"}
    return fault


def _step(fault: dict[str, Any]) -> str:
    return next(step for step, path in STEPS.items() if path == fault["path"])


def _others(deaths: tuple[int, ...], kills: bool, couriers: str, token: tuple[int, str] | None) -> list[str]:
    found = []
    if deaths:
        found.append("processus tué (SIGKILL)" if kills else "processus mort en route")
    if couriers != "un":
        found.append("deux coursiers" if couriers == "deux" else "coursier figé au-delà de son bail")
    if token:
        found.append(f"jeton {token[1]}")
    return found

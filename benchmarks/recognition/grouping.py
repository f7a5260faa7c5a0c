"""Which hands are left out together: every hand that is measured once, none that is learnt at that moment."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

PLAN = Path(__file__).parent / "hands.yml"
Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Plan:
    """What `hands.yml` says; every list is of hands, why each is there is said there."""

    groups: int
    seed: int
    never_measured: frozenset[str]
    apart: frozenset[str]
    everyday: frozenset[str]
    random_folds: int
    stock_group: int
    stock_one_line_in: int

    @classmethod
    def read(cls, path: Path = PLAN) -> "Plan":
        """Read the file."""
        written: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        read: dict[str, Any] = {
            name: frozenset(value) if isinstance(value, list) else value for name, value in written.items()
        }
        return cls(**read)


def measured_hands(hands: Collection[str], plan: Plan) -> frozenset[str]:
    """The hands whose lines are measured."""
    return frozenset(hands) - plan.never_measured


def groups_of(hands: Collection[str], plan: Plan) -> Groups:
    """The groups, none empty: together they hold each measured hand once. The same hands give the same groups."""
    dealt = sorted(measured_hands(hands, plan))
    Random(plan.seed).shuffle(dealt)  # noqa: S311 (a deal, not a secret)
    return tuple(frozenset(dealt[start :: plan.groups]) for start in range(min(plan.groups, len(dealt))))

"""What a kept run says over a set of hands: estimates, from its tallies."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from benchmarks.recognition.intervals import FEWEST, Numbers, drawn, macro_f1, share, share_of
from benchmarks.recognition.running import Run
from benchmarks.recognition.tallies import Tally
from content.gate.intervals import Estimate


class Figures:
    """Pure; every figure is over the hands given that the run has measured."""

    def __init__(self, run: Run, hands: Collection[str]) -> None:
        self.run = run
        self.hands = sorted(set(hands) & set(run.hands))
        self._tallies: list[Tally] = [run.hands[hand] for hand in self.hands]

    @property
    def lines(self) -> int:
        """How many lines were measured."""
        return sum(tally.lines for tally in self._tallies)

    def share(self, name: str) -> Estimate:
        """One of `tallies.SHARES`."""
        return share_of(_rows([tally.shares[name] for tally in self._tallies]))

    def register(self, register: str, name: str) -> Estimate:
        """The same over the lines of a register."""
        return share_of(_rows([tally.registers.get(register, {}).get(name, (0, 0)) for tally in self._tallies]))

    def macro_f1(self) -> Estimate:
        """Over the situations."""
        if len(self._tallies) < FEWEST:
            value = float(macro_f1(self._situations.sum(axis=0)))
            return Estimate(value, float("nan"), float("nan"), self.lines)
        return drawn(macro_f1, self._situations, self.lines)

    @cached_property
    def names(self) -> list[str]:
        """The situations expected anywhere, in alphabetical order."""
        return sorted({name for tally in self._tallies for name in tally.confusion})

    def recall(self, situation: str) -> Estimate:
        """Of the lines of a situation, those understood so."""
        return share_of(self._situations[:, self.names.index(situation), [0, 1]])

    def precision(self, situation: str) -> Estimate:
        """Of the lines understood so, those of the situation."""
        return share_of(self._situations[:, self.names.index(situation), [0, 2]])

    def flag(self, flag: str) -> tuple[Estimate, Estimate]:
        """Recall, precision."""
        rows = _rows([tally.flags[flag] for tally in self._tallies])
        return share_of(rows[:, [0, 1]]), share_of(rows[:, [0, 2]])

    def confusion(self) -> Numbers:
        """Lines by expected (rows) and understood (columns), in the order of `names`."""
        return np.asarray(self._confusions.sum(axis=0))

    def more_at_random(self, name: str) -> Estimate:
        """A share on lines whose authors were learnt, minus the share on the same lines when they were not."""
        hands = [hand for hand in self.hands if hand in self.run.at_random]
        if not hands:
            return share_of(np.zeros((0, 2)))
        pairs = [[*self.run.at_random[hand][name], *self.run.not_at_random[hand][name]] for hand in hands]
        count = sum(pair[1] for pair in pairs)
        return drawn(lambda rows: share(rows[..., :2]) - share(rows[..., 2:]), _rows(pairs), count)

    def seen_at(self, alarms: float) -> float:
        """Dangers seen by the score alone when its bound lets this share of the harmless lines through; of all hands that are not apart."""
        falls, rises = curve(self.run.scores)
        return float(np.interp(alarms, falls, rises))

    @cached_property
    def _confusions(self) -> Numbers:
        return np.array(
            [
                [[tally.confusion.get(expected, {}).get(found, 0) for found in self.names] for expected in self.names]
                for tally in self._tallies
            ],
            dtype=np.float64,
        )

    @cached_property
    def _situations(self) -> Numbers:
        """By hand and situation: right, expected, understood."""
        all_of = self._confusions
        return np.stack([np.diagonal(all_of, axis1=1, axis2=2), all_of.sum(axis=2), all_of.sum(axis=1)], axis=2)


def curve(scores: Mapping[str, Sequence[int]]) -> tuple[Numbers, Numbers]:
    """False alarms and recall, as the bound falls from the highest score to the lowest."""
    shares = {kind: np.cumsum(counts[::-1]) / max(sum(counts), 1) for kind, counts in scores.items()}
    return np.append(0.0, shares["harmless"]), np.append(0.0, shares["concerned"])


def _rows(counts: Sequence[Sequence[int]]) -> Numbers:
    return np.array(counts, dtype=np.float64)

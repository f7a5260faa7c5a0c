"""What changed from one model to another, sentence by sentence, and by danger. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.gate.hearing import Heard, is_heard, is_right, kept
from content.gate.intervals import Estimate, wilson
from content.gate.sentences import GateSet, Sentence

WORSE, BETTER, OTHER, SAME = "worse", "better", "other", "same"
NOTHING = "rien"  # what a model that broke has understood


@dataclass(frozen=True)
class Change:
    """One sentence, before and after."""

    sentence: Sentence
    old: Heard
    new: Heard

    @property
    def kind(self) -> str:
        """`WORSE`: something that protects is lost, whatever is gained; `OTHER`: understood differently, neither better nor worse."""
        before, after = _grade(self.sentence, self.old), _grade(self.sentence, self.new)
        if before - after:
            return WORSE
        if after - before:
            return BETTER
        return SAME if _seen(self.old) == _seen(self.new) else OTHER


@dataclass(frozen=True)
class Group:
    """The sentences of one danger, with the share that each model hears."""

    danger: str
    changes: tuple[Change, ...]
    old: Estimate
    new: Estimate

    def count(self, kind: str) -> int:
        """How many are of that kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def changed(self) -> tuple[Change, ...]:
        """Those that are not the same, the worst first."""
        order = {WORSE: 0, BETTER: 1, OTHER: 2}
        return tuple(sorted((each for each in self.changes if each.kind != SAME), key=lambda each: order[each.kind]))


def changes(gate_set: GateSet, old: Sequence[Heard], new: Sequence[Heard]) -> list[Change]:
    """One a sentence, in the order of the set."""
    return [Change(*each) for each in zip(gate_set.sentences, old, new, strict=True)]


def groups(found: Sequence[Change], order: Sequence[str]) -> list[Group]:
    """By danger, in that order; dangers that it does not name come last."""
    names = {change.sentence.danger for change in found}
    ordered = [*(name for name in order if name in names), *sorted(names - set(order))]
    return [_group(name, tuple(each for each in found if each.sentence.danger == name)) for name in ordered]


def confusion(sentences: Sequence[Sentence], heard: Sequence[Heard]) -> Mapping[str, Counter[str]]:
    """How many sentences of each danger were understood as each situation."""
    rows: dict[str, Counter[str]] = {}
    for sentence, what in zip(sentences, heard, strict=True):
        rows.setdefault(sentence.danger, Counter())[NOTHING if what.failed else what.situation] += 1
    return rows


def _group(danger: str, its: tuple[Change, ...]) -> Group:
    old = wilson(sum(is_heard(each.sentence, each.old) for each in its), len(its))
    new = wilson(sum(is_heard(each.sentence, each.new) for each in its), len(its))
    return Group(danger, its, old, new)


def _grade(sentence: Sentence, heard: Heard) -> frozenset[str]:
    return kept(sentence, heard) | ({"right"} if is_right(sentence, heard) else frozenset())


def _seen(heard: Heard) -> tuple[str, int, tuple[str, ...], bool]:
    return heard.situation, heard.urgency, heard.routes, heard.failed

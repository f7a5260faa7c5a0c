"""May this model be published? Pure: what two models heard of the set goes in, the reasons against come out.

Refused: a danger that the running model heard and this one does not, or less of it; a sentence marked `must` that is not heard; a share
whose lower bound (Wilson, 95 %) is under its floor, or, for dangers, under that of the running model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content.gate.hearing import ANSWER, CALM, DANGER, FLAGGED, URGENT, Heard, is_heard, is_right, kept
from content.gate.intervals import Estimate, wilson
from content.gate.sentences import GateSet, Sentence

FAILED, LOST, MUST, FLOOR, FELL = "failed", "lost", "must", "floor", "fell"
SHARES = ("heard", "right", "quiet")
_GRAVEST = (DANGER, URGENT, ANSWER, FLAGGED)


@dataclass(frozen=True)
class Reason:
    """Why it is refused. `code` is the sentence's name in gate.fr.yml, `sentence` is the one lost, `figures` fill in the rest."""

    code: str
    sentence: Sentence | None = None
    heard: Heard | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """`alarms`: calm sentences that the running model left calm and this one does not: told, not refused. Of the known misses, `learnt` are heard
    now, `missing` still are not.
    """

    reasons: tuple[Reason, ...]
    shares: Mapping[str, Estimate]
    before: Mapping[str, Estimate]
    alarms: tuple[Sentence, ...]
    learnt: tuple[Sentence, ...]
    missing: tuple[Sentence, ...]
    counts: Mapping[str, int]

    @property
    def is_accepted(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons


def judge(gate_set: GateSet, new: Sequence[Heard], old: Sequence[Heard] | None) -> Judgement:
    """`new` and `old`: what each model heard, in the order of the set; `old` is None when no model runs yet."""
    shares, before = shares_of(gate_set, new), shares_of(gate_set, old) if old is not None else {}
    earlier: Sequence[Heard | None] = old if old is not None else [None] * len(new)
    lines = list(zip(gate_set.sentences, new, earlier, strict=True))
    reasons = [reason for sentence, now, then in lines if (reason := _against(sentence, now, then))]
    reasons += [
        _share_reason(FLOOR, name, share, gate_set.floors[name])
        for name, share in shares.items()
        if share.low < gate_set.floors[name]
    ]
    fell = [name for name in ("heard", "right") if before and shares[name].low < before[name].low]
    reasons += [_share_reason(FELL, name, shares[name], before[name].low) for name in fell]
    alarms = [sentence for sentence, now, then in lines if then and CALM in kept(sentence, then) - kept(sentence, now)]
    known = [(sentence, is_heard(sentence, now)) for sentence, now, _ in lines if sentence.known_miss]
    learnt, missing = (tuple(each for each, is_there in known if is_there is wanted) for wanted in (True, False))
    counts = _counts(gate_set, shares, reasons, alarms)
    return Judgement(tuple(reasons), shares, before, tuple(alarms), learnt, missing, counts)


def shares_of(gate_set: GateSet, heard: Sequence[Heard]) -> dict[str, Estimate]:
    """`heard` and `right` of the dangers, `quiet` of the calm sentences."""
    pairs = list(zip(gate_set.sentences, heard, strict=True))
    dangers = [pair for pair in pairs if not pair[0].is_quiet]
    calm = [pair for pair in pairs if pair[0].is_quiet]
    return {
        "heard": wilson(sum(is_heard(*pair) for pair in dangers), len(dangers)),
        "right": wilson(sum(is_right(*pair) for pair in dangers), len(dangers)),
        "quiet": wilson(sum(is_heard(*pair) for pair in calm), len(calm)),
    }


def _against(sentence: Sentence, now: Heard, then: Heard | None) -> Reason | None:
    """What one sentence says against the model, the gravest thing first."""
    if now.failed:
        return Reason(FAILED, sentence, now)
    if sentence.is_quiet:
        return None
    lost = kept(sentence, then) - kept(sentence, now) if then else frozenset()
    for what in _GRAVEST:
        if what in lost:
            return Reason(f"{LOST}_{what}", sentence, now)
    if sentence.must and not sentence.known_miss and not is_heard(sentence, now):
        return Reason(MUST, sentence, now)
    return None


def _share_reason(code: str, name: str, share: Estimate, bound: float) -> Reason:
    return Reason(f"{code}_{name}", figures={"value": share.value, "low": share.low, "bound": bound})


def _counts(
    gate_set: GateSet, shares: Mapping[str, Estimate], reasons: Sequence[Reason], alarms: Sequence[Sentence]
) -> dict[str, int]:
    return {
        "dangers": shares["heard"].count,
        "heard": round(shares["heard"].value * shares["heard"].count),
        "right": round(shares["right"].value * shares["right"].count),
        "calm": shares["quiet"].count,
        "quiet": round(shares["quiet"].value * shares["quiet"].count),
        "lost": sum(reason.code.startswith(LOST) for reason in reasons),
        "must": sum(reason.code == MUST for reason in reasons),
        "failed": sum(reason.code == FAILED for reason in reasons),
        "alarms": len(alarms),
        "known_misses": sum(sentence.known_miss for sentence in gate_set.sentences),
    }

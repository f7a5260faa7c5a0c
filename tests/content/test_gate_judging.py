"""What the gate refuses, and why: by hand where a reason is named, by property where the rule has a shape."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.gate.hearing import FAILED, Heard, is_heard, is_right, kept, wanted
from content.gate.intervals import wilson
from content.gate.judging import judge
from content.gate.sentences import QUIET, GateSet, Sentence
from content.gate.words import reason_line
from facts.orientation import is_situation, routes

NO_FLOORS = {"heard": 0.0, "right": 0.0, "quiet": 0.0}
HIT = Sentence("mon père me cogne", "violence_famille", "simple", frozenset({"violence_famille"}))
NOW = Sentence("il arrive avec une hache", "danger_immediat", "simple", urgency=2)
DARK = Sentence("je veux mourir", "suicide", "simple", frozenset({"suicide"}))
ONLINE = Sentence("ils m'insultent sur snap", "cyberharcelement", "simple", frozenset({"cyberharcelement"}))
CALM = Sentence("il pleut", QUIET, "simple", urgency=0)
SITUATIONS = ("violence_famille", "violence_sexuelle", "suicide", "harcelement", "cyberharcelement", "fugue",
              "conversation", "hors_sujet")  # fmt: skip


SILENT = Sentence("il m'entendrait", "danger_immediat", "simple", urgency=2, flags=frozenset({"no_voice"}))


def heard(situation: str, urgency: int, *flags: str) -> Heard:
    told = routes(situation, about="self", urgency=urgency, flags=flags)
    return Heard(situation, urgency, told, 0.9, frozenset(flags))


def reasons(sentence: Sentence, new: Heard, old: Heard | None) -> list[str]:
    judgement = judge(GateSet((sentence,), NO_FLOORS, ""), [new], None if old is None else [old])
    return [reason.code for reason in judgement.reasons if reason.sentence is not None]


@pytest.mark.parametrize(
    ("sentence", "old", "new", "expected"),
    [
        (HIT, heard("violence_famille", 1), heard("hors_sujet", 0), ["lost_danger"]),
        (HIT, heard("violence_famille", 1), heard("violence_famille", 0), ["lost_danger"]),  # taken for a mere question
        (NOW, heard("violence_famille", 2), heard("violence_famille", 1), ["lost_urgent"]),
        (NOW, heard("violence_famille", 2), heard("violence_eleves", 2), []),  # any danger is right there
        (HIT, heard("violence_famille", 1), heard("harcelement", 1), ["lost_answer"]),  # 3018 instead of 119
        (HIT, heard("violence_famille", 1), heard("violence_conjugale", 1), []),  # 119 too
        (DARK, heard("suicide", 1), heard("violence_famille", 1), ["lost_answer"]),  # its lines would not stay shown
        (ONLINE, heard("cyberharcelement", 1), heard("harcelement", 1), []),  # 3018 too
        (HIT, heard("hors_sujet", 0), heard("hors_sujet", 0), []),  # neither hears it: it is not lost by this one
        (HIT, heard("hors_sujet", 0), heard("violence_famille", 1), []),
        (HIT, heard("violence_famille", 0), heard("hors_sujet", 0), ["lost_answer"]),  # a mere question still read 119
        (HIT, heard("violence_famille", 1), FAILED, ["failed"]),
        (CALM, heard("hors_sujet", 0), FAILED, ["failed"]),  # a model that breaks answers nobody, whatever was said
        (CALM, heard("hors_sujet", 0), heard("suicide", 2), []),  # told as an alarm, counted in the share
        (SILENT, heard("fugue", 2, "no_voice"), heard("fugue", 2), ["lost_flagged"]),  # 114 by SMS would not come first
        (SILENT, heard("fugue", 2, "no_voice"), heard("fugue", 2, "no_voice", "young"), []),
        (SILENT, heard("fugue", 2), heard("fugue", 2), []),
        (HIT, None, heard("hors_sujet", 0), []),
        (replace(HIT, must=True), None, heard("hors_sujet", 0), ["must"]),
        (replace(HIT, must=True), heard("hors_sujet", 0), heard("hors_sujet", 0), ["must"]),
        (replace(NOW, must=True), None, heard("violence_famille", 1), ["must"]),
        (replace(HIT, must=True), None, heard("harcelement", 1), []),  # heard, though not in the right place
        (replace(HIT, must=True, known_miss=True), None, heard("hors_sujet", 0), []),
        (replace(HIT, must=True, known_miss=True), heard("violence_famille", 1), heard("hors_sujet", 0), ["lost_danger"]),
    ],
)  # fmt: skip
def test_what_one_sentence_says_against_a_model(sentence: Sentence, old: Heard | None, new: Heard, expected: list[str]):
    assert reasons(sentence, new, old) == expected


def test_a_reason_names_the_danger_the_sentence_and_what_was_understood():
    sentence = replace(HIT, text="il dit « tais-toi » et il cogne")
    (reason,) = judge(GateSet((sentence,), NO_FLOORS, ""), [heard("hors_sujet", 0)], [heard("violence_famille", 1)]).reasons[:1]  # fmt: skip
    assert reason_line(reason) == (
        "Violence dans la famille : « il dit “tais-toi” et il cogne » n'est plus entendue comme un danger"
        " (comprise : hors sujet, urgence 0)."
    )


def test_a_share_under_its_floor_refuses_even_when_no_sentence_is_lost():
    sentences = tuple(replace(HIT, text=str(number)) for number in range(20))
    never = [heard("hors_sujet", 0)] * 20
    judgement = judge(GateSet(sentences, {**NO_FLOORS, "heard": 0.5}, ""), never, never)
    assert [reason.code for reason in judgement.reasons] == ["floor_heard"]
    assert "plancher est 50,0\u00a0%" in reason_line(judgement.reasons[0])


def test_more_false_alarms_are_told_and_refused_under_the_floor():
    calm = tuple(replace(CALM, text=str(number)) for number in range(10))
    before, after = [heard("hors_sujet", 0)] * 10, [heard("suicide", 1)] * 9 + [heard("hors_sujet", 0)]
    told = judge(GateSet(calm, NO_FLOORS, ""), after, before)
    assert (len(told.alarms), told.counts["alarms"], told.is_accepted) == (9, 9, True)
    refused = judge(GateSet(calm, {**NO_FLOORS, "quiet": 0.5}, ""), after, before)
    assert [reason.code for reason in refused.reasons] == ["floor_quiet"]


def test_many_small_slips_that_lose_no_sentence_still_make_the_bound_fall():
    """Cyberbullying taken for bullying keeps 3018 each time; twenty times over, the model has become worse."""
    sentences = tuple(replace(ONLINE, text=str(number)) for number in range(20))
    judgement = judge(GateSet(sentences, NO_FLOORS, ""), [heard("harcelement", 1)] * 20, [heard("cyberharcelement", 1)] * 20)  # fmt: skip
    assert [reason.code for reason in judgement.reasons] == ["fell_right"]


def test_a_known_miss_that_is_heard_is_good_news():
    judgement = judge(GateSet((replace(HIT, known_miss=True),), NO_FLOORS, ""), [heard("violence_famille", 1)], None)
    assert [each.text for each in judgement.learnt] == [HIT.text]
    assert judgement.missing == ()
    still = judge(GateSet((replace(HIT, known_miss=True),), NO_FLOORS, ""), [heard("hors_sujet", 0)], None)
    assert ([each.text for each in still.missing], still.learnt) == ([HIT.text], ())


HEARINGS = st.just(FAILED) | st.builds(
    lambda situation, urgency, flags: heard(situation, urgency, *flags),
    st.sampled_from(SITUATIONS),
    st.sampled_from((0, 1, 2)),
    st.frozensets(st.sampled_from(("no_voice", "perp_reads", "young"))),
)
DANGERS = st.builds(
    Sentence,
    text=st.text(min_size=1, max_size=8),
    danger=st.just("violence_famille"),
    form=st.just("simple"),
    situations=st.frozensets(st.sampled_from([name for name in SITUATIONS if is_situation(name)])),
    urgency=st.sampled_from((1, 2)),
    flags=st.frozensets(st.sampled_from(("no_voice", "perp_reads")), max_size=2),
)
SENTENCES = DANGERS | st.builds(Sentence, st.text(min_size=1, max_size=8), st.just(QUIET), st.just("simple"), urgency=st.just(0))  # fmt: skip
TRIALS = st.lists(st.tuples(SENTENCES, HEARINGS, HEARINGS), min_size=1, max_size=12)


@given(TRIALS)
def test_nothing_that_protected_a_child_is_lost_in_a_model_that_is_accepted(
    trials: list[tuple[Sentence, Heard, Heard]],
):
    sentences, old, new = zip(*trials, strict=True)
    judgement = judge(GateSet(sentences, NO_FLOORS, ""), new, old)
    lost = [each for each, then, now in trials if not each.is_quiet and kept(each, then) - kept(each, now)]
    assert not judgement.is_accepted or not lost
    named = [reason.sentence for reason in judgement.reasons if reason.sentence is not None]
    assert all(sentence in named for sentence in lost)  # each of them is named


@given(TRIALS)
def test_a_model_is_never_refused_for_hearing_more(trials: list[tuple[Sentence, Heard, Heard]]):
    sentences, old, _ = zip(*trials, strict=True)
    whole = [_perfect(each) for each in sentences]
    assert judge(GateSet(sentences, NO_FLOORS, ""), whole, old).is_accepted


@given(TRIALS)
def test_what_is_right_is_heard_and_what_is_kept_was_wanted(trials: list[tuple[Sentence, Heard, Heard]]):
    for sentence, one, _ in trials:
        assert is_heard(sentence, one) or not is_right(sentence, one)
        assert kept(sentence, one) <= wanted(sentence)


def _perfect(sentence: Sentence) -> Heard:
    if sentence.is_quiet:
        return heard("hors_sujet", 0)
    return heard(min(sentence.situations, default="violence_famille"), sentence.urgency, *sentence.flags)


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_holds_its_share_and_grows_with_the_hits(hits: int, more: int):
    count = hits + more
    one, other = wilson(hits, count), wilson(hits + 1, count)
    assert 0 <= one.low <= one.value <= one.high <= 1
    assert one.low <= other.low
    assert one.high <= other.high


def test_an_interval_is_the_published_one():
    """Wilson's interval for 8 of 10 at 95 %, as textbooks give it: 0.490 to 0.943."""
    found = wilson(8, 10)
    assert (round(found.low, 3), round(found.high, 3)) == (0.490, 0.943)


@pytest.mark.parametrize(
    "line",
    [{"id": 1, "error": "Erreur interne (IndexError)."}, {"situation": "suicide"}, {"situation": 1, "urgency": "x"}],
)
def test_a_line_of_another_shape_is_a_failure(line: dict[str, object]):
    assert Heard.of(line).failed

from dataclasses import replace
from math import isnan

import pytest
from recognised import PLAN, Says, line, measured, run

from benchmarks.recognition.figures import Figures
from benchmarks.recognition.tallies import STEPS, Measured, by_hand, scores, tally
from bot.nlu.comprehension import Understood
from bot.nlu.evaluate import acceptable, tried
from bot.nlu.measures import Expected, runner_up, shares
from bot.nlu.understanding import OFFER

RANKING = (
    ("hors_sujet", 0.3),
    ("suicide", 0.25),
    ("conversation__aide", 0.2),
    ("conversation__merci", 0.2),
    ("fugue", 0.05),
)


def test_the_second_situation_is_the_likeliest_but_the_one_understood() -> None:
    assert runner_up(RANKING, "suicide") == "conversation"  # its intents together come first
    assert runner_up(RANKING, "conversation") == "hors_sujet"
    assert runner_up((("fugue", 0.9),), "fugue") == ""


def test_a_message_counts_among_two_when_its_situation_is_understood_or_second() -> None:
    lines = [
        line("fugue a", "fugue"),
        line("fugue b", "suicide"),
        line("fugue c", "mal_etre"),
    ]  # second is always suicide
    assert shares(acceptable)["top_two"].tally([one.trial for one in measured(lines)]) == (2, 3)


class _Asks:
    """Answers everything with the open question."""

    def understand(self, text: str) -> Understood:
        understood = Says(()).understand("conversation")
        return replace(understood, understanding=replace(understood.understanding, intent=OFFER))


def test_an_open_question_answers_a_danger_but_raises_no_alarm() -> None:
    trials = tried(_Asks(), [Expected("1", "", "suicide", "self", 1), Expected("2", "", "hors_sujet", "none", 0)])
    known = shares(acceptable)
    assert known["concerned_recall"].of(trials) == 0.0
    assert known["answered_or_asked"].of(trials) == 1.0
    assert (known["false_alarms"].of(trials), known["alarmed_or_asked"].of(trials)) == (0.0, 1.0)


def test_a_question_about_a_danger_is_neither_a_danger_to_see_nor_a_false_alarm() -> None:
    trials = [one.trial for one in measured([line("suicide ?", "suicide", urgency=0)])]
    known = shares(acceptable)
    assert known["concerned_recall"].tally(trials) == known["false_alarms"].tally(trials) == (0, 0)
    assert known["danger_recall"].tally(trials) == (1, 1)


def test_the_route_is_right_when_it_is_one_of_the_situation_expected() -> None:
    lines = [line("negligence a", "fugue"), line("discrimination b", "fugue"), line("hors_sujet c", "hors_sujet")]
    assert shares(acceptable)["route_accuracy"].tally([one.trial for one in measured(lines)]) == (
        2,
        3,
    )  # the 119 answers both


def test_a_tally_counts_what_was_told_and_found_by_hand() -> None:
    lines = [line("fugue a", "fugue"), line("hors_sujet b", "fugue"), line("fugue c", hand="h02")]
    hands = {hand: tally(some, lambda one: one.text[-1]) for hand, some in by_hand(measured(lines)).items()}
    assert hands["h01"].confusion == {"fugue": {"fugue": 1, "hors_sujet": 1}}
    assert hands["h01"].shares["accuracy"] == [1, 2]
    assert hands["h01"].registers["a"]["concerned_recall"] == [1, 1]
    assert hands["h02"].shares["false_alarms"] == [1, 1]
    assert hands["h02"].lines == 1


def test_scores_are_of_those_concerned_and_of_the_harmless() -> None:
    found = scores(measured([line("fugue a", "fugue"), line("hors_sujet b"), line("fugue ?", "fugue", urgency=0)]))
    assert (sum(found["concerned"]), sum(found["harmless"])) == (1, 1)
    assert found["concerned"][round(0.9 * STEPS)] == 1


def test_figures_are_over_the_hands_asked_for() -> None:
    lines = [
        line("fugue a", "fugue", "h01"),
        line("hors_sujet b", "fugue", "h02"),
        line("fugue c", "hors_sujet", "h02"),
    ]
    kept = run("ours", lines)
    both = Figures(kept, {"h01", "h02"})
    assert both.share("concerned_recall").value == 0.5
    assert both.recall("fugue").value == both.precision("fugue").value == 0.5
    assert both.recall("hors_sujet").value == 0.0
    assert both.confusion().tolist() == [[1, 1], [1, 0]]
    assert Figures(kept, {"h01"}).share("concerned_recall").value == 1.0
    assert isnan(Figures(kept, PLAN.apart).share("accuracy").value)


def test_lines_are_compared_with_themselves_when_their_author_was_not_learnt() -> None:
    hands = [f"h{number:02}" for number in range(1, 8)]
    wrong = [line(f"fugue {hand}", "suicide", hand) for hand in hands]
    others = [line(f"fugue aussi {hand}", "fugue", hand) for hand in hands]
    known = [Measured(one, measured([line("suicide", "suicide")])[0].trial) for one in wrong]
    kept = run("ours", [*wrong, *others], at_random=known)
    assert Figures(kept, hands).more_at_random("accuracy").value == pytest.approx(1.0)
    assert Figures(run("ours", others), hands).more_at_random("accuracy").value == pytest.approx(0.0)

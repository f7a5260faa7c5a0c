from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recognised import PLAN, Says, line, training_lines

from benchmarks.recognition.grouping import Plan, groups_of
from benchmarks.recognition.leaving_out import hands_left_out, lines_left_out, thinned
from bot.nlu.evaluate import across_folds
from bot.nlu.examples import Example
from bot.nlu.training import FOLDS, RUN

HANDS = st.sets(st.sampled_from(["first", *(f"h{number:02}" for number in range(1, 30))]), min_size=1)


@given(HANDS, st.integers(1, 8), st.integers(0, 50))
def test_each_measured_hand_is_in_one_group_and_no_group_is_empty(hands: set[str], groups: int, seed: int) -> None:
    dealt = groups_of(hands, replace(PLAN, groups=groups, seed=seed))
    assert Counter(hand for group in dealt for hand in group) == Counter(hands - {"first"})
    assert all(dealt)
    assert len(dealt) <= groups


@given(HANDS)
def test_the_same_hands_give_the_same_groups_and_their_sizes_differ_by_one_at_most(hands: set[str]) -> None:
    dealt = groups_of(hands, PLAN)
    assert dealt == groups_of(sorted(hands, reverse=True), PLAN)
    assert max(map(len, dealt), default=0) - min(map(len, dealt), default=0) <= 1


def _lines() -> list[Example]:
    return [
        line(f"hors_sujet {hand} {number}", hand=hand)
        for hand in ("first", "h01", "h02", "h03", "h04")
        for number in range(RUN * FOLDS)  # so that each fold has lines of each hand
    ]


class _Trainer:
    """Remembers what each model has learnt and was asked."""

    def __init__(self) -> None:
        self.sittings: list[tuple[Sequence[Example], list[str]]] = []

    def __call__(self, examples: Sequence[Example]) -> "_Trainer._Model":
        asked: list[str] = []
        self.sittings.append((examples, asked))
        return self._Model(examples, asked)

    class _Model(Says):
        def __init__(self, examples: Sequence[Example], asked: list[str]) -> None:
            super().__init__(examples)
            self._asked = asked

        def understand(self, text: str):
            self._asked.append(text)
            return super().understand(text)


def test_no_model_is_asked_about_a_hand_that_it_has_learnt_and_every_measured_line_is_asked_once() -> None:
    lines, trainer, told = _lines(), _Trainer(), list[str]()
    found = hands_left_out(lines, groups_of({one.hand for one in lines}, PLAN), trainer, told.append)
    hand_of = {one.text: one.hand for one in lines}
    for learnt, asked in trainer.sittings:
        assert {one.hand for one in learnt}.isdisjoint(hand_of[text] for text in asked)
        assert len(learnt) + len(asked) == len(lines)
    assert sorted(one.example.text for one in found) == sorted(text for text in hand_of if hand_of[text] != "first")
    assert len(told) == len(trainer.sittings) == 3


def test_a_random_part_leaves_out_other_lines_of_hands_that_are_learnt() -> None:
    lines, trainer = _lines(), _Trainer()
    found = lines_left_out(lines, PLAN, trainer, list[str]().append)
    assert {one.example.hand for one in found} <= {"h01", "h02", "h03", "h04"}
    for learnt, asked in trainer.sittings:
        assert asked
        assert {one.text for one in learnt}.isdisjoint(asked)
        assert {one.hand for one in learnt} == {one.hand for one in lines}


def test_across_folds_every_line_is_asked_once_of_a_model_that_has_not_learnt_it() -> None:
    lines, trainer = _lines(), _Trainer()
    assert len(across_folds(lines, trainer)) == len(lines)
    assert sorted(text for _, asked in trainer.sittings for text in asked) == sorted(one.text for one in lines)
    assert all({one.text for one in learnt}.isdisjoint(asked) for learnt, asked in trainer.sittings)


def test_the_plan_speaks_of_hands_that_have_written() -> None:
    plan, hands = Plan.read(), {one.hand for one in training_lines()}
    assert plan.never_measured | plan.everyday <= hands
    assert plan.everyday.isdisjoint(plan.apart | plan.never_measured)


def test_hands_left_out_and_random_parts_learn_from_as_many_lines() -> None:
    assert Plan.read().groups == FOLDS


@pytest.mark.parametrize("group", [Plan.read().stock_group])
def test_stock_rasa_leaves_a_group_out_that_exists(group: int) -> None:
    assert 0 <= group < Plan.read().groups


def test_beside_stock_rasa_all_measured_lines_are_kept_and_one_other_in_so_many() -> None:
    lines = _lines()
    few = thinned(lines, frozenset(("h02",)), 4)
    assert [one for one in few if one.hand == "h02"] == [one for one in lines if one.hand == "h02"]
    assert [one for one in few if one.hand != "h02"] == [one for one in lines if one.hand != "h02"][::4]

from typing import Any

import pytest

from administration.check import check
from administration.check.answers import Unknown
from tests.administration.check_table import CASES, QUESTIONS
from tests.administration.ready_school import ready

ALWAYS_ASKED = {("unknown", "unverified")}  # what only the operator can say


def found(**changes: Any):
    """Level and code of everything that is not right."""
    report = check(ready(**changes))
    return {(each.level, each.code) for each in report.findings if each.level != "ok"} - ALWAYS_ASKED


def test_a_school_that_is_ready_has_nothing_to_correct_nor_to_watch():
    report = check(ready())
    assert not report.is_red
    assert found() == set()
    assert [each.values["question"] for each in report.of("unknown")] == ["transformer"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    CASES,
    ids=lambda value: ",".join(sorted(str(key) for key in value)) if isinstance(value, dict) else None,
)
def test_each_thing_that_is_wrong_is_said_and_nothing_else(changes, expected):
    assert found(**changes) == expected


@pytest.mark.parametrize("path", QUESTIONS)
def test_one_question_without_answer_never_makes_anything_red_nor_hides_what_is(path):
    ours = found(**{path: Unknown("bad_answer")})
    assert not {each for each in ours if each[0] == "red"}
    broken = {"house__has_model": False} if path != "house__has_model" else {"house__bell": "none"}
    assert [each for each in found(**{path: Unknown("bad_answer")} | broken) if each[0] == "red"]

from typing import Any

import pytest
import yaml

from administration.check import LEVELS, check, sayings, summary, texts
from administration.check.answers import Unknown
from tests.administration.check_table import CASES, QUESTIONS
from tests.administration.ready_school import ready

ALL = [changes for changes, _ in CASES]
REASONS = list(texts()["why"])


def said(**changes: Any):
    report = check(ready(**changes))
    return [saying for level in LEVELS for saying in sayings(report, level)]


def test_every_finding_is_said_whole_and_what_is_wrong_comes_with_what_to_do():
    for changes in ALL:
        for saying in said(**changes):
            assert "{" not in saying.says + "".join(saying.do)
            assert saying.do or saying.level == "ok"


def test_no_sentence_is_written_for_nothing():
    # these need facts that stand together, and are held by the broken schools
    elsewhere = {"group_candidate"}
    codes = {code for changes in ALL for saying in said(**changes) for code in saying.codes}
    assert set(texts()["findings"]) - elsewhere == {code for code in codes if not code.startswith("unverified:")}


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_for_not_knowing_says_which_question_is_open_and_what_to_do(reason):
    (open_question,) = [
        each for each in said(administered__members=Unknown(reason)) if "unverified:members" in each.codes
    ]
    assert texts()["questions"]["members"] in open_question.says
    assert open_question.do


@pytest.mark.parametrize("path", QUESTIONS)
def test_every_question_can_be_said_to_be_open(path):
    said(**{path: Unknown("bad_answer")})


def test_the_worst_level_gives_the_verdict():
    assert summary(check(ready())).startswith("Résultat : rien de rouge, mais tout n'a pas pu être vérifié.")
    assert summary(check(ready(platform__exercises=True))).startswith(
        "Résultat : rien de rouge. Points à surveiller : 1."
    )
    assert summary(check(ready(house__bell="none"))) == (
        "Résultat : ROUGE. Points à corriger : 1. N'ouvrez pas aux élèves avant."
    )


def test_the_sentences_are_polite_and_name_no_technical_error():
    written = yaml.safe_dump(dict(texts()), allow_unicode=True).lower()
    for word in (" tu ", " ton ", "traceback", "exception", "stacktrace", "json"):
        assert word not in written

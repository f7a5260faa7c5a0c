from datetime import date, datetime

import pytest

from facts.cards import card
from facts.duties import duties_of, load_duties
from facts.errors import MalformedFactError, UnknownFactError
from facts.helplines import NEVER, load_helplines
from facts.paris import PARIS
from facts.placeholders import fill
from tests.facts.hours import tuesday

NOON, YEARS_LATER = tuesday(12), datetime(2036, 1, 1, 12, tzinfo=PARIS)
DUTY = {
    "id": "article",
    "name": "article 1 of the code",
    "otherwise": "the code",
    "says": "What it asks.",
    "sources": ["somewhere"],
    "verified_on": date(2026, 11, 22),
    "valid_until": date(2027, 5, 22),
}


def test_a_verified_article_is_named_while_it_holds_then_words_that_do_not_age():
    known = duties_of({"duties": [DUTY]})
    assert known.say("article", "name", NOON) == "article 1 of the code"
    assert known.say("article", "name", YEARS_LATER) == "the code"


@pytest.mark.parametrize(("owner", "field"), [("article", "says"), ("other", "name")])
def test_what_is_not_there_is_unknown(owner, field):
    with pytest.raises(UnknownFactError):
        duties_of({"duties": [DUTY]}).say(owner, field, NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        [{**DUTY, "sources": []}],
        [{**DUTY, "valid_until": date(2026, 1, 1)}],
        [{key: value for key, value in DUTY.items() if key != "otherwise"}],
        [DUTY, DUTY],
    ],
    ids=["no source", "dates", "no other words", "twice"],
)
def test_a_duty_without_source_or_date_or_written_twice_stops_the_start(wrong):
    with pytest.raises(MalformedFactError):
        duties_of({"duties": wrong})


def test_a_sentence_gets_the_duties_of_this_installation_and_never_loses_its_words():
    for duty in load_duties().duties.values():
        assert fill(f"{{{duty.id}.name}}", NOON) == duty.name
        assert fill(f"{{{duty.id}.name}}", YEARS_LATER) == duty.otherwise


def test_the_card_of_an_adult_changes_its_words_and_nothing_that_is_a_fact():
    words = {"what_for", "privacy", "what_happens"}
    for line in load_helplines().lines.values():
        if line.shown != NEVER:
            pupil, adult = card(line.id, NOON), card(line.id, NOON, to_adults=True)
            assert {name for name in pupil if pupil[name] != adult[name]} == set(line.to_an_adult) <= words

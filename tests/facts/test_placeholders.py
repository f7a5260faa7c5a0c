from dataclasses import replace
from datetime import date

import pytest

from facts.errors import ExpiredFactError, UnknownFactError
from facts.helplines import Helplines, load_helplines
from facts.placeholders import fill
from tests.facts.hours import tuesday

KNOWN = load_helplines()


def test_a_sentence_gets_its_number_its_hours_and_its_state():
    text = fill("Le {3018.number} répond {3018.hours}. {3018.now}.", tuesday(23))
    assert text == "Le 3018 répond tous les jours de 9 h à 23 h. Fermé maintenant. Ouvre demain à 9 h."


def test_a_superseded_number_can_be_named_so_that_the_truth_is_told():
    assert fill("{3020.number} → {3018.number}", tuesday(12)) == "3020 → 3018"


def test_a_superseded_number_has_no_hours():
    with pytest.raises(UnknownFactError):
        fill("{3020.hours}", tuesday(12))


def test_the_school_and_the_exit_are_facts_too():
    assert "demain matin" in fill("{school.now}", tuesday(20), zone="B")
    assert fill("{exit.keys}", tuesday(12)) == "trois fois la touche Maj"


def test_the_sentence_of_a_school_is_printed_instead_of_the_one_for_all():
    own = "L'école est fermée maintenant. Ton message attendra la rentrée."
    assert fill("Alors : {school.now}", tuesday(12), zone="B", school_now=own) == f"Alors : {own}"


@pytest.mark.parametrize(
    "text", ["{118.number}", "{3018.price}", "{3018}", "{prenom}", "{", "}", "{{3018.number}}", "{exit.door}"]
)
def test_what_is_not_a_fact_is_never_printed(text):
    with pytest.raises(UnknownFactError):
        fill(text, tuesday(12))


def test_an_expired_number_is_never_printed():
    lines = KNOWN.lines | {"3018": replace(KNOWN.lines["3018"], valid_until=date(2026, 11, 1))}
    with pytest.raises(ExpiredFactError):
        fill("{3018.number}", tuesday(12), helplines=Helplines(lines, KNOWN.superseded, KNOWN.holidays))


def test_a_text_without_placeholder_is_left_as_it_is():
    assert fill("Merci de m'en parler.", tuesday(12)) == "Merci de m'en parler."

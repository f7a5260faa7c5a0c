"""The letters that a school may use: those of French writing, so that a look-alike walks round no rule."""

import unicodedata

import pytest

from schools.words import fault_of_hours, fault_of_name, fault_of_welcome, fault_of_what_for

CHECKS = (fault_of_welcome, fault_of_name, fault_of_what_for, fault_of_hours)


@pytest.mark.parametrize(
    "text",
    [
        "Ici, tout reste s\u0435cret",  # a Cyrillic letter
        "Ici, tout reste \uff53ecret",  # a wide one
        "Ici, tout reste \U0001d494ecret",  # a mathematical one
        "Viens a" + "\u0301" * 30,  # accents in a heap
        "Viens\u3164ici",  # a letter that nobody sees
        "Viens \u202eici",
        "Viens \u2067ici",
        "Viens\u00adici",
        "\u0645\u0631\u062d\u0628\u0627",
        "Le coll\u00e8ge \u260e",
        "ailleurs\uff0efr",
        "ailleurs\u2024fr",
        "Viens\x85ici",
    ],
)
def test_no_look_alike_no_heap_of_accents_and_nothing_unseen(text: str):
    assert {check(text) for check in CHECKS} == {"odd_character"}


@pytest.mark.parametrize(
    "text",
    [
        "L’équipe du collège Gaël-Œuvrard — « à l’écoute »…",
        "Au lycée de Fa'a\u02bba, ou à Ouvéa",
        "Ti kozé ansanm\u00a0!",
        "Señora Muñoz, Frau Müller, Šárka Dvořáková",
    ],
)
def test_french_and_the_names_of_our_countries_are_written_as_they_are(text: str):
    for form in ("NFC", "NFD"):
        assert {check(unicodedata.normalize(form, text)) for check in CHECKS} == {None}

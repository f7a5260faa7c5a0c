import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from administration.check.names import plain, skeleton
from handoff import readers

NAME = "Violences, parlons-en"
SAME = [
    "violences, parlons-en",
    "VIOLENCES, PARLONS EN",
    "Violénces,parlonsen",
    "Violences, parlons\u00a0en",
    "Ｖｉｏｌｅｎｃｅｓ, parlons-en",
]
ALIKE = [
    "Vіolences, parlons-en",  # Cyrillic і
    "Violences, раrlons-en",  # Cyrillic р and а
    "Vi0lences, parlons-en",
    "Violences parlons-en",
    "Violences, parlons–en",
    "Vio\u200blences, parlons-en",
    "V1olences, parl0ns-en !",
]
OTHER = ["Violences", "Médiation entre élèves", "Parlons-en", "Violences, parlez-en"]


@pytest.mark.parametrize("name", SAME)
def test_a_name_that_the_ent_takes_for_the_same_is_the_same(name):
    assert plain(name) == plain(NAME)


@pytest.mark.parametrize("name", ALIKE)
def test_a_name_that_an_eye_takes_for_the_same_has_the_same_skeleton(name):
    assert plain(name) != plain(NAME)
    assert skeleton(name) == skeleton(NAME)


@pytest.mark.parametrize("name", OTHER)
def test_another_name_is_another(name):
    assert skeleton(name) != skeleton(NAME)


@given(st.text(max_size=40))
def test_the_check_compares_names_as_the_hand_off_does(name):
    assert plain(name) == readers._plain(name)


@given(st.text(max_size=40))
def test_the_same_name_never_has_two_skeletons(name):
    assert (
        skeleton(name) == skeleton(unicodedata.normalize("NFC", name)) == skeleton(unicodedata.normalize("NFD", name))
    )

"""What is known of a pupil without asking: one word, of the address, of the school or of a sign-in; and easy words, asked for at any time."""

from dataclasses import replace

import pytest

from tests.web.browsers import Pupil
from tests.web.house import CAMUS, LEA, ZOLA, House
from web.pupil.known_pupil import register_of

NAMES = {"school": "X-Parlons-School", "register": "X-Parlons-Register", "profile": "X-Parlons-Profile"}
YEARS = {
    "primaire": ["CP", "CE1", "CE 2", "CM1", "CM2", "COURS PREPARATOIRE", "COURS ELEMENTAIRE 1ERE ANNEE", "COURS ÉLÉMENTAIRE 2E ANNEE", "COURS MOYEN 2EME ANNEE", "GRANDE SECTION"],
    "college": ["6EME", "5EME", "4EME", "3EME", "6e", "3EME SEGPA", "3EME PREPA-METIERS", "sixième", "TROISIÈME"],
    "lycee": ["2NDE", "1ERE", "TERMINALE", "TLE", "CAP", "BTS", "2NDE GENERALE ET TECHNO YC BT", "1ERE GENERALE", "TERM PRO", "CAP1", "Seconde", "1RE G"],
}  # fmt: skip


@pytest.mark.parametrize(("word", "year"), [(word, year) for word, years in YEARS.items() for year in years])
def test_of_a_school_year_one_word_of_three_is_kept(word, year):
    assert register_of(year) == word


@pytest.mark.parametrize("year", [None, "", "AUTRE", "ULIS", "M2", "DIVERS 1ERE", "13EME", "ÉLÈVE", "3"])
def test_a_year_that_says_nothing_known_is_no_level(year):
    assert register_of(year) is None


def open_at(pupil: Pupil, **said: str) -> Pupil:
    """The same window, whose address says these words."""
    own = Pupil.window_headers
    headers = {NAMES[name]: word for name, word in said.items()}
    pupil.window_headers = lambda: own(pupil) | headers  # type: ignore[method-assign]
    return pupil


async def known_by_rasa(house: House, pupil: Pupil, **said: str) -> list[str | None]:
    await open_at(pupil, **said).open()
    await pupil.say("bonjour")
    return [turn.get("register") for turn in house.rasa.turns]


@pytest.fixture
def with_levels(house: House) -> House:
    """Zola says of itself that it is a collège; Camus says nothing."""
    house.changes = {"schools": (replace(ZOLA, level="college"), CAMUS)}
    house.restart_web()
    return house


async def test_the_school_of_the_address_says_of_which_level_its_pupils_are(with_levels: House, pupil: Pupil):
    assert await known_by_rasa(with_levels, pupil, school=ZOLA.uai) == ["college"] * 2


async def test_of_a_school_that_says_nothing_or_of_none_nothing_is_known(with_levels: House, pupil: Pupil):
    assert await known_by_rasa(with_levels, pupil, school=CAMUS.uai) == [None] * 2


async def test_the_word_of_the_address_is_nearer_than_the_school(with_levels: House, pupil: Pupil):
    assert await known_by_rasa(with_levels, pupil, school=ZOLA.uai, register="lycee") == ["lycee"] * 2


@pytest.mark.parametrize("forged", ["3EME", "PRIMAIRE", "college, lycee", "", '"}', "x" * 4000])
async def test_a_wrong_word_is_as_if_it_were_not_there_and_the_conversation_goes_on(house: House, pupil: Pupil, forged):
    assert await known_by_rasa(house, pupil, register=forged, profile=forged) == [None] * 2
    assert [turn for turn in house.rasa.turns if "profile" in turn] == []


@pytest.mark.parametrize(
    ("word", "profile"), [("famille", "parent"), ("personnel", "personnel"), ("eleve", None), ("parent", None)]
)
async def test_who_the_window_is_for_is_said_at_the_start_and_only_there(house: House, pupil: Pupil, word, profile):
    await open_at(pupil, profile=word).open()
    await pupil.say("bonjour")
    assert [turn.get("profile") for turn in house.rasa.turns] == [profile, None]


# docs/adr/0010, 0015: of a sign-in, the window is told one word, and no row keeps any.
@pytest.mark.parametrize(("login", "register"), [("lea.martin", "college"), ("sami.haddad", "college")])
async def test_a_sign_in_brings_one_word_of_the_level_and_never_the_level(house: House, pupil: Pupil, login, register):
    await pupil.open()
    answer = await pupil.sign_in(login)
    assert answer.json()["register"] == register
    assert "EME" not in answer.text
    assert b"3EME" not in house.database_bytes()
    assert b"college" not in house.database_bytes()


async def test_a_parent_who_signs_in_brings_no_level(pupil: Pupil):
    await pupil.open()
    assert "register" not in (await pupil.sign_in("parent.martin")).json()


@pytest.mark.parametrize("level", [None, 3, {"a": 1}, ["3EME"], "", "PLUS TARD"])
async def test_a_level_of_another_shape_keeps_nobody_from_signing_in(house: House, pupil: Pupil, level):
    house.ent_world.users[LEA].level = level
    await pupil.open()
    answer = await pupil.sign_in("lea.martin")
    assert (answer.status_code, answer.json()["register"]) == (200, None)


@pytest.mark.parametrize(("on", "payload"), [(True, "/lire_facile"), (False, "/lire_normal")])
async def test_easy_words_are_asked_for_without_a_button_shown_once_per_number(house: House, pupil: Pupil, on, payload):
    await pupil.open()
    first = await pupil.play(1, easy=on)
    again = await pupil.play(1, easy=on)
    assert (first.status_code, again.json()) == (200, first.json())
    assert [turn.get("payload") for turn in house.rasa.turns] == [None, payload]


@pytest.mark.parametrize("body", [{"easy": "true"}, {"easy": 1}, {"easy": None}, {"easy": True, "text": "bonjour"}])
async def test_anything_else_than_yes_or_no_is_no_such_act(house: House, pupil: Pupil, body):
    await pupil.open()
    answer = await pupil.play(1, **body)
    assert (answer.status_code, len(house.rasa.turns)) == (400, 1)

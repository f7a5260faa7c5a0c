"""An account that is not a pupil's: its own way, with numbers from the facts; nothing of it is kept, nothing of the pupil's moves."""

import re

import pytest

from facts.cards import cards
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, PUBLIC, House

PARENT = ("parent.martin", "PERSRELELEVE", "parent", {"119", "3018", "17"})
WAYS = [
    PARENT,
    ("mme.garnier", "ENSEIGNANT", "enseignant", {"119", "17"}),
    ("mme.lemoine", "PERSEDUCNAT", "personnel", {"119", "17"}),
    ("invite.theatre", "", "invité", {"119", "17"}),
    ("super.admin", "SUPERADMIN", "équipe technique", {"119"}),
]


@pytest.mark.parametrize(("login", "profile", "word", "lines"), WAYS)
async def test_each_profile_has_its_own_way_and_no_token_of_theirs_is_kept(
    house: House, pupil: Pupil, login: str, profile: str, word: str, lines: set[str]
):
    await pupil.open()
    answer = await pupil.sign_in(login)

    assert answer.status_code == 200
    joined = answer.json()
    assert (joined["profile"], joined["schools"]) == (profile, [])
    assert word in joined["way"]["title"]
    assert joined["way"]["helplines"] == cards(
        sorted(lines, key=["119", "3018", "17"].index), house.clock(), to_adults=True
    )
    assert "Rien n'a été envoyé" in joined["way"]["texts"][0]
    assert house.rows("ent_tokens") == []
    assert (await pupil.see_readers()).json()["error"] == "sign_in_needed"
    assert (await pupil.post("/api/state", {"word": "parapluie"})).json()["error"] == "sign_in_needed"


@pytest.mark.parametrize(("login", "profile", "word", "lines"), WAYS)
async def test_only_whoever_may_be_a_referent_is_shown_the_desk(
    pupil: Pupil, login: str, profile: str, word: str, lines: set[str]
):
    await pupil.open()
    way = (await pupil.sign_in(login)).json()["way"]

    assert way["desk"] == (PUBLIC + "/desk" if profile in {"ENSEIGNANT", "PERSEDUCNAT"} else None)


@pytest.mark.parametrize("login", ["mme.garnier", "mme.lemoine"])
async def test_staff_are_told_of_their_duty_of_the_crip_and_of_the_group(pupil: Pupil, login: str):
    await pupil.open()
    told = " ".join((await pupil.sign_in(login)).json()["way"]["texts"])

    for word in ("signaler", "CRIP", "procureur", "N'enquêtez pas", "secret", "messagerie", "bureau"):
        assert word in told, word


@pytest.mark.parametrize(
    ("login", "written"),
    [
        ("parent.martin", "Je suis parent"),
        ("mme.garnier", "Je suis enseignant"),
        ("mme.lemoine", "Je suis un personnel"),
        ("invite.theatre", "Je suis parent"),
    ],
)
async def test_each_adult_is_told_what_to_write_to_the_assistant_for_answers_of_their_own(
    pupil: Pupil, login: str, written: str
):
    await pupil.open()
    assert f"« {written} »" in (await pupil.sign_in(login)).json()["way"]["texts"][-1]


@pytest.mark.parametrize(("login", "profile", "word", "lines"), WAYS)
async def test_nothing_shown_to_an_adult_speaks_to_a_child(
    pupil: Pupil, login: str, profile: str, word: str, lines: set[str]
):
    await pupil.open()
    way = (await pupil.sign_in(login)).json()["way"]
    read = [way["title"], *way["texts"], *(str(each) for card in way["helplines"] for each in card.values())]

    assert [each for each in read if re.search(r"\b(tu|te|toi|ton|ta|tes)\b|\bt'", each)] == []


@pytest.mark.parametrize(("login", "profile", "word", "lines"), WAYS)
async def test_nothing_shown_to_an_adult_says_that_a_child_wrote(
    house: House, pupil: Pupil, login: str, profile: str, word: str, lines: set[str]
):
    await pupil.open()
    before = (await pupil.sign_in(login)).json()
    await pupil.say("j'ai peur de mon père")
    after = (await pupil.sign_in(login)).json()

    assert before == after


@pytest.mark.parametrize("profile", ["PERSONNEL_INCONNU", "eleve", "ELEVE ", "Student"])
async def test_a_type_that_the_ent_invents_is_a_guest_and_never_a_pupil(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch, profile: str
):
    monkeypatch.setattr("emulator.people.User.legacy_type", profile)
    await pupil.open()
    joined = (await pupil.sign_in("lea.martin")).json()

    assert "invité" in joined["way"]["title"]
    assert house.rows("ent_tokens") == []


async def test_an_adult_who_signs_in_where_a_pupil_was_going_to_send_sends_and_loses_nothing(
    house: House, pupil: Pupil
):
    house.enrol()
    await pupil.open()
    await pupil.sign_in("lea.martin")
    _, sent = await pupil.deposit([LEMOINE, DIALLO])
    await pupil.sign_in("parent.martin")

    assert [(row.envelope_id, row.state) for row in house.rows("outbox")] == [(sent.id, "deposited")]
    assert len(house.rows("ent_tokens")) == 1


async def test_a_pupil_signs_in_after_an_adult_in_the_same_conversation(pupil: Pupil):
    await pupil.open()
    await pupil.sign_in("parent.martin")
    pupil.http.cookies.delete("oneSessionId")

    assert (await pupil.sign_in("lea.martin")).json()["profile"] == "ELEVE"


async def test_a_number_that_is_no_longer_verified_is_not_shown_to_adults_either(house: House, pupil: Pupil):
    house.clock.advance(days=300)
    await pupil.open()

    assert (await pupil.sign_in("parent.martin")).json()["way"]["helplines"] == []

"""Which school's words a window is shown, and that a hint is worth words only."""

from dataclasses import replace

import pytest

from schools import pages
from schools.page import SchoolPage
from tests.schools.moments import BESSON, FULL, PARIS, REUNION, TODAY, at
from tests.web.browsers import Pupil
from tests.web.fake_rasa import helpline
from tests.web.house import CAMUS, DIALLO, LEMOINE, PUBLIC, ZOLA, House

OPEN = "Ils peuvent le lire aujourd'hui, mais peut-être pas tout de suite."
UNKNOWN = "La nuit, le week-end et pendant les vacances, personne ne le lit."
NEVER_IN_THE_MORNING = SchoolPage(
    hours={"tue": (13 * 60, 17 * 60)}, welcome="Bienvenue à toutes et tous.", lines=FULL.lines
)
THIS_AFTERNOON = "Personne ne lit à l'école en ce moment. Ton message attendra cet après-midi."


def write(house: House, school: str, page: SchoolPage) -> None:
    db = house.services.db
    over = pages.latest(db, school).version
    pages.write(db, school, page, BESSON, house.clock(), over=over, today=TODAY)


def open_at(pupil: Pupil, uai: str | None) -> Pupil:
    """The same window, whose address names a school."""
    own = Pupil.window_headers
    place = {} if uai is None else {"X-Parlons-School": uai}
    pupil.window_headers = lambda: own(pupil) | place  # type: ignore[method-assign]
    return pupil


@pytest.mark.parametrize(
    ("uai", "said"),
    [(ZOLA.uai, THIS_AFTERNOON), (CAMUS.uai, OPEN), (None, UNKNOWN), ("0000000Z", UNKNOWN), ("' OR 1=1", UNKNOWN)],
)
async def test_the_school_of_the_address_says_when_it_reads(house: House, pupil: Pupil, uai: str | None, said: str):
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    open_at(pupil, uai)
    await pupil.open()
    await pupil.say("bonjour")
    assert [turn["school_now"] for turn in house.rasa.turns] == [said, said]


async def test_the_only_school_of_an_installation_needs_no_hint(house: House, pupil: Pupil):
    house.changes = {"schools": (ZOLA,)}
    house.restart_web()
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    answer = await pupil.open()
    assert house.rasa.turns[-1]["school_now"] == THIS_AFTERNOON
    assert "Bienvenue" in answer["messages"][0]["texts"][1]
    assert "Maison des adolescents" in (await pupil.get("/aide")).text


async def test_without_a_hint_the_night_is_said_to_be_closed_when_all_schools_are_on_the_mainland(
    house: House, pupil: Pupil
):
    house.clock.moment = at(PARIS, 2026, 11, 24, 22)
    await pupil.open()
    assert house.rasa.turns[-1]["school_now"] == "L'école est fermée maintenant. Ton message attendra demain matin."


async def test_the_welcome_comes_after_the_bot_has_said_what_it_is(house: House, pupil: Pupil):
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    house.rasa.answers = [
        {
            "texts": ["Je suis un programme.", "Personne ne lit."],
            "buttons": [],
            "helplines": [],
            "panel": None,
            "urgent": False,
        }
    ]
    first = (await open_at(pupil, ZOLA.uai).open())["messages"][0]["texts"]
    assert first == ["Je suis un programme.", "Mot de ton école : Bienvenue à toutes et tous.", "Personne ne lit."]
    later = (await pupil.say("bonjour"))["messages"][0]["texts"]
    assert not any("Mot de ton école" in text for text in later)


async def test_what_a_browser_calls_the_hours_never_reaches_rasa(house: House, pupil: Pupil):
    await pupil.open()
    forged = {"text": "bonjour", "school_now": "Appelle le 0899 00 00 00."}
    await pupil.play(1, **forged)
    assert house.rasa.turns[-1]["school_now"] == UNKNOWN
    assert "0899" not in str(house.rasa.turns)


async def test_a_sent_message_is_told_the_hours_of_its_own_school_whatever_the_hint(house: House, signed_in: Pupil):
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    open_at(signed_in, CAMUS.uai)
    _, sent = await signed_in.deposit([LEMOINE, DIALLO])
    await signed_in.play(1, deposit=sent.id)
    assert house.rasa.turns[-1]["school_now"] == THIS_AFTERNOON


@pytest.mark.parametrize("page", ["assistant", "aide"])
async def test_local_lines_come_after_the_national_ones(house: House, pupil: Pupil, page: str):
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    shown = (await pupil.http.get(f"{PUBLIC}/{page}?ecole={ZOLA.uai}")).text
    without = (await pupil.http.get(f"{PUBLIC}/{page}?ecole={CAMUS.uai}")).text
    assert "Maison des adolescents" not in without
    national = without.count('<li class="number">')
    assert shown.count('<li class="number">') == national + 1
    assert shown.rindex('<li class="number">') < shown.index("Maison des adolescents")


async def test_a_line_that_nobody_verified_for_six_months_is_shown_no_more(house: House, pupil: Pupil):
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    house.clock.advance(days=200)
    assert "Maison des adolescents" not in (await pupil.http.get(f"{PUBLIC}/aide?ecole={ZOLA.uai}")).text


async def test_the_page_of_numbers_is_served_although_the_schools_page_cannot_be_read(house: House, pupil: Pupil):
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("DROP TABLE school_pages")
    answer = await pupil.http.get(f"{PUBLIC}/aide?ecole={ZOLA.uai}")
    assert answer.status_code == 200
    assert "3018" in answer.text
    await open_at(pupil, ZOLA.uai).open()
    assert house.rasa.turns[-1]["school_now"] == UNKNOWN


async def test_a_hint_of_another_school_gives_its_public_words_and_nothing_else(house: House, signed_in: Pupil):
    write(house, CAMUS.id, NEVER_IN_THE_MORNING)
    open_at(signed_in, CAMUS.uai)  # Léa is a pupil of Zola only
    assert (await signed_in.see_readers(CAMUS.id)).json()["error"] == "group_unknown"
    answer, _ = await signed_in.deposit([LEMOINE, DIALLO], school=CAMUS.id, header={"school": CAMUS.id})
    assert answer.json()["error"] == "group_unknown"
    assert house.rows("envelopes") == []
    assert (await signed_in.see_readers(ZOLA.id)).status_code == 200


def saying(*, local: bool | None, urgent: bool = False) -> dict[str, object]:
    said = {
        "texts": ["Voici qui répond."],
        "buttons": [],
        "helplines": [helpline("119")],
        "panel": None,
        "urgent": urgent,
    }
    return said if local is None else said | {"local": local}


@pytest.mark.parametrize(("local", "shown"), [(True, ["119", "local-1"]), (False, ["119"]), (None, ["119"])])
async def test_in_a_conversation_local_lines_follow_the_national_ones_where_the_bot_allows_them(
    house: House, pupil: Pupil, local: bool | None, shown: list[str]
):
    write(house, ZOLA.id, NEVER_IN_THE_MORNING)
    house.rasa.answers = [saying(local=local)]
    first = (await open_at(pupil, ZOLA.uai).open())["messages"][0]
    later = (await pupil.say("bonjour"))["messages"][0]
    for message in (first, later):
        assert [card["id"] for card in message["helplines"]] == shown
        assert "local" not in message


async def test_a_school_overseas_gives_its_pupils_the_hours_of_their_own_clock(house: House, pupil: Pupil):
    house.changes = {"schools": (replace(ZOLA, timezone="Indian/Reunion"), CAMUS)}
    house.restart_web()
    house.clock.moment = at(REUNION, 2026, 11, 24, 8)
    await open_at(pupil, ZOLA.uai).open()
    await pupil.say("bonjour")
    assert [turn.get("clock") for turn in house.rasa.turns] == ["Indian/Reunion"] * 2
    assert (
        "Ouvre aujourd&#39;hui à 12 h, heure de chez toi"
        in (await pupil.http.get(f"{PUBLIC}/aide?ecole={ZOLA.uai}")).text
    )
    assert "heure de" not in (await pupil.http.get(f"{PUBLIC}/aide?ecole={CAMUS.uai}")).text


async def test_without_a_hint_and_with_a_school_overseas_hours_are_said_to_be_those_of_paris(
    house: House, pupil: Pupil
):
    house.changes = {"schools": (replace(ZOLA, timezone="Indian/Reunion"), CAMUS)}
    house.restart_web()
    await open_at(pupil, None).open()
    assert house.rasa.turns[-1]["clock"] == "unknown"
    assert "heure de Paris" in (await pupil.http.get(f"{PUBLIC}/aide")).text


async def test_on_the_mainland_rasa_is_told_nothing_of_clocks(house: House, pupil: Pupil):
    await open_at(pupil, ZOLA.uai).open()
    await pupil.play(1, text="bonjour", clock="Indian/Reunion")
    assert all("clock" not in turn for turn in house.rasa.turns)

"""One pupil, three referents, the real processes, real browsers, two sites; and words that must be nowhere but where they were given.

The tests of this file are one story: each goes on where the one before stopped.
"""

import re
import time

import httpx
import pytest
from playwright.sync_api import Browser, expect

from cli.demo_referents import PASSPHRASE
from cli.demo_settings import SCHOOL
from tests.journey.conftest import Profile, Running
from tests.journey.pupil import Pupil
from tests.journey.referent import Referent
from tests.journey.story import (
    ALLOWED,
    CHAT,
    IN_BROWSERS,
    KEPT_NOWHERE,
    LEFT_OUT,
    NEW_PASSPHRASE,
    NOT_ON_THE_PUPILS_DISK,
    NOTE,
    READERS,
    REPLY,
    SHEET,
    TEXT,
    TOLD,
    UNABLE,
    WORD,
    WORDS,
)
from tests.journey.wire import Wire, cores, files_saying, is_said, kept_by

pytestmark = pytest.mark.browser


def test_each_referent_opens_the_desk_where_nothing_waits(referents: list[Referent]):
    for referent in referents:
        referent.opens_the_desk(PASSPHRASE)
        assert referent.messages() == 0
        referent.keys()  # a share of each key is sealed to each colleague while the desk is open


def test_someone_who_is_no_referent_does_not_enter_the_desk(chromium: Browser, running: Running):
    context = chromium.new_context(locale="fr-FR")
    parent = Referent(context, running.settings.ent_url, running.settings.bot_url, "parent.martin")
    parent.page.goto(f"{running.settings.bot_url}/desk")
    parent.page.get_by_test_id("sign-in-go").click()
    parent.gives_the_ent_password()
    expect(parent.page.get_by_text("Violences, parlons-en").first).to_be_visible()
    assert parent.page.get_by_test_id("enrol").count() == 0
    context.close()


def test_the_first_bubble_says_what_this_is_and_that_nobody_reads(pupil: Pupil, picture):
    pupil.signs_in_to_the_ent("lea.martin")
    picture(pupil.page, "1-portal")
    pupil.opens_the_assistant()
    said = pupil.said().lower()
    assert "programme" in said
    assert "personne" in said


def test_a_disclosure_is_answered_with_who_answers_now_and_an_offer(pupil: Pupil, picture):
    pupil.writes(TOLD)
    assert any("3018" in card for card in pupil.cards())
    expect(pupil.assistant.get_by_test_id("choice-handoff").last).to_be_visible()
    picture(pupil.page, "2-assistant")


def test_the_pupil_sees_who_reads_and_who_cannot_yet(pupil: Pupil):
    pupil.begins_to_write_to_adults()
    listed = pupil.assistant.get_by_test_id("step-readers").inner_text()
    for name in (*READERS, LEFT_OUT, UNABLE):
        assert name in listed
    assert "pas encore lire" in listed
    assert pupil.assistant.get_by_test_id("promise").inner_text().strip()
    pupil.says_who_reads()


def test_whom_the_text_names_is_pointed_out_and_left_out(pupil: Pupil):
    pupil.writes_the_text(WORDS)
    assert LEFT_OUT in pupil.is_shown_whom_the_text_names()
    pupil.leaves_out_whom_the_text_names()


def test_the_conversation_and_a_voice_go_with_it_if_the_pupil_wants(pupil: Pupil, picture):
    assert CHAT in pupil.joins_the_conversation()
    pupil.records_a_voice(2)
    pupil.erases_the_voice()
    pupil.records_a_voice(2)
    picture(pupil.page, "3-text")
    pupil.goes_on("text")
    if pupil.assistant.get_by_test_id("step-text").is_visible():  # held once, to look at the name
        pupil.goes_on("text")


def test_everything_is_shown_as_it_will_leave_and_leaves(pupil: Pupil, picture):
    pupil.chooses_the_word(WORD)
    assert pupil.summary("text") == WORDS
    assert all(name in pupil.summary("readers") for name in READERS)
    assert LEFT_OUT not in pupil.summary("readers")
    assert UNABLE not in pupil.summary("readers")
    assert LEFT_OUT in pupil.summary("left")
    assert pupil.summary("voice")
    picture(pupil.page, "3-summary")
    pupil.sends()
    picture(pupil.page, "4-sent")
    kept = kept_by(pupil.page)
    assert not [word for word in (CHAT, TEXT, WORD, "zinzolin") if is_said(word, kept.encode())]


def test_the_ent_carried_one_sealed_message_to_two_and_kept_none_for_the_pupil(running: Running):
    (carried,) = running.eventually_delivered(1)
    assert "BEGIN AGE ENCRYPTED FILE" in carried["body"]
    assert len(carried["subject"]) >= 50
    assert {copy["login"] for copy in carried["copies"] if copy["received"]} == {"mme.lemoine", "m.diallo"}
    assert running.kept_by("lea.martin") == []
    assert running.kept_by("mme.benali") == []


def test_without_the_word_nothing_shows_that_a_message_exists(pupil: Pupil):
    pupil.page.reload()
    pupil.opens_the_assistant()
    pupil.asks_for_news("autre chose")
    expect(pupil.assistant.get_by_test_id("state-none")).to_be_visible()
    pupil.goes_on("state")


def test_whoever_was_left_out_is_shown_nothing_at_all(referents: list[Referent], running: Running):
    *_, left_out = referents
    left_out.comes_back()
    left_out.unlocks(PASSPHRASE)
    assert left_out.messages() == 0
    for place in ("mails", "pushes"):
        told = httpx.get(f"{running.emulator_api}/__test/{place}").json()
        assert not [one for one in told if "benali" in one["to"]], place


def test_a_referent_opens_the_very_words_with_what_goes_with_them(referents: list[Referent], picture):
    lemoine = referents[0]
    lemoine.comes_back()
    lemoine.unlocks(PASSPHRASE)
    lemoine.waits_for_messages(1)
    assert lemoine.reads_the_newest() == WORDS
    assert CHAT in lemoine.reads_the_conversation()
    assert 1 <= lemoine.hears_the_voice() <= 4
    picture(lemoine.page, "5-desk")


def test_she_takes_it_dates_a_step_writes_for_the_team_and_answers(referents: list[Referent]):
    lemoine = referents[0]
    lemoine.takes_it()
    lemoine.dates_a_step(days=2)
    lemoine.notes(f"vu avec la direction {NOTE}")
    lemoine.fills_the_sheet(f"moqueries à la cantine {SHEET}")
    lemoine.replies(f"Viens me voir quand tu veux. {REPLY}")


def test_her_colleague_sees_all_of_it_and_is_handed_it(referents: list[Referent]):
    lemoine, diallo, _ = referents
    diallo.comes_back()
    diallo.unlocks(PASSPHRASE)
    assert diallo.reads_the_newest() == WORDS
    seen = diallo.case()
    for word in (NOTE, SHEET, REPLY, "Lemoine"):
        assert word in seen, word
    lemoine.hands_over_to("Ibrahim Diallo")
    diallo.sees_the_case("step")
    assert "On vous propose la main" in diallo.case()
    diallo.takes_it()


def test_closing_takes_two(referents: list[Referent]):
    lemoine, diallo, _ = referents
    diallo.closes()
    diallo.sees_the_case("close_asked")
    lemoine.sees_the_case("close_asked")
    lemoine.closes()
    lemoine.sees_the_case("closed")


def test_with_the_word_the_pupil_learns_that_an_adult_takes_care_and_reads_the_answer(pupil: Pupil, picture):
    pupil.asks_for_news("coquillage  ZINZOLINMOT")
    state = pupil.assistant.get_by_test_id("state")
    expect(state).to_have_attribute("data-state", "taken")
    expect(pupil.assistant.get_by_test_id("step-state")).to_contain_text(REPLY)
    picture(pupil.page, "6-news")


def test_a_key_that_is_lost_comes_back_by_two_colleagues_and_opens_the_message_again(referents: list[Referent]):
    lemoine, diallo, benali = referents
    lemoine.comes_back()
    read_aloud = lemoine.has_lost_everything(NEW_PASSPHRASE)
    for colleague in (diallo, benali):
        colleague.gives_their_half(read_aloud)
    lemoine.finds_the_key_again(NEW_PASSPHRASE)
    assert lemoine.reads_the_newest() == WORDS


def test_leaving_at_once_replaces_the_whole_window(pupil: Pupil, running: Running):
    pupil.page.route(
        "https://meteofrance.com/**", lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html")
    )
    pupil.assistant.get_by_test_id("exit").click()
    pupil.page.wait_for_url("https://meteofrance.com/**")
    # The window is gone first; the session ends by a message that the page leaves behind it.
    deadline = time.monotonic() + 20
    while _has_a_session(pupil, running) and time.monotonic() < deadline:
        pupil.page.wait_for_timeout(100)
    assert not _has_a_session(pupil, running)


def _has_a_session(pupil: Pupil, running: Running) -> bool:
    cookies = pupil.context.cookies(running.settings.bot_url)
    return any(cookie["name"] == "__Host-parlons_session" for cookie in cookies)


@pytest.mark.parametrize("word", IN_BROWSERS)
def test_on_the_wire_a_word_is_only_where_it_had_to_be_given(wires: dict[str, Wire], running: Running, word: str):
    said = [one for wire in wires.values() for one in wire.saying(word)]
    assert {one.origin for one in said} <= {running.settings.bot_url}
    strays = [one.told for one in said if word not in ALLOWED or not ALLOWED[word].fullmatch(one.told)]
    assert strays == []
    assert bool(said) == (word in ALLOWED)  # where it had to be given, the net caught it


def test_nobody_but_the_ent_and_us_was_ever_asked_anything(wires: dict[str, Wire], running: Running):
    asked = {one.origin for wire in wires.values() for one in wire.left}
    assert asked <= {None, running.settings.ent_url, running.settings.bot_url, "https://meteofrance.com"}
    assert sum(len(wire.left) for wire in wires.values()) > 100


def test_a_referents_browser_keeps_the_head_of_the_log_and_nothing_else(referents: list[Referent]):
    for referent in referents:
        kept = referent.page.evaluate("({...localStorage})")
        assert set(kept) <= {f"parlons-en-directory:{SCHOOL['id']}"}
        assert all(re.fullmatch(r'\{"seq":\d+,"hash":"[0-9a-f]{64}"\}', value) for value in kept.values())
        assert not is_said("zinzolin", kept_by(referent.page).encode())


@pytest.mark.parametrize("word", KEPT_NOWHERE)
def test_no_word_of_anybody_is_in_a_file_or_in_the_ent(running: Running, word: str):
    folder = running.settings.folder
    assert list(folder.rglob("*.log"))
    assert list(folder.rglob("*.db-wal"))
    assert files_saying(folder, [word]) == []
    for place in ("mails", "pushes", "messages"):
        assert not is_said(word, httpx.get(f"{running.emulator_api}/__test/{place}").content), place


def test_no_process_of_ours_leaves_its_memory_on_the_disk(running: Running):
    running.power_cut()
    assert cores(running.settings.folder) == []


def test_nothing_of_it_is_on_the_disk_of_the_pupils_computer(at_home: Profile):
    at_home.context.close()
    assert list(at_home.folder.rglob("History"))
    assert files_saying(at_home.folder, NOT_ON_THE_PUPILS_DISK) == []

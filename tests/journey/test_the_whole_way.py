"""One pupil, two referents, the real processes, a real browser, two sites; and a marker word that must be nowhere.

The tests of this file are one story: each goes on where the one before stopped.
"""

import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journey.conftest import Running
from tests.journey.pupil import Pupil
from tests.journey.referent import Referent

CHAT_MARKER = "zinzolinchat"
MESSAGE_MARKER = "zinzolinmessage"
WORDS = f"Ils se moquent de moi tous les jours à la cantine. {MESSAGE_MARKER} (c'est pendant l'éval (de maths))"
WORD = "Coquillage bleu"
PASSPHRASE = "girafe tambour lavande moulin écharpe noisette"
MEMBERS = ("Sophie Lemoine", "Ibrahim Diallo", "Paul Roche")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def picture(pictures: Path):
    """Keeps a page as it looks now."""

    def keep(page: Page, name: str) -> None:
        page.wait_for_timeout(700)  # scrolling is smooth: let it end
        page.screenshot(path=pictures / f"{name}.png")

    return keep


def context_of(chromium: Browser):
    return chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})


@pytest.fixture(scope="module")
def pupil(chromium: Browser, running: Running):
    context = context_of(chromium)
    yield Pupil(context, running.settings.ent_url)
    context.close()


@pytest.fixture(scope="module")
def referents(chromium: Browser, running: Running):
    contexts = [context_of(chromium) for _ in range(2)]
    settings = running.settings
    logins = ("mme.lemoine", "m.diallo")
    yield [Referent(c, settings.ent_url, settings.bot_url, login) for c, login in zip(contexts, logins, strict=True)]
    for context in contexts:
        context.close()


def test_each_referent_creates_a_key_in_the_browser(referents: list[Referent]):
    for referent, role in zip(referents, ("CPE", "Infirmier"), strict=True):
        referent.goes_to_the_desk()
        referent.creates_a_key(PASSPHRASE, role)
        assert referent.messages() == 0


def test_someone_who_is_no_referent_does_not_enter_the_desk(chromium: Browser, running: Running):
    context = context_of(chromium)
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
    pupil.writes(f"ils se moquent de moi tous les jours au collège et personne me parle {CHAT_MARKER}")
    assert any("3018" in card for card in pupil.cards())
    expect(pupil.assistant.get_by_test_id("choice-handoff").last).to_be_visible()
    picture(pupil.page, "2-assistant")


def test_the_pupil_sees_who_reads_and_who_cannot_yet_and_sends(pupil: Pupil, picture):
    pupil.hands_over(WORDS, WORD)
    summary = pupil.assistant.get_by_test_id("summary-text")
    assert summary.inner_text() == WORDS
    readers = pupil.assistant.get_by_test_id("summary-readers").inner_text()
    assert MEMBERS[0] in readers
    assert MEMBERS[1] in readers
    assert MEMBERS[2] not in readers
    picture(pupil.page, "3-summary")
    pupil.sends()
    picture(pupil.page, "4-sent")


def test_the_ent_carried_one_sealed_message_and_kept_none_for_the_pupil(running: Running):
    carried = running.delivered()
    assert len(carried) == 1
    body = carried[0]["body"]
    assert "BEGIN AGE ENCRYPTED FILE" in body
    assert MESSAGE_MARKER not in body
    assert len(carried[0]["subject"]) >= 50
    assert running.kept_by("lea.martin") == []


def test_without_the_word_nothing_shows_that_a_message_exists(pupil: Pupil):
    pupil.page.reload()
    pupil.opens_the_assistant()
    pupil.asks_for_news("autre chose")
    expect(pupil.assistant.get_by_test_id("state-none")).to_be_visible()
    pupil.goes_on("state")


def test_a_referent_opens_the_very_words_and_takes_it(referents: list[Referent], picture):
    first, second = referents
    first.page.reload()
    first.unlocks(PASSPHRASE)
    first.waits_for_messages(1)
    assert first.messages() == 1
    assert first.opens_the_newest() == WORDS
    picture(first.page, "5-desk")
    first.takes_it()
    second.page.reload()
    second.unlocks(PASSPHRASE)
    assert second.opens_the_newest() == WORDS
    expect(second.page.get_by_test_id("taken")).to_contain_text("Lemoine")


def test_with_the_word_the_pupil_learns_that_an_adult_opened_it(pupil: Pupil, picture):
    pupil.asks_for_news("coquillage  BLEU")
    state = pupil.assistant.get_by_test_id("state")
    expect(state).to_have_attribute("data-state", "taken")
    picture(pupil.page, "6-news")


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


@pytest.mark.parametrize("marker", [CHAT_MARKER, MESSAGE_MARKER, "oquillage", "ris se moquent", "Ils se moquent"])
def test_no_word_of_the_pupil_is_in_a_file_or_in_the_ent(running: Running, marker: str):
    files = [path for path in running.settings.folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".log" for path in files)
    assert any(path.suffix == ".db" for path in files)
    for path in files:
        assert marker.encode() not in path.read_bytes(), path.name
    for place in ("mails", "pushes", "messages"):
        assert marker not in httpx.get(f"{running.emulator_api}/__test/{place}").text, place

"""Two referents and one message, and then another: open, listen, take, hand over, write, answer, close by two, make a copy."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Request, expect

from tests.cases_browser.messages import BENALI, DIALLO, LEMOINE, Messages, conversation, voice
from tests.cases_browser.reader import Reader

pytestmark = pytest.mark.browser
WORDS = "Ils se moquent de moi à la cantine. Zinzolin le dit à tout le monde !\nJ'ai peur <b>demain</b>"


def test_the_words_what_follows_them_and_the_reminders(messages: Messages, lemoine: Reader):
    message = messages.arrive(WORDS, conversation("moi : on m'embête\nassistant : merci de m'en parler"), voice())
    lemoine.refreshes()
    expect(lemoine.at("group-waiting")).to_be_visible()
    expect(lemoine.line(message)).to_contain_text("Message vocal")
    assert lemoine.axe() == []
    lemoine.opens(message)
    assert lemoine.at("words").inner_text() == WORDS
    expect(lemoine.at("session-warning")).to_contain_text("Ne pas confronter")
    expect(lemoine.at("duties")).to_contain_text("CRIP")
    assert messages.states() == ["opened"]
    lemoine.at("open-conversation").click()
    expect(lemoine.at("conversation")).to_contain_text("moi : on m'embête")
    lemoine.at("fold-conversation").click()
    expect(lemoine.at("sentence")).to_have_count(2)
    lemoine.at("open-voice").click()
    length = lemoine.at("voice").evaluate("async voice => { await voice.play(); return voice.duration }")
    assert length == pytest.approx(1, abs=0.1)
    assert lemoine.axe() == []
    assert messages.events(message) == [(LEMOINE, kind) for kind in ("given", "opened", "given", "given")]


def test_one_message_from_hand_to_hand_until_two_close_it(messages: Messages, lemoine: Reader, diallo: Reader):
    message = messages.arrive(WORDS, without=(BENALI,))
    lemoine.opens(message)
    lemoine.takes()
    assert messages.states() == ["taken"]
    lemoine.notes("Vue à la récréation, elle va mieux.")
    lemoine.hands_over_to("Ibrahim Diallo")
    diallo.opens(message)
    expect(diallo.at("case-state")).to_contain_text("On vous propose la main")
    diallo.takes()
    diallo.unfolds("notes")
    expect(diallo.at("note-read")).to_have_text("Vue à la récréation, elle va mieux.")
    step = date.today() + timedelta(days=3)  # noqa: DTZ011 (the browser's own day)
    diallo.at("step-on").fill(step.isoformat())
    diallo.at("step-go").click()
    diallo.state("step")
    diallo.unfolds("more")
    diallo.at("ask-close").click()
    diallo.state("close_asked")
    expect(diallo.at("agree-close")).to_have_count(0)
    assert diallo.axe() == []
    lemoine.hears_again()
    lemoine.at("agree-close").click()
    lemoine.state("closed")
    assert lemoine.axe() == []
    assert [kind for _, kind in messages.events(message) if kind != "given"] == [
        *("opened", "taken", "noted", "handed_over", "opened", "taken", "step", "close_asked", "closed")
    ]
    assert {who for who, _ in messages.events(message)} == {LEMOINE, DIALLO}


def test_the_pupil_reads_the_answer_with_the_word_and_the_server_reads_nothing(messages: Messages, lemoine: Reader):
    message = messages.arrive(WORDS)
    written: list[str] = []
    lemoine.page.on("request", lambda request: written.append(_body_of(request)))
    lemoine.opens(message)
    lemoine.unfolds("reply")
    lemoine.at("reply-which").select_option("meet")
    lemoine.at("reply-go").click()
    expect(lemoine.at("reply-complaint")).to_contain_text("Choisissez une phrase")
    lemoine.at("reply-place").select_option("à l’infirmerie")
    lemoine.at("reply-day").fill((date.today() + timedelta(days=1)).isoformat())  # noqa: DTZ011
    lemoine.at("reply-hour").fill("10:15")
    expect(lemoine.at("reply-preview")).to_contain_text("à l’infirmerie")
    shown = lemoine.at("reply-preview").inner_text()
    lemoine.at("reply-go").click()
    expect(lemoine.at("reply-complaint")).to_contain_text("relu")
    assert lemoine.axe() == []
    lemoine.at("reply-reread").check()
    lemoine.at("reply-go").click()
    expect(lemoine.at("reply-status")).to_have_text("Enregistré.")
    assert messages.replies() == [shown]

    lemoine.at("reply-which").select_option("free")
    lemoine.at("reply-text").fill("Ils se moquent de toi, j'ai vu")
    lemoine.at("reply-reread").check()
    lemoine.at("reply-go").click()
    expect(lemoine.at("reply-complaint")).to_contain_text("reprend des mots du message")
    lemoine.at("reply-text").fill("Je suis au bureau jusqu’au soir.")
    lemoine.at("reply-reread").check()
    lemoine.at("reply-go").click()
    expect(lemoine.at("reply-read")).to_have_count(2)
    assert messages.replies() == [shown, "Je suis au bureau jusqu’au soir."]
    kept = messages.stored_papers() + " ".join(written)
    assert "BEGIN AGE" in kept
    assert not re.search("infirmerie|Zinzolin|bureau jusqu|cantine", kept)


def test_the_follow_up_sheet_goes_from_one_to_the_other(messages: Messages, lemoine: Reader, diallo: Reader):
    message = messages.arrive(WORDS)
    lemoine.opens(message)
    lemoine.unfolds("follow-up")
    lemoine.at("follow-up-copy").click()
    assert WORDS in lemoine.at("follow-up-facts").input_value()
    lemoine.at("follow-up-1-what").fill("Recevoir l'élève seul")
    lemoine.at("follow-up-1-who").fill("CPE")
    lemoine.at("follow-up-add").click()
    lemoine.at("follow-up-2-what").fill("Point à quinze jours")
    lemoine.at("concern-team").check()
    assert lemoine.axe() == []
    lemoine.at("follow-up-go").click()
    expect(lemoine.at("follow-up-last")).to_contain_text("Version 1")

    diallo.opens(message)
    diallo.unfolds("follow-up")
    expect(diallo.at("follow-up-last")).to_contain_text("Sophie Lemoine")
    expect(diallo.at("follow-up-2-what")).to_have_value("Point à quinze jours")
    expect(diallo.at("concern-team")).to_be_checked()
    diallo.at("follow-up-outcome").fill("Cela a cessé.")
    diallo.at("follow-up-go").click()
    expect(diallo.at("follow-up-last")).to_contain_text("Version 2")
    lemoine.at("follow-up-outcome").fill("J'écris encore")
    lemoine.hears_again()
    expect(lemoine.at("follow-up-last")).to_contain_text("Ibrahim Diallo a enregistré une autre version")
    expect(lemoine.at("follow-up-outcome")).to_have_value("J'écris encore")
    lemoine.at("follow-up-version").select_option(index=0)
    expect(lemoine.at("follow-up-outcome")).to_have_value("")
    lemoine.at("follow-up-version").select_option(index=1)
    expect(lemoine.at("follow-up-outcome")).to_have_value("Cela a cessé.")


def test_the_copy_for_a_report_is_exact_and_the_group_sees_it(
    messages: Messages, lemoine: Reader, diallo: Reader, tmp_path: Path
):
    message = messages.arrive(WORDS)
    lemoine.opens(message)
    lemoine.unfolds("copy-part")
    with lemoine.page.expect_download() as kept:
        lemoine.at("copy").click()
    file = tmp_path / "copy.html"
    kept.value.save_as(file)
    assert kept.value.suggested_filename == f"message-{message}.html"
    armour = lemoine.page.evaluate(f"async () => (await (await fetch('/desk/api/envelopes/{message}')).json()).armour")
    page = lemoine.page.context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.locator("pre").inner_text() == WORDS
    said = page.locator("body").inner_text()
    for part in (
        message,
        hashlib.sha256(armour.encode()).hexdigest(),
        "Collège Émile-Zola",
        "Sophie Lemoine, CPE : ouvert",
    ):
        assert part in said
    assert "Ibrahim Diallo, Infirmier : pas encore ouvert" in said
    assert asked == [file.as_uri()]
    page.close()
    diallo.opens(message)
    diallo.unfolds("events")
    expect(diallo.at("history")).to_contain_text("Sophie Lemoine en fait une copie pour un signalement")


def test_a_message_is_kept_past_its_date_by_two(messages: Messages, lemoine: Reader, diallo: Reader):
    message = messages.arrive(WORDS)
    for reader, kept in ((lemoine, "asked"), (diallo, "held")):
        reader.opens(message)
        reader.unfolds("more")
        reader.at("hold").click()
        expect(reader.at("hold-state")).to_have_attribute("data-hold", kept)
    expect(diallo.line(message)).to_contain_text("Gardé au-delà de sa date")
    diallo.at("release").click()
    expect(diallo.at("hold-state")).to_have_attribute("data-hold", "release_asked")
    lemoine.hears_again()
    lemoine.unfolds("more")
    lemoine.at("hold").click()
    expect(lemoine.at("hold-state")).to_have_attribute("data-hold", "held")


def test_a_prank_closed_by_two_leaves_the_next_message_first_in_the_list(
    messages: Messages, lemoine: Reader, diallo: Reader
):
    prank = messages.arrive("mdr c'est une blague", without=(BENALI,))
    for reader in (lemoine, diallo):
        reader.opens(prank)
    lemoine.unfolds("more")
    lemoine.at("ask-close").click()
    diallo.hears_again()
    diallo.at("agree-close").click()
    diallo.state("closed")
    serious = messages.arrive("en fait j'ai vraiment peur", without=(BENALI,))
    diallo.refreshes()
    expect(diallo.at("group-waiting")).to_be_visible()
    expect(diallo.at("entry").first).to_have_attribute("data-envelope", serious)
    expect(diallo.line(serious)).to_have_attribute("data-state", "waiting")
    expect(diallo.line(serious)).to_contain_text("Élève A")
    diallo.opens(serious)
    expect(diallo.at("same-pupil")).to_have_count(1)
    diallo.unfolds("more")
    diallo.at("link-to").select_option(prank)
    diallo.at("link-go").click()
    expect(diallo.at("linked")).to_have_count(1)
    expect(diallo.line(prank)).to_have_attribute("data-state", "closed")


def test_a_reader_may_have_it_folded_and_everything_is_done_from_the_keyboard(messages: Messages, lemoine: Reader):
    message = messages.arrive(WORDS, voice(), conversation("moi : bonjour"), missing=("voice",))
    messages.damage_pieces()
    lemoine.refreshes()
    expect(lemoine.line(message)).to_be_visible()
    lemoine.at("fold-first").focus()
    lemoine.page.keyboard.press("Space")
    lemoine.line(message).focus()
    lemoine.page.keyboard.press("Enter")
    expect(lemoine.at("sentence")).to_have_count(3)
    assert "Zinzolin" not in lemoine.at("folded").inner_text()
    expect(lemoine.page.locator("h2:focus")).to_contain_text("Message du")
    expect(lemoine.at("piece-missing")).to_contain_text("pas encore arrivé")
    lemoine.page.keyboard.press("Tab")
    lemoine.page.keyboard.press("Tab")
    lemoine.page.keyboard.press("Enter")
    assert "Zinzolin le dit à tout le monde" in lemoine.at("folded").inner_text()
    assert lemoine.axe() == []
    lemoine.at("open-conversation").focus()
    lemoine.page.keyboard.press("Enter")
    expect(lemoine.at("piece-broken")).to_be_visible()
    lemoine.at("fold").focus()
    lemoine.page.keyboard.press("Enter")
    assert lemoine.at("words").inner_text() == WORDS
    expect(lemoine.at("fold")).to_be_focused()
    lemoine.at("take").focus()
    lemoine.page.keyboard.press("Enter")
    lemoine.state("taken")
    expect(lemoine.at("charge").locator("h3")).to_be_focused()


def _body_of(request: Request) -> str:
    return request.post_data or ""


def test_a_list_that_is_asked_again_takes_nothing_from_under_the_hand_nor_the_keyboard(
    messages: Messages, lemoine: Reader, diallo: Reader
):
    first, second = messages.arrive(WORDS), messages.arrive(WORDS)
    lemoine.opens(first)
    lemoine.at("step-on").fill((date.today() + timedelta(days=3)).isoformat())  # noqa: DTZ011 (the browser's own day)
    held = lemoine.line(second).element_handle()
    held.focus()
    diallo.opens(second)
    diallo.takes()
    lemoine.refreshes()
    expect(lemoine.line(second)).to_contain_text("Ibrahim Diallo")
    lemoine.hears_again()
    assert lemoine.at("step-on").input_value() != ""
    lemoine.opens(first)
    assert held.evaluate("line => line.isConnected") is False  # it went to another group: the taken ones
    third = messages.arrive(WORDS)
    kept = lemoine.line(first).element_handle()
    lemoine.refreshes()
    expect(lemoine.line(third)).to_be_visible()
    assert kept.evaluate("line => line.isConnected") is True

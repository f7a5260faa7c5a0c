"""The messages' tab from the keyboard, on paper, and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cases_browser.messages import Messages
from tests.cases_browser.reader import Reader
from tests.keys_browser.colleague import Colleague

pytestmark = pytest.mark.browser
WORDS = "Ils se moquent de moi à la cantine."
SIZES = ((320, 640), (375, 700), (1280, 850))
# The narrowest that a line of the head may be before it reads letter by letter, and what leaves the screen on the right.
NARROWEST_TITLE = 180
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_arrows_go_along_the_list_and_escape_comes_back_to_its_line(messages: Messages, lemoine: Reader):
    oldest, middle, last = (messages.arrive(WORDS) for _ in range(3))
    lemoine.refreshes()
    press = lemoine.page.keyboard.press
    expect(lemoine.at("entry")).to_have_count(3)
    shown = [one.get_attribute("data-envelope") for one in lemoine.at("entry").all()]
    assert set(shown) == {oldest, middle, last}
    lemoine.at("entry").first.focus()
    for key, rank in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 2), ("Home", 0), ("ArrowUp", 0), ("End", 2)):
        press(key)
        expect(lemoine.at("entry").nth(rank)).to_be_focused()
    press("Enter")
    expect(lemoine.page.locator("h2:focus")).to_contain_text("Message du")
    lemoine.state("opened")
    press("Escape")
    expect(lemoine.line(str(shown[2]))).to_be_focused()
    expect(lemoine.at("words")).to_have_text(WORDS)


def test_escape_in_a_field_takes_nothing_from_it(messages: Messages, lemoine: Reader):
    lemoine.opens(messages.arrive(WORDS))
    lemoine.unfolds("notes")
    lemoine.at("note-text").fill("Vue ce matin.")
    lemoine.page.keyboard.press("Escape")
    expect(lemoine.at("note-text")).to_be_focused()
    expect(lemoine.at("note-text")).to_have_value("Vue ce matin.")


def test_the_paper_says_that_it_is_not_sealed_and_bears_no_control(messages: Messages, lemoine: Reader):
    lemoine.opens(messages.arrive(WORDS))
    expect(lemoine.at("paper-warning")).to_be_hidden()
    lemoine.page.emulate_media(media="print", color_scheme="dark")
    expect(lemoine.at("paper-warning")).to_be_visible()
    expect(lemoine.at("words")).to_have_text(WORDS)
    expect(lemoine.at("paper-dates")).to_contain_text("Sophie Lemoine, CPE : ouvert")
    expect(lemoine.at("duties")).to_be_visible()
    assert lemoine.page.locator("button:visible, input:visible, select:visible, summary:visible").count() == 0
    ink, ground = lemoine.page.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_list_and_message_fit_every_screen(messages: Messages, lemoine: Reader, tmp_path: Path):
    expect(lemoine.at("no-entry")).to_be_visible()
    lemoine.page.screenshot(path=tmp_path / "empty.png")
    message = messages.arrive(WORDS)
    lemoine.opens(message)
    for width, height in SIZES:
        lemoine.page.set_viewport_size({"width": width, "height": height})
        assert lemoine.page.evaluate(TOO_WIDE) <= 0
        title = lemoine.page.locator(".desk-head h1").bounding_box()
        assert title is not None
        assert title["width"] >= NARROWEST_TITLE
        for scheme in ("light", "dark"):
            lemoine.page.emulate_media(color_scheme=scheme)
            lemoine.page.screenshot(path=tmp_path / f"{width}-{scheme}.png", full_page=True)
    lemoine.page.emulate_media(media="print")
    lemoine.page.screenshot(path=tmp_path / "print.png", full_page=True)
    lemoine.page.emulate_media(media="screen")
    assert lemoine.axe() == []


def test_a_list_that_could_not_be_asked_is_never_called_empty(messages: Messages, arrives: Callable[[str], Colleague]):
    message = messages.arrive(WORDS)
    colleague = arrives("mme.lemoine")
    colleague.page.route("**/desk/api/envelopes", lambda route: route.abort())
    lemoine = Reader(colleague)
    for _ in range(2):
        lemoine.refreshes()
        expect(lemoine.at("list-complaint")).to_contain_text("n’a pas répondu")
    expect(lemoine.at("no-entry")).to_have_count(0)
    lemoine.page.unroute("**/desk/api/envelopes")
    lemoine.refreshes()
    expect(lemoine.line(message)).to_be_visible()
    expect(lemoine.at("list-complaint")).to_be_hidden()

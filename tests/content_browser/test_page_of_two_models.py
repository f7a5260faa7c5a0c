"""The page of `content diff` in Chromium, from a file, as it is sent to a manager: both schemes, a telephone, paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from content.compare.page import compare, html
from content.gate.hearing import FAILED, Heard
from content.gate.sentences import Sentence, read_set
from tests.axe import violations
from tests.content.test_compare import MODELS
from tests.content.test_gate_judging import heard

pytestmark = pytest.mark.browser
SET = Path(__file__).resolve().parents[2] / "data" / "gate"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real set; of the new model every fifth sentence is lost, every seventh moved, one breaks it."""
    gate_set = read_set(SET)
    old = [_right(sentence) for sentence in gate_set.sentences]
    new = [_slipped(place, one) for place, one in enumerate(old)]
    path = tmp_path_factory.mktemp("diff") / "deux-modeles.html"
    path.write_text(html(compare(gate_set, MODELS, old, new), "23/11/2026 à 05h00"), encoding="utf-8")
    return path


def _right(sentence: Sentence) -> Heard:
    if sentence.is_quiet:
        return heard("hors_sujet", 0)
    return heard(min(sentence.situations, default="violence_famille"), sentence.urgency)


def _slipped(place: int, one: Heard) -> Heard:
    if place == 1:
        return FAILED
    return heard("hors_sujet", 0) if place % 5 == 0 else heard("fugue", 1) if place % 7 == 0 else one


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_it_is_read_by_everyone_and_asks_nothing_of_the_network(
    chromium: Browser, page_file: Path, scheme: str, size: dict[str, int]
):
    context = chromium.new_context(color_scheme=scheme, viewport=size)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_file.as_uri())
    assert asked == [page_file.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(page) == []
    context.close()


def test_what_changed_is_told_by_words_and_signs_not_by_colour_alone(chromium: Browser, page_file: Path):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(page_file.as_uri())
    effects = page.locator("td.effect").all_inner_texts()
    assert {text.split(" ", 1)[0] for text in effects} <= {"▼", "▲", "●"}
    assert {text.split(" ", 1)[1] for text in effects} <= {"moins bien", "mieux", "autrement"}
    context.close()


def test_on_paper_it_is_dark_on_white_and_whole(chromium: Browser, page_file: Path):
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(27, 27, 36)", "rgb(255, 255, 255)"]
    assert page.evaluate("[...document.querySelectorAll('.wide')].every((one) => getComputedStyle(one).overflowX === 'visible')")  # fmt: skip
    assert page.pdf(format="A4").startswith(b"%PDF")
    context.close()

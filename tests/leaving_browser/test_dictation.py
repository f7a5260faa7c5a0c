"""Dictation is offered only where the browser proves that speech is recognised on the device; it writes, and never sends by itself."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Request, expect
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.axe import violations
from tests.leaving_browser.conftest import EXIT, WebAlone
from tests.ways_in.grounds import serving

pytestmark = pytest.mark.browser
# A browser's recogniser, as the specification describes it; what it is asked for is noted. `answer`: what `available` does, if it is there.
FAKE = """([answer, knows]) => {
  window.asked = []; window.made = []; window.installed = 0;
  class Fake {
    constructor() { window.made.push(this); this.state = 'new'; this.phrases = []; }
    start() { this.state = 'open'; this.here = this.processLocally; setTimeout(() => this.onstart?.()); }
    stop() { this.state = 'stopped'; }
    abort() { this.state = 'aborted'; window.noted?.('aborted'); }
    say(words) { this.phrases.push([{ transcript: words }]); this.onresult?.({ results: this.phrases }); }
    ends(error) { if (error) this.onerror?.({ error }); this.onend?.(); }
    static install() { window.installed += 1; return Promise.resolve(true); }
  }
  if (knows) Object.defineProperty(Fake.prototype, 'processLocally', { writable: true, value: false });
  if (answer !== null) Fake.available = (asked) => { window.asked.push(asked); return (window.answer ?? answer)(); };
  Object.defineProperty(window, 'SpeechRecognition', { value: Fake });
  Object.defineProperty(window, 'webkitSpeechRecognition', { value: Fake });
}"""
NONE = "for (const name of ['SpeechRecognition', 'webkitSpeechRecognition']) Object.defineProperty(window, name, { value: undefined })"
Answer = tuple[str | None, bool]
YES = "() => Promise.resolve('available')"
HERE: Answer = (YES, True)
NOT_HERE: dict[str, Answer] = {
    "to be fetched": ("() => Promise.resolve('downloadable')", True),
    "being fetched": ("() => Promise.resolve('downloading')", True),
    "elsewhere": ("() => Promise.resolve('unavailable')", True),
    "refused by the page's policy": ("() => Promise.reject(new DOMException('', 'NotAllowedError'))", True),
    "broken": ("() => { throw new Error('?') }", True),
    "never answered": ("() => new Promise(() => {})", True),
    "a browser that cannot say": (None, True),
    "a browser that would send it away": (YES, False),
}
REFUSED = "Ton appareil n’a pas pu écouter. Tu peux écrire."
Open = Callable[[Answer | None], Page]


def script_of(answer: Answer | None) -> str:
    if answer is None:
        return NONE
    available, knows = answer
    return f"({FAKE})([{available or 'null'}, {str(knows).lower()}])"


@pytest.fixture
def opened(lasting_web: WebAlone, browse: Callable[..., BrowserContext]) -> Open:
    def at(answer: Answer | None) -> Page:
        page = browse().new_page()
        page.set_default_timeout(8_000)
        page.add_init_script(script_of(answer))
        page.goto(f"{lasting_web.url}/assistant")
        expect(page.get_by_test_id("write")).to_be_visible()
        return page

    return at


@pytest.mark.parametrize("answer", [None, *NOT_HERE.values()], ids=["a browser without it", *NOT_HERE])
def test_without_that_proof_there_is_no_button_and_nothing_is_fetched(opened: Open, answer: Answer | None):
    page = opened(answer)
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("dictate")).to_be_hidden()
    assert page.evaluate("[(window.made ?? []).length, window.installed ?? 0]") == [0, 0]


def test_the_real_browser_of_these_tests_has_no_french_of_its_own_and_offers_nothing(
    lasting_web: WebAlone, browse: Callable[..., BrowserContext]
):
    page = browse().new_page()
    page.goto(f"{lasting_web.url}/assistant")
    asked = "() => SpeechRecognition.available({ langs: ['fr-FR'], processLocally: true })"
    assert page.evaluate(asked) in {"downloadable", "unavailable"}  # a real question that a real browser answers
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("dictate")).to_be_hidden()


def test_what_is_said_is_written_on_this_device_and_the_pupil_sends(opened: Open, pictures: object):
    page = opened(HERE)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.get_by_test_id("write").fill("on se moque")
    page.get_by_role("button", name="Parler au lieu d’écrire").click()
    expect(page.get_by_test_id("dictating")).to_contain_text("Ta voix reste sur cet appareil")
    assert page.evaluate("[made[0].state, made[0].here, made[0].lang]") == ["open", True, "fr-FR"]
    assert page.evaluate("asked.every((one) => one.processLocally && one.langs.join() === 'fr-FR')")
    assert violations(page) == []
    page.screenshot(path=f"{pictures}/dictee.png")
    page.evaluate("made[0].say(' de moi ')")
    page.get_by_test_id("dictate").click()  # the pupil has finished: what is still being understood is not lost
    page.evaluate("made[0].say('tous les jours')")
    expect(page.get_by_test_id("write")).to_have_value("on se moque de moi tous les jours")
    page.evaluate("made[0].ends()")
    expect(page.get_by_test_id("dictate")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_test_id("dictate")).to_be_focused()
    expect(page.get_by_test_id("dictating")).to_be_empty()
    assert sent == []
    assert page.evaluate("installed") == 0


@pytest.mark.parametrize("level", ["", "primaire"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_has_its_place_on_the_narrowest_screen(opened: Open, pictures: object, scheme: str, level: str):
    page = opened(HERE)
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(
        "(level) => Object.assign(document.documentElement.dataset, { size: 'largest', register: level })", level
    )
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictating")).to_contain_text("Parle")
    box, button, send = (page.get_by_test_id(name).bounding_box() for name in ("write", "dictate", "send"))
    assert box
    assert button
    assert send
    assert box["width"] >= 100
    assert box["x"] + box["width"] <= button["x"]
    assert button["x"] + button["width"] <= send["x"]
    assert send["x"] + send["width"] <= 320
    assert min(button["width"], button["height"]) >= 44
    assert violations(page) == []
    page.screenshot(path=f"{pictures}/dictee-320-{scheme}-{level or 'college'}.png")


ENDINGS: dict[str, Callable[[Page], object]] = {
    "sends": lambda page: page.get_by_test_id("send").click(),
    "types": lambda page: page.get_by_test_id("write").press_sequentially("x"),
    "opens a panel": lambda page: page.get_by_test_id("numbers").click(),
    "leaves": lambda page: page.get_by_test_id("exit").click(),
    "leaves by the keyboard": lambda page: [page.keyboard.press("Shift") for _ in range(3)],
    "hides the page": lambda page: page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange'))"
    ),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_nothing_is_listened_to_any_more_when_the_pupil(opened: Open, how: str):
    page = opened(HERE)
    noted: list[str] = []
    page.expose_function("noted", lambda what: noted.append(what))  # noqa: PLW0108 (playwright marks its handlers)
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictating")).to_contain_text("Parle")
    page.evaluate("made[0].say('bonjour')")
    ENDINGS[how](page)
    if "leaves" in how:
        page.wait_for_url(EXIT)
    else:
        page.evaluate("made[0].say('trop tard')")
        assert "trop tard" not in page.get_by_test_id("write").input_value()
        expect(page.get_by_test_id("dictate")).to_have_attribute("aria-pressed", "false")
    assert noted == ["aborted"]


def test_what_was_true_at_first_is_asked_again_at_each_start(opened: Open):
    page = opened(HERE)
    expect(page.get_by_test_id("dictate")).to_be_visible()
    page.evaluate("() => { window.answer = () => Promise.resolve('unavailable') }")
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictating")).to_have_text(REFUSED)
    expect(page.get_by_test_id("dictate")).to_be_hidden()
    expect(page.get_by_test_id("write")).to_be_focused()
    assert page.evaluate("made.length") == 0


def test_a_press_can_be_taken_back_while_the_browser_thinks(opened: Open):
    page = opened(HERE)
    page.get_by_test_id("dictate").wait_for()
    page.evaluate("() => { window.answer = () => new Promise((then) => { window.replied = then }) }")
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictating")).to_contain_text("peut-être te demander")
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictate")).to_have_attribute("aria-pressed", "false")
    page.evaluate("replied('available')")
    page.wait_for_timeout(200)
    assert page.evaluate("made.length") == 0


def test_a_microphone_that_is_refused_is_said_and_a_silence_is_not(opened: Open):
    page = opened(HERE)
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictating")).to_contain_text("Parle")
    page.evaluate("made[0].ends('no-speech')")
    expect(page.get_by_test_id("dictating")).to_be_empty()
    page.get_by_test_id("dictate").click()
    expect(page.get_by_test_id("dictating")).to_contain_text("Parle")
    page.evaluate("made[1].ends('not-allowed')")
    expect(page.get_by_test_id("dictating")).to_have_text(REFUSED)
    expect(page.get_by_test_id("write")).to_be_editable()


@pytest.fixture
def bubble(lasting_web: WebAlone, browse: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page of the ENT with nothing but our loader."""
    load = f"<script src='{lasting_web.url}/loader.js'></script>"
    start = f"<script>Webchat.init({{ botURL: '{lasting_web.url}' }})</script>"
    ent = Starlette(routes=[Route("/", lambda _: HTMLResponse(load + start))])
    page = browse(viewport={"width": 1000, "height": 700}).new_page()
    page.set_default_timeout(8_000)
    page.add_init_script(script_of(HERE))
    with serving(ent, urlsplit(lasting_web.ent_url).port or 80):
        page.goto(f"{lasting_web.ent_url}/")
        page.get_by_role("button", name="Besoin de parler").click()
        yield page


def frame_of(page: Page) -> Frame:
    page.frame_locator("#iframe-bot").get_by_test_id("dictate").wait_for()
    return next(frame for frame in page.frames if "/assistant" in frame.url)


def test_in_the_ents_page_the_frame_may_ask_its_device_for_it_and_a_folded_frame_hears_nothing(bubble: Page):
    frame = frame_of(bubble)
    assert frame.evaluate("document.featurePolicy.allowsFeature('on-device-speech-recognition')")
    assert frame.evaluate("document.featurePolicy.allowsFeature('microphone')")
    frame.get_by_test_id("dictate").click()
    expect(frame.get_by_test_id("dictating")).to_contain_text("Parle")
    assert frame.evaluate("made[0].state") == "open"
    bubble.get_by_role("button", name="Réduire").first.click()  # the ENT's own page: no word of it comes to the frame
    bubble.wait_for_timeout(1_500)  # four looks a second, fewer where timers are held back
    assert frame.evaluate("made[0].state") == "aborted"
    bubble.get_by_role("button", name="Besoin de parler").click()
    expect(frame.get_by_test_id("dictate")).to_have_attribute("aria-pressed", "false")

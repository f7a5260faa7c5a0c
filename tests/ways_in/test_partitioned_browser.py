"""Browsers that refuse the cookies of others, or keep them apart: the frame has a store of its own, and the hand-off arrives."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser
PHASE_OUT = "--test-third-party-cookie-phaseout"
BLOCKED = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
ALLOWED = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}


@pytest.fixture(params=["allowed", "blocked", "phased out"])
def blocking(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path, blocking: str) -> Iterator[BrowserContext]:
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps(BLOCKED if blocking == "blocked" else ALLOWED), encoding="utf-8")
    # Playwright's own flags switch the partitioning of storage off: this is the browser as people have it
    own = ["--headless=new", "--remote-debugging-pipe", f"--user-data-dir={tmp_path}"]
    flags = [*own, *CHROMIUM_FLAGS, *([PHASE_OUT] if blocking == "phased out" else [])]
    started = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path="/usr/bin/chromium", args=flags, ignore_default_args=True, locale="fr-FR"
    )
    started.set_default_timeout(15_000)
    yield started
    started.close()


@pytest.fixture
def pupil(context: BrowserContext, grounds: Grounds) -> Visitor:
    visitor = Visitor(context, grounds.ent_url)
    visitor.comes()
    return visitor


def frame_of(visitor: Visitor) -> Frame:
    return next(frame for frame in visitor.page.frames if "/assistant" in frame.url)


def writes_cookie(frame: Frame, attributes: str) -> bool:
    return bool(
        frame.evaluate(
            f"document.cookie = 'essai=1; Secure; SameSite=None{attributes}', document.cookie.includes('essai')"
        )
    )


def test_the_browser_under_test_is_what_it_claims_to_be(pupil: Visitor, blocking: str):
    assert writes_cookie(frame_of(pupil), "; Partitioned")
    frame_of(pupil).evaluate("document.cookie = 'essai=; Secure; SameSite=None; Partitioned; Max-Age=0'")
    assert writes_cookie(frame_of(pupil), "") == (blocking == "allowed")


def test_the_frames_store_is_not_that_of_our_own_window(pupil: Visitor, grounds: Grounds):
    frame_of(pupil).evaluate("localStorage.setItem('essai', 'cadre')")
    window = pupil.context.new_page()
    window.goto(f"{grounds.bot_url}/aide")

    assert frame_of(pupil).evaluate("localStorage.getItem('essai')") == "cadre"
    assert window.evaluate("localStorage.getItem('essai')") is None


def test_the_sign_in_of_a_window_reaches_the_frame_and_the_message_arrives(pupil: Visitor, grounds: Grounds):
    pupil.sends_a_message()

    assert grounds.arrived(1) == 1


def test_the_session_of_the_frame_is_of_the_ents_page_only(pupil: Visitor, grounds: Grounds):
    """In a window of its own the assistant knows nothing of the frame's session, and its exit ends only its own."""
    alone = pupil.context.new_page()
    alone.goto(f"{grounds.bot_url}/assistant")
    alone.get_by_test_id("bubble-bot").first.wait_for()
    alone.route(
        "https://meteofrance.com/**", lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html")
    )
    alone.get_by_test_id("exit").click()
    alone.wait_for_url("https://meteofrance.com/**")
    pupil.writes("ils se moquent de moi tous les jours")

    assert "fermée" not in pupil.said()

"""The code that seals: asked for when the composer opens and not before, refused when something changed it on its way, asked again when the pupil tries again."""

import re
from typing import Any

import pytest
from playwright.sync_api import Request, Route, expect

from tests.composing.pupil import GREETING, HANDOFF, PATIENCE, Pupil, message
from web.shelf import Shelf

pytestmark = pytest.mark.browser
SEALING = re.compile(r"/static/built/sealing\.js\?v=[0-9a-f]{16}$")


def changed(route: Route) -> None:
    file = Shelf().find("built/sealing.js")
    assert file is not None
    route.fulfill(body=file.content + b"\n", content_type="text/javascript")


def test_it_is_asked_for_once_when_the_composer_opens(pupil: Pupil):
    asked: list[Request] = []
    pupil.page.on("request", lambda request: asked.append(request) if "sealing" in request.url else None)
    before: list[int] = []
    says = pupil.says

    def says_and_counts(words: str, *answers: dict[str, Any]) -> None:
        before.append(len(asked))
        says(words, *answers)

    pupil.says = says_and_counts  # type: ignore[method-assign]
    pupil.opens_the_composer()
    pupil.goes_to_the_text()

    assert before == [0, 0]
    assert len(asked) == 1
    assert SEALING.search(asked[0].url)


def test_changed_on_its_way_it_seals_nothing_and_whole_again_it_does(pupil: Pupil, scene: Any):
    pupil.page.route(SEALING, changed)
    scene.rasa.answers = [message(GREETING)]
    pupil.page.goto(scene.ent_url)
    pupil.page.get_by_role("button", name=re.compile("Besoin de parler")).click()
    pupil.sees("bubble-bot")
    pupil.says("je veux écrire aux adultes", HANDOFF)
    expect(pupil.frame.get_by_text("Rien n’est parti", exact=False)).to_be_visible(timeout=PATIENCE)
    assert pupil.puts == []

    pupil.page.unroute(SEALING)
    pupil.presses("trouble-retry")
    expect(pupil.frame.get_by_test_id("sign-in")).to_be_visible(timeout=PATIENCE)

"""Who frames or opens the assistant without being the ENT gets nothing, and a one-time code is of one session, once."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser
SIGNED_IN = "parlons-en:signed-in"


def assistant_alone(context: BrowserContext, grounds: Grounds) -> Page:
    page = context.new_page()
    page.goto(f"{grounds.bot_url}/assistant")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    return page


def waits_for_a_code(where) -> None:
    """The page or frame stands at the step of the sign-in."""
    where.get_by_test_id("write").fill("ils se moquent de moi tous les jours")
    where.get_by_test_id("send").click()
    where.get_by_test_id("choice-handoff").last.click()
    expect(where.get_by_test_id("step-sign-in")).to_be_visible(timeout=20_000)


def joins(page: Page) -> list[str]:
    """Every code that this page sends to be joined, as it is sent."""
    sent: list[str] = []
    page.on(
        "request",
        lambda request: (
            sent.append(json.loads(request.post_data or "{}").get("code", ""))
            if request.url.endswith("/join")
            else None
        ),
    )
    return sent


def test_a_page_of_another_site_that_frames_us_gets_an_empty_frame_and_begins_nothing(grounds: Grounds, browse):
    page = browse().new_page()
    refused: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "frame-ancestors" in line.text else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{grounds.hostile_url}/framing")
    page.wait_for_timeout(1_000)

    assert len(refused) == 2
    assert not any("/api/" in url or "/static/" in url for url in asked)
    for one in ("#prey", "#help"):
        assert page.frame_locator(one).get_by_text(re.compile("119")).count() == 0


def test_the_ents_page_frames_us_and_its_neighbour_with_one_more_letter_does_not(grounds: Grounds, browse):
    grounds.own_page = f"<!doctype html><iframe id='prey' src='{grounds.bot_url}/assistant'></iframe>"
    page = browse().new_page()
    for host, shown in (
        ("ent.localhost", 1),
        ("lycees.localhost", 1),
        ("enta.localhost", 0),
        ("pirate.ent.localhost", 0),
    ):
        page.goto(grounds.ent_url.replace("ent.localhost", host) + "/page-dessai")
        page.wait_for_timeout(1_000)
        assert page.frame_locator("#prey").locator("main#assistant").count() == shown, host


def test_a_hostile_opener_holds_no_window_of_ours_and_hears_nothing(grounds: Grounds, browse):
    page = browse().new_page()
    page.goto(f"{grounds.hostile_url}/listening")
    with page.context.expect_page() as opened:
        page.evaluate("(url) => { prey = window.open(url); }", f"{grounds.bot_url}/assistant")
    prey = opened.value
    expect(prey.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)

    assert page.evaluate("prey.closed")  # out of its hands
    assert prey.evaluate("window.opener") is None
    assert page.evaluate("heard") == []


def test_a_hostile_window_cannot_tell_us_a_code_fold_us_or_make_us_leave(grounds: Grounds, browse):
    page = assistant_alone(browse(), grounds)
    sent = joins(page)
    waits_for_a_code(page)
    for origin in (grounds.hostile_url, "null", grounds.ent_url):
        page.evaluate(
            """([origin, type]) => { for (const each of [type, 'parlons-en:leave', 'parlons-en:opened', 'parlons-en:shown'])
              window.dispatchEvent(new MessageEvent('message', {origin, data: {type: each, code: 'x'}, source: window})); }""",
            [origin, SIGNED_IN],
        )
    page.wait_for_timeout(500)

    assert sent == []
    expect(page.get_by_test_id("step-sign-in")).to_be_visible()


def test_the_code_is_said_to_our_own_origin_only_even_when_the_ents_page_has_a_spy_beside_us(grounds: Grounds, browse):
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.comes()
    pupil.page.evaluate(
        """(address) => { heard = []; addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));
          const spy = document.createElement('iframe'); spy.id = 'spy'; spy.src = address; document.body.prepend(spy); }""",
        f"{grounds.hostile_url}/listening",
    )
    expect(pupil.page.frame_locator("#spy").get_by_text("pirate")).to_be_attached()
    spy = pupil.page.frame(url=re.compile("/listening"))
    sent = joins(pupil.page)
    waits_for_a_code(pupil.assistant)
    pupil.signs_in_from_the_assistant()
    expect(pupil.assistant.get_by_test_id("step-readers")).to_be_visible(timeout=20_000)

    assert len(sent) == 1
    assert spy is not None
    assert spy.evaluate("heard") == []
    assert SIGNED_IN not in "".join(pupil.page.evaluate("heard"))
    assert sent[0] not in "".join(pupil.page.evaluate("heard"))


def test_a_second_window_that_hears_the_same_code_is_not_signed_in(grounds: Grounds, browse):
    """Two frames of ours in one page: only the session that asked is joined."""
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.comes()
    stranger = assistant_alone(browse(), grounds)
    waits_for_a_code(stranger)
    sent = joins(pupil.page)
    waits_for_a_code(pupil.assistant)
    with pupil.context.expect_page() as opened:
        # the frame hears its code and never gets to join
        pupil.page.route("**/api/sign-in/join", lambda route: route.abort())
        pupil.assistant.get_by_test_id("sign-in").click()
    opened.value.wait_for_event("close")
    expect(pupil.assistant.get_by_test_id("trouble")).to_be_visible()
    stolen = sent[0]
    stranger.evaluate("([type, code]) => window.postMessage({type, code}, location.origin)", [SIGNED_IN, stolen])
    expect(stranger.get_by_test_id("trouble")).to_be_visible()

    assert stranger.get_by_test_id("step-readers").count() == 0


def test_a_code_that_was_joined_is_of_no_use_again(grounds: Grounds, browse):
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.comes()
    sent = joins(pupil.page)
    waits_for_a_code(pupil.assistant)
    pupil.signs_in_from_the_assistant()
    expect(pupil.assistant.get_by_test_id("step-readers")).to_be_visible(timeout=20_000)
    frame = next(frame for frame in pupil.page.frames if "/assistant" in frame.url)
    again = frame.evaluate(
        """async ([code]) => { const answers = []; for (const turn of [...Array(5).keys()]) answers.push((await fetch('/api/sign-in/join',
          {method: 'POST', body: JSON.stringify({code}), headers: {'Content-Type': 'application/json', 'X-Parlons-En': '1'}})).status);
          return answers; }""",
        [sent[0]],
    )

    assert set(again) <= {400, 401}


def test_what_comes_back_for_a_state_that_nobody_awaits_has_no_code_to_give(grounds: Grounds, browse):
    page = browse().new_page()
    for query in ("", "?code=vole&state=invente", "?error=access_denied&state=x"):
        page.goto(f"{grounds.bot_url}/ent/callback{query}")
        assert page.locator("#signed-in").get_attribute("data-code") is None
        assert page.title() == "Espace élève"

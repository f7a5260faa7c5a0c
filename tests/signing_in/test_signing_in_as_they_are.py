"""The sign-in as it is lived: in the connector's frame, the window on the ENT, and back, with whatever account comes."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.signing_in.conftest import HANDOFF, Sites
from tests.web.fake_rasa import message
from web.tables import SESSIONS

PATIENCE = 15_000
WORDS = "ils m'attendent à la sortie"


def signs_in_to_the_ent(page: Page, sites: Sites, login: str) -> None:
    page.goto(sites.ent_url)
    by_account(page, login)
    page.wait_for_url(re.compile("timeline"))


def by_account(page: Page, login: str) -> None:
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill("demo")
    page.get_by_role("button", name="Se connecter", exact=True).click()


def frame_with_composer(page: Page, sites: Sites) -> FrameLocator:
    """From the bubble on the ENT's page to the step that asks to sign in."""
    page.get_by_role("button", name=re.compile("Besoin de parler")).click()
    frame = page.frame_locator("#iframe-bot")
    expect(frame.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    sites.rasa.answers = [HANDOFF]
    frame.get_by_test_id("write").fill(WORDS)
    frame.get_by_test_id("send").click()
    expect(frame.get_by_test_id("sign-in")).to_be_visible(timeout=PATIENCE)
    sites.rasa.answers = [message("d'accord")]
    return frame


def test_a_pupil_signed_in_to_the_ent_types_no_password_again(sites: Sites, context: BrowserContext):
    page = context.new_page()
    signs_in_to_the_ent(page, sites, "sami.haddad")
    frame = frame_with_composer(page, sites)
    with context.expect_page() as opened:
        frame.get_by_test_id("sign-in").click()
    opened.value.wait_for_event("close")

    expect(frame.get_by_test_id("school")).to_have_count(2, timeout=PATIENCE)


def test_the_window_shows_what_the_ent_wants_first_and_the_journey_goes_on(sites: Sites, context: BrowserContext):
    page = context.new_page()
    signs_in_to_the_ent(page, sites, "sami.haddad")
    frame = frame_with_composer(page, sites)
    sites.world.user_by_login("sami.haddad").requirement = "terms"
    with context.expect_page() as opened:
        frame.get_by_test_id("sign-in").click()
    window = opened.value
    window.get_by_role("button", name="C’est fait").click()
    window.wait_for_url(re.compile("timeline"))
    window.close()
    expect(frame.get_by_test_id("sign-in-first")).to_be_visible()
    with context.expect_page() as again:
        frame.get_by_test_id("sign-in").click()
    again.value.wait_for_event("close")

    expect(frame.get_by_test_id("school")).to_have_count(2, timeout=PATIENCE)


@pytest.mark.parametrize("step", ["mfa", "mail", "phone", "password"])
def test_a_step_that_leads_back_ends_in_the_frame_by_itself(sites: Sites, context: BrowserContext, step: str):
    page = context.new_page()
    signs_in_to_the_ent(page, sites, "sami.haddad")
    frame = frame_with_composer(page, sites)
    sites.world.faults.arm([{"kind": step, "path": "/auth/oauth2/auth", "times": 1}])
    with context.expect_page() as opened:
        frame.get_by_test_id("sign-in").click()
    opened.value.get_by_role("button", name="C’est fait").click()
    opened.value.wait_for_event("close")

    expect(frame.get_by_test_id("school")).to_have_count(2, timeout=PATIENCE)


def test_a_step_that_only_the_server_meets_is_explained_and_keeps_what_was_written(
    sites: Sites, context: BrowserContext
):
    page = context.new_page()
    signs_in_to_the_ent(page, sites, "sami.haddad")
    frame = frame_with_composer(page, sites)
    sites.world.faults.arm([{"kind": "mfa", "path": "/auth/oauth2/userinfo", "times": 1}])
    with context.expect_page() as opened:
        frame.get_by_test_id("sign-in").click()
    opened.value.wait_for_event("close")
    expect(frame.get_by_test_id("trouble")).to_contain_text("code de vérification", timeout=PATIENCE)
    frame.get_by_test_id("trouble-retry").click()
    with context.expect_page() as again:
        frame.get_by_test_id("sign-in").click()
    again.value.wait_for_event("close")

    expect(frame.get_by_test_id("school")).to_have_count(2, timeout=PATIENCE)


def test_a_parents_account_is_shown_its_way_then_the_pupil_signs_in_by_educonnect(
    sites: Sites, context: BrowserContext
):
    page = context.new_page()
    page.goto(sites.bot_url + "/assistant")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    sites.rasa.answers = [HANDOFF]
    page.get_by_test_id("write").fill(WORDS)
    page.get_by_test_id("send").click()
    with context.expect_page() as opened:
        page.get_by_test_id("sign-in-fallback").click()
    by_account(opened.value, "parent.martin")
    adult = page.get_by_test_id("step-adult")
    expect(adult).to_contain_text("compte de parent", timeout=PATIENCE)
    expect(adult.get_by_test_id("helpline")).to_have_count(3)
    expect(adult).not_to_contain_text(WORDS)
    ent = context.new_page()
    ent.goto(sites.ent_url + "/auth/logout")
    page.get_by_test_id("adult-again").click()
    with context.expect_page() as again:
        page.get_by_test_id("sign-in-fallback").click()
    expect(again.value.get_by_role("heading", name="EduConnect (imité)")).to_be_visible()
    again.value.get_by_role("button", name=re.compile("Jade Robert")).click()

    expect(page.get_by_test_id("trouble").or_(page.get_by_test_id("step-readers"))).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(WORDS).first).to_be_attached()


def test_signing_out_of_the_ent_ends_the_conversation_that_was_signed_in(sites: Sites, context: BrowserContext):
    page = context.new_page()
    signs_in_to_the_ent(page, sites, "sami.haddad")
    frame = frame_with_composer(page, sites)
    with context.expect_page() as opened:
        frame.get_by_test_id("sign-in").click()
    opened.value.wait_for_event("close")
    expect(frame.get_by_test_id("school").first).to_be_visible(timeout=PATIENCE)
    other = context.new_page()
    other.goto(sites.ent_url + "/auth/logout")

    with sites.services.db.connect() as connection:
        assert connection.execute(sa.select(SESSIONS.c.session)).all() == []
    assert len(sites.rasa.forgotten) == 1

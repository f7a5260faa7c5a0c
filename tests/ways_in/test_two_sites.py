"""Each way in ends with a message that arrives, whatever the ENT's cookies are and whatever the browser does with those of others."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import InATab, InTheAdapter, Outside, Visitor

pytestmark = pytest.mark.browser
WAYS = {"_blank": InATab, "": InATab, "adapter": InTheAdapter}


@pytest.mark.parametrize("same_site", ["Strict", "Lax", "None"])
def test_by_the_button_a_pupil_signed_in_to_the_ent_never_types_a_password_again(
    grounds: Grounds, browse, same_site: str
):
    grounds.choose(same_site=same_site)
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.comes()
    pupil.sends_a_message()

    assert grounds.arrived(1) == 1


@pytest.mark.parametrize("same_site", ["Strict", "Lax", "None"])
@pytest.mark.parametrize("target", WAYS)
def test_without_the_button_only_a_strict_ent_asks_who_the_pupil_is(
    grounds: Grounds, browse, target: str, same_site: str
):
    grounds.choose(same_site=same_site)
    grounds.connector(target=target)
    pupil: Outside = WAYS[target](browse(), grounds.ent_url)
    pupil.comes()
    pupil.sends_a_message()

    assert grounds.arrived(1) == 1
    assert pupil.asked_for_the_password == (same_site == "Strict")


def test_on_the_ents_own_site_even_a_strict_ent_asks_nothing(grounds: Grounds, browse):
    grounds.choose(same_site="Strict")
    grounds.connector(address=f"{grounds.same_site_url}/assistant")
    pupil = InATab(browse(), grounds.ent_url)
    pupil.comes()
    pupil.sends_a_message()

    assert grounds.arrived(1) == 1
    assert not pupil.asked_for_the_password


def test_on_the_ents_own_site_the_button_works_too(grounds: Grounds, browse):
    grounds.choose(bot_url=grounds.same_site_url)
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.comes()
    pupil.sends_a_message()

    assert grounds.arrived(1) == 1


def test_another_host_of_the_same_ent_frames_the_assistant_and_signs_in_on_that_host(grounds: Grounds, browse):
    pupil = Visitor(browse(), grounds.lycees_url)
    pupil.comes()
    with pupil.context.expect_page() as opened:
        pupil.writes("ils se moquent de moi tous les jours")
        pupil.assistant.get_by_test_id("choice-handoff").last.click()
        pupil.assistant.get_by_test_id("sign-in").click()
    opened.value.wait_for_event("close")
    expect(pupil.assistant.get_by_test_id("step-readers")).to_be_visible()


def test_when_the_window_is_blocked_the_link_in_the_frame_leads_there(grounds: Grounds, browse):
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.page.add_init_script("window.open = () => null")
    pupil.comes()
    pupil.writes("ils se moquent de moi tous les jours")
    pupil.assistant.get_by_test_id("choice-handoff").last.click()
    pupil.assistant.get_by_test_id("sign-in").click()
    link = pupil.assistant.get_by_test_id("sign-in-fallback").first
    expect(link).to_be_visible()
    with pupil.context.expect_page() as opened:
        link.click()
    window: Page = opened.value
    window.wait_for_url(re.compile("/auth/login"))
    window.get_by_label("Identifiant").fill("lea.martin")
    window.get_by_label("Mot de passe").fill("demo")
    window.get_by_role("button", name="Se connecter", exact=True).click()
    expect(pupil.assistant.get_by_test_id("step-readers")).to_be_visible(timeout=20_000)

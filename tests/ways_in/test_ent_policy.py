"""An ENT that sends a Content-Security-Policy: what it must hold for the button, and what happens when it does not."""

import re

import pytest
from playwright.sync_api import expect

from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_strict_policy_of_the_ent_needs_our_host_in_two_directives_and_nothing_more(grounds: Grounds, browse):
    own = "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'; form-action 'self'"
    host = grounds.bot_url
    grounds.choose(content_security_policy=f"{own}; script-src 'self' {host}; frame-src {host}")
    pupil = Visitor(browse(), grounds.ent_url)
    complaints: list[str] = []
    pupil.page.on("console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None)
    pupil.comes()
    pupil.sends_a_message()

    assert grounds.arrived(1) == 1
    assert complaints == []


@pytest.mark.parametrize("missing", ["script-src", "frame-src"])
def test_a_policy_that_does_not_know_us_leaves_the_ents_page_as_it_was(grounds: Grounds, browse, missing: str):
    allowed = {"script-src": f"'self' {grounds.bot_url}", "frame-src": grounds.bot_url} | {missing: "'self'"}
    policy = "; ".join(f"{name} {value}" for name, value in allowed.items())
    grounds.choose(content_security_policy=policy)
    pupil = Visitor(browse(viewport={"width": 800, "height": 400}), grounds.ent_url)
    pupil.signs_in_to_the_ent("lea.martin")
    pupil.page.wait_for_load_state("networkidle")
    launcher = pupil.page.get_by_role("button", name=re.compile("Besoin de parler"))

    if missing == "script-src":
        assert launcher.count() == 0
    else:  # the frame stays empty, and even on a short screen the button that folds it is in reach
        launcher.click()
        pupil.page.get_by_role("button", name="Réduire").click()
        expect(launcher).to_be_visible()
    expect(pupil.page.get_by_role("heading", name=re.compile("Bonjour"))).to_be_visible()

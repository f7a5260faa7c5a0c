"""The ENT is down when the pupil sends, and then the power fails: nothing is lost, nothing is sent twice, nothing false is said."""

from datetime import datetime, timezone

import pytest
from playwright.sync_api import Browser

from cli.demo_referents import PASSPHRASE, enrol_referents
from cli.demo_settings import SCHOOL
from tests.journey.conftest import Running
from tests.journey.pupil import Pupil
from tests.journey.referent import Referent

pytestmark = pytest.mark.browser

DOWN = {"kind": "unavailable", "path": "/conversation"}
LOST_ANSWER = {"kind": "done_then_drop", "path": "/conversation/send", "times": 1}


@pytest.fixture(scope="module", autouse=True)
def _two_referents_can_read(running: Running):
    enrol_referents(running.settings.database_url, SCHOOL["id"], datetime.now(timezone.utc))


@pytest.fixture
def visit(chromium: Browser, running: Running):
    """A pupil in front of the assistant, in a browser of their own."""
    contexts = []

    def arrive(login: str) -> Pupil:
        contexts.append(chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800}))
        pupil = Pupil(contexts[-1], running.settings.ent_url)
        pupil.signs_in_to_the_ent(login)
        pupil.opens_the_assistant()
        pupil.writes("ils se moquent de moi tous les jours")
        return pupil

    yield arrive
    running.ent_fails()
    for context in contexts:
        context.close()


def test_when_the_ent_is_down_the_message_is_kept_survives_a_power_cut_and_leaves_once(visit, running: Running):
    pupil = visit("noe.petit")
    pupil.hands_over("Ça recommence à chaque récré.", "tournesol")
    before = len(running.delivered())
    running.ent_fails(DOWN)
    pupil.sends()
    said = pupil.last_said()
    assert "gard" in said.lower()
    assert "119" in " ".join(pupil.cards())
    assert len(running.delivered()) == before
    running.power_cut()
    running.ent_fails()
    assert len(running.eventually_delivered(before + 1)) == before + 1
    running.power_cut()
    assert len(running.delivered()) == before + 1
    assert running.kept_by("noe.petit") == []


def test_when_the_answer_of_the_ent_is_lost_the_message_is_not_sent_twice(visit, running: Running):
    pupil = visit("anaelle.nguyen")
    pupil.hands_over("On me prend mes affaires.", "tournesol")
    before = len(running.delivered())
    running.ent_fails(LOST_ANSWER)
    pupil.sends()
    assert len(running.eventually_delivered(before + 1)) == before + 1
    running.power_cut()
    assert len(running.delivered()) == before + 1


def test_when_the_ent_no_longer_knows_the_pupil_the_desk_shows_the_message(visit, running: Running, chromium: Browser):
    pupil = visit("lea.martin")
    words = "Je ne veux plus aller en sport."
    pupil.hands_over(words, "tournesol")
    before = len(running.delivered())
    running.ent_fails(DOWN)
    pupil.sends()
    running.ent_fails({"kind": "expired_token", "path": "/conversation"})
    context = chromium.new_context(locale="fr-FR")
    referent = Referent(context, running.settings.ent_url, running.settings.bot_url, "mme.lemoine")
    referent.goes_to_the_desk()
    referent.unlocks(PASSPHRASE)
    referent.waits_for_messages(before + 1)
    assert words in referent.reads_all()
    assert len(running.delivered()) == before
    context.close()

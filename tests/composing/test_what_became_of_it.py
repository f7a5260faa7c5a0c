"""What became of my message, for who gives the word: a state, a delay that passed, answers of adults, opened here and kept nowhere."""

import json
import uuid

import pytest
from playwright.sync_api import expect

from handoff.carrying import outbox
from handoff.cases import papers
from tests.composing.conftest import Scene, now
from tests.composing.opened import reply_secret
from tests.composing.pupil import PATIENCE, Pupil
from tests.sealing.age_writer import seal_by_passphrase
from tests.web.fake_rasa import message

pytestmark = pytest.mark.browser
WORD = "Coquillage bleu"
ANSWER = "Je t'attends mardi à 10 h à l'infirmerie."
STATE = {**message("Voyons."), "panel": "state"}


def asks(pupil: Pupil, word: str) -> None:
    """From the conversation to what is told."""
    pupil.says("est-ce que quelqu'un a lu mon message", STATE)
    pupil.sees("word").fill(word)
    pupil.presses("state-word-next")


def has_sent(pupil: Pupil, scene: Scene) -> str:
    """A message, promised as the act does."""
    scene.rasa.on_deposit = lambda envelope, conversation: outbox.promise(
        scene.services.db, envelope, conversation, now()
    )
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.goes_to_the_summary("ils se moquent de moi", WORD)
    pupil.sends()
    return str(pupil.letter()["header"]["id"])


def answers(scene: Scene, envelope: str, secret: str, text: str) -> None:
    """The nurse, at the desk."""
    plain = json.dumps({"v": 1, "text": text}).encode().ljust(1024)
    armour = seal_by_passphrase(secret, plain, 1)
    paper = papers.Paper(str(uuid.uuid4()), envelope, scene.ids["m.diallo"], "reply", now(), armour)
    papers.store(scene.services.db, paper)


def test_an_answer_is_opened_with_the_word_alone_as_plain_text_and_gone_when_closed(pupil: Pupil, scene: Scene):
    envelope = has_sent(pupil, scene)
    inside = scene.readers["m.diallo"].opens(pupil.letter()["armour"])
    assert inside is not None
    secret = reply_secret(inside, pupil.letter()["reply_lock"], "coquillagebleu")
    answers(scene, envelope, secret, f"{ANSWER} <b>tags</b>")
    asks(pupil, "autre chose")
    pupil.sees("state-none")
    expect(pupil.frame.get_by_test_id("state")).to_have_count(0)
    pupil.presses("state-again")
    pupil.sees("word").fill("coquillage  BLEU")
    pupil.presses("state-word-next")

    reply = pupil.sees("reply").inner_text()
    assert "un adulte de ton école" in reply
    assert f"{ANSWER} <b>tags</b>" in reply
    assert pupil.flaws() == []
    pupil.presses("state-next")
    expect(pupil.frame.get_by_text(ANSWER)).to_have_count(0)


def test_when_the_delay_has_passed_the_lines_open_now_are_there(pupil: Pupil):
    card = {
        "id": "119",
        "number": "119",
        "name": "119, Allô Enfance en danger",
        "what_for": "…",
        "hours": "…",
        "now": "Ouvert",
    }
    more = {"open": True, "cost": "Gratuit", "privacy": "Confidentiel", "bill": None, "what_happens": "…"}
    ways = {"call": "tel:119", "sms": None, "chat": None}
    late = {"state": "at_school", "date": "2026-11-16", "text": "Personne n'a encore ouvert.", "late": True}
    told = {"promised": "Un adulte devait l'ouvrir avant jeudi.", "reply_lock": None, "replies": []}
    body = {"found": True, "messages": [{**late, **told, "helplines": [{**card, **more, **ways}]}]}
    with pupil.meeting(r"/api/state", lambda route: route.fulfill(json=body)):
        pupil.opens_the_composer()
        pupil.presses("handoff-cancel")
        asks(pupil, WORD)
        assert "qui peut t’écouter" in pupil.sees("state-late").inner_text()
        expect(pupil.frame.get_by_test_id("state-late").get_by_test_id("helpline")).to_have_count(1, timeout=PATIENCE)
        assert "avant jeudi" in pupil.sees("state-promised").inner_text()
        assert pupil.flaws() == []

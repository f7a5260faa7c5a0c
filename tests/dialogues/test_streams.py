"""`understand` and `talk` hold on whatever comes on the line."""

import json
import subprocess

from tests.dialogues.conftest import ROOT

STRANGE = [
    "",
    "   ",
    "/restart",
    "/session_start",
    "<script>alert(1)</script>",
    "😭😭😭",
    "شخص ما يؤذيني",
    "a" * 5000,
    "\u202eolleh",
    "\x00\x01",
    "?!",
]


def test_every_strange_text_is_understood_without_an_error(understand):
    answers = understand(STRANGE)
    for text in STRANGE:
        assert answers[text].get("error") is None, text
        assert answers[text]["urgency"] in (0, 1, 2)
        assert 1 <= len(answers[text]["routes"]) <= 3


def test_every_strange_turn_gets_an_answer_with_words(talk):
    replies = talk({"strange": STRANGE})["strange"]
    assert len(replies) == len(STRANGE)
    assert all(reply["texts"] for reply in replies)


def test_bad_lines_get_error_objects_and_the_run_goes_on():
    lines = b'{\n{"id": 1}\n{"id": 2, "text": 3}\n\xff\n{"id": 3, "text": "bonjour"}\n'
    done = subprocess.run(
        [ROOT / "bin" / "parlons-en", "understand"], input=lines, capture_output=True, timeout=120, check=True
    )
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert ["error" in answer for answer in answers] == [True, True, True, True, False]
    assert answers[-1]["situation"] == "conversation"


def test_conversations_do_not_meet(talk):
    replies = talk({"one": ["mon père me frappe"], "two": ["merci"]})
    assert replies["one"][0]["situation"] == "violence_famille"
    assert replies["two"][0]["situation"] == "conversation"

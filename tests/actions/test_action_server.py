"""The action server says nothing back of what it was told, and speaks only to whoever knows the secret."""

import logging
from pathlib import Path

import httpx
import pytest
import yaml
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from actions.server import create_app, our_executor

SECRET = "s" * 32
MARKER = "zinzolin-caché"
ROOT = Path(__file__).resolve().parents[2]


class ActionThatFails(Action):
    def name(self):
        return "action_that_fails"

    async def run(self, dispatcher, tracker, domain):
        raise RuntimeError(tracker.latest_message["text"])


@pytest.fixture
async def rasa():
    Sanic.test_mode = True
    executor = ActionExecutor()
    executor.register_action(ActionThatFails())
    app = create_app(executor, SECRET)
    app.asgi = True  # as the lifespan of an ASGI server would say: httpx speaks none
    await app._startup()
    headers = {"Authorization": f"Bearer {SECRET}"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://actions", headers=headers
    ) as client:
        yield client


def call(action):
    tracker = {"sender_id": "ab" * 16, "latest_message": {"text": MARKER}, "slots": {}, "events": []}
    return {"next_action": action, "tracker": tracker, "domain": {}}


async def test_an_act_that_fails_says_neither_its_reason_nor_the_tracker(rasa, caplog, capfd):
    with caplog.at_level(logging.DEBUG, logger="parlons_en"):
        answer = await rasa.post("/webhook", json=call("action_that_fails"))
    assert (answer.status_code, answer.json()) == (500, {"error": "action failed"})
    assert MARKER not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("parlons_en")
    )
    assert MARKER not in "".join(capfd.readouterr())


async def test_an_unknown_act_is_refused(rasa):
    assert (await rasa.post("/webhook", json=call("action_unknown"))).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", SECRET])
async def test_without_the_secret_nothing_runs(rasa, given):
    answer = await rasa.post("/webhook", json=call("action_that_fails"), headers={"Authorization": given})
    assert answer.status_code == 401


async def test_the_acts_are_listed_to_nobody(rasa):
    assert (await rasa.get("/actions")).status_code == 404


async def test_a_body_that_is_not_json_is_an_error_without_content(rasa):
    answer = await rasa.post("/webhook", content=MARKER.encode())
    assert answer.status_code in (400, 500)
    assert MARKER not in answer.text


def test_every_act_of_the_domain_is_served_and_no_other():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert sorted(domain["actions"]) == sorted(our_executor().actions)

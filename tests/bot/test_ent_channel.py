"""The channel over HTTP (ASGI), with a stand-in for Rasa's agent: what gets in, what gets out, what is never said."""

import base64
import logging

import httpx
import pytest
from rasa.core.channels.channel import register
from sanic import Sanic

from bot.channels.ent import EntChannel
from bot.hearing.circumstances import current
from bot.memory.conversation_key import current_key
from bot.memory.played_once import AlreadyPlayedError

SECRET = "s" * 32
KEY = b"k" * 32
CONVERSATION = "ab" * 16
MARKER = "zinzolin-caché"
MESSAGE = {"texts": ["merci"], "buttons": [], "helplines": [], "panel": None, "urgent": False}


class Agent:
    def __init__(self) -> None:
        self.heard = []
        self.failure = None
        self.answer = [MESSAGE]

    async def handle_message(self, message):
        if self.failure:
            raise self.failure
        self.heard.append((message.text, message.sender_id, message.parse_data, message.metadata, current_key()))
        self.school_now = current().school_now
        for said in self.answer:
            await message.output_channel.send_response(message.sender_id, {"text": "…", "custom": {"message": said}})


@pytest.fixture
def agent():
    return Agent()


@pytest.fixture
def forgotten():
    return []


@pytest.fixture
async def web(agent, forgotten):
    # Sanic refuses a second application of the same process outside its test mode.
    Sanic.test_mode = True
    app = Sanic("channel_under_test", configure_logging=False)
    app.ctx.agent = agent

    async def forget(conversation):
        forgotten.append(conversation)

    async def understands():
        if agent.failure:
            raise agent.failure

    register([EntChannel(SECRET, forget, understands, lambda: "0123456789ab")], app, route="/webhooks/")
    app.asgi = True  # as the lifespan of an ASGI server would say: httpx speaks none
    await app._startup()
    transport = httpx.ASGITransport(app)
    headers = {
        "Authorization": f"Bearer {SECRET}",
        "X-Conversation-Key": base64.urlsafe_b64encode(KEY).decode().rstrip("="),
    }
    async with httpx.AsyncClient(transport=transport, base_url="http://rasa", headers=headers) as client:
        yield client


def text(words="bonjour"):
    return {"conversation": CONVERSATION, "kind": "text", "text": words}


async def test_a_turn_reaches_the_agent_with_its_key_and_nothing_in_metadata(web, agent):
    answer = await web.post("/webhooks/ent/turn", json=text("ils se moquent"))
    assert answer.status_code == 200
    assert answer.json() == {"messages": [MESSAGE]}
    assert agent.heard == [("ils se moquent", CONVERSATION, None, None, KEY)]


async def test_the_hours_of_the_school_are_known_for_the_turn_and_are_not_in_metadata(web, agent):
    said = "L'école est fermée maintenant. Ton message attendra demain matin."
    await web.post("/webhooks/ent/turn", json=text("bonjour") | {"school_now": said})
    assert agent.school_now == said
    assert agent.heard[-1][3] is None
    await web.post("/webhooks/ent/turn", json=text("bonjour"))
    assert agent.school_now is None


async def test_without_the_secret_nobody_speaks(web, agent):
    for wrong in ("", "Bearer ", f"Bearer {SECRET}x", SECRET):
        answer = await web.post("/webhooks/ent/turn", json=text(), headers={"Authorization": wrong})
        assert answer.status_code == 401
    assert agent.heard == []


@pytest.mark.parametrize("key", ["", "abc", base64.urlsafe_b64encode(b"k" * 31).decode(), "é" * 43])
async def test_a_turn_without_a_whole_key_is_refused(web, agent, key):
    answer = await web.post("/webhooks/ent/turn", json=text(), headers={"X-Conversation-Key": key.encode()})
    assert answer.status_code == 400
    assert agent.heard == []


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"[]", b'"texte"', b"null"])
async def test_a_body_that_is_not_a_turn_is_refused_without_being_quoted(web, body):
    answer = await web.post("/webhooks/ent/turn", content=body)
    assert (answer.status_code, answer.json()) == (400, {"error": "bad_shape"})


async def test_a_huge_text_is_refused(web, agent):
    answer = await web.post("/webhooks/ent/turn", json=text("a" * 2001))
    assert (answer.status_code, answer.json()) == (413, {"error": "too_long"})
    assert agent.heard == []


async def test_when_rasa_fails_the_words_are_in_neither_the_answer_nor_the_log(web, agent, caplog, capfd):
    agent.failure = RuntimeError(f"could not handle {MARKER}")
    with caplog.at_level(logging.DEBUG):
        answer = await web.post("/webhooks/ent/turn", json=text(MARKER))
    assert (answer.status_code, answer.json()) == (503, {"error": "turn_failed"})
    said = "".join(capfd.readouterr()) + caplog.text
    assert MARKER not in said


async def test_a_turn_without_an_answer_is_a_failure_that_web_can_see(web, agent):
    agent.answer = []
    assert (await web.post("/webhooks/ent/turn", json=text())).status_code == 503


async def test_forgetting_needs_the_secret(web, forgotten):
    asked = {"conversation": CONVERSATION}
    assert (await web.post("/webhooks/ent/forget", json=asked, headers={"Authorization": "no"})).status_code == 401
    assert (await web.post("/webhooks/ent/forget", json={"conversation": "x"})).status_code == 400
    assert forgotten == []
    assert (await web.post("/webhooks/ent/forget", json=asked)).status_code == 204
    assert forgotten == [CONVERSATION]


async def test_there_is_no_other_door(web):
    for path in (
        "/",
        "/status",
        "/version",
        "/model",
        "/webhooks/rest/webhook",
        "/conversations/default/tracker",
        "/domain",
    ):
        assert (await web.get(path)).status_code == 404
        assert (await web.post(path, json={"sender": "default", "message": "bonjour"})).status_code in (404, 405)


async def test_it_is_ready_while_a_sentence_is_understood(web, agent):
    assert (await web.get("/webhooks/ent/ready")).status_code == 200
    agent.failure = RuntimeError(MARKER)
    answer = await web.get("/webhooks/ent/ready")
    assert (answer.status_code, answer.json()) == (503, {"error": "not_ready"})


async def test_a_turn_asked_for_again_is_known_by_its_mark_and_by_nothing_else(web, agent):
    mark = "0123456789abcdef" * 4
    await web.post("/webhooks/ent/turn", json=text() | {"mark": mark})
    assert agent.heard[-1][3] == {"mark": mark}
    for other in (mark + "0", mark.upper(), 12, None, [mark], {"a": 1}):
        await web.post("/webhooks/ent/turn", json=text() | {"mark": other})
        assert agent.heard[-1][3] is None


async def test_a_turn_that_was_played_is_answered_again(web, agent):
    agent.failure = AlreadyPlayedError([MESSAGE, MESSAGE])
    answer = await web.post("/webhooks/ent/turn", json=text())
    assert (answer.status_code, answer.json()) == (200, {"messages": [MESSAGE, MESSAGE]})

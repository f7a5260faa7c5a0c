"""`parlons-en telegram`, as it is started: a process, a Telegram and a rasa over HTTP."""

import asyncio
import base64
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import uvicorn
import yaml
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.telegram.fake_telegram import TOKEN
from tests.web.fake_rasa import SECRET as RASA_SECRET
from tests.web.fake_rasa import FakeRasa
from tests.web.house import ZOLA

ROOT = Path(__file__).resolve().parents[2]
SECRET = "zibeline-secret-du-webhook"
MARKER = "zinzolin-marque"
SENDER = {"id": 71234567890, "is_bot": False, "first_name": "zibeline"}


def written(number: int, text: str) -> dict[str, object]:
    chat = {"id": SENDER["id"], "type": "private", "first_name": "zibeline"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": chat, "from": SENDER, "text": text},
    }


@pytest.fixture
async def rasa() -> AsyncIterator[tuple[FakeRasa, str]]:
    fake = FakeRasa()
    app = fake.app()
    app.router.routes.append(Route("/webhooks/ent/", lambda _: JSONResponse({"status": "ok"})))
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    yield fake, f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture
def environment(tmp_path: Path, rasa: tuple[FakeRasa, str], api_url: str) -> dict[str, str]:
    row = {name: getattr(ZOLA, name) for name in ("id", "uai", "name", "group_id", "group_name", "zone")}
    (tmp_path / "schools.yml").write_text(yaml.safe_dump([row], allow_unicode=True), encoding="utf-8")
    values = {
        "DATABASE": f"sqlite:///{tmp_path}/kept.db",
        "SERVER_KEYS": base64.b64encode(b"k" * 32).decode(),
        "PUBLIC_URL": "https://bot.exemple.fr",
        "ENT_PUBLIC_URL": "https://ent.exemple.fr",
        "ENT_API_URL": "http://127.0.0.1:9",
        "ENT_CLIENT_ID": "vpe-bot",
        "ENT_CLIENT_SECRET": "demo-secret",
        "RASA_URL": rasa[1],
        "RASA_SECRET": RASA_SECRET,
        "ACTIONS_URL": "http://127.0.0.1:9",
        "ACTIONS_SECRET": "a" * 32,
        "SCHOOLS": str(tmp_path / "schools.yml"),
        "EXIT_URL": "https://meteofrance.com",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_URL": api_url,
    }
    ours = {f"PARLONS_EN_{name}": value for name, value in values.items()}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": os.environ.get("PYTHONPATH", str(ROOT)),
    } | ours


async def start(environment: dict[str, str], *options: str) -> asyncio.subprocess.Process:
    command = [sys.executable, "-m", "cli", "telegram", *options]
    return await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


async def run(environment: dict[str, str], *options: str) -> tuple[int, str]:
    process = await start(environment, *options)
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, said.decode()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 (another process gives no event)
            await asyncio.sleep(0.05)


async def test_polling_plays_a_conversation_and_leaves_nothing_when_it_is_stopped(
    environment, telegram, rasa, tmp_path
):
    telegram.waiting = [written(1, "/start"), written(2, f"je suis triste {MARKER}")]
    process = await start(environment, "--polling")
    try:
        await until(lambda: len(telegram.sent()) >= 3)
        telegram.waiting.append(written(3, "et encore"))
        await until(lambda: len(rasa[0].texts()) == 2)
    finally:
        process.send_signal(signal.SIGTERM)
    said, _ = await asyncio.wait_for(process.communicate(), 30)

    assert process.returncode == 0
    assert rasa[0].texts() == [f"je suis triste {MARKER}", "et encore"]
    assert "Telegram garde ce que tu écris" in telegram.texts()[0]
    assert rasa[0].forgotten == [rasa[0].turns[0]["conversation"]]
    assert telegram.offset == 4, "everything was confirmed: nothing comes again at the next start"
    assert telegram.called("setMyCommands")
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (MARKER, TOKEN, "zibeline-prenom", str(SENDER["id"])):
        assert secret not in said.decode()
        assert secret.encode() not in kept


async def test_without_a_token_the_command_says_what_is_missing_before_anything_else(environment, telegram):
    del environment["PARLONS_EN_TELEGRAM_TOKEN"], environment["PARLONS_EN_TELEGRAM_WEBHOOK_SECRET"]
    for option in ("--polling", "--webhook", "--off"):
        code, said = await run({**environment, "PARLONS_EN_DATABASE": ""}, option)
        assert code == 2
        assert said.startswith("Il n'y a pas de robot : le réglage PARLONS_EN_TELEGRAM_TOKEN est vide.")
    assert telegram.calls == []


async def test_a_bot_that_serves_elsewhere_is_not_taken_away_from_its_service(environment, telegram):
    telegram.webhook = "https://ailleurs.exemple.fr/telegram/webhook"
    code, said = await run(environment, "--polling")
    assert code == 1
    assert "Ce robot sert déjà un service" in said
    assert not telegram.called("deleteWebhook")


async def test_without_rasa_polling_says_how_to_start_it(environment, telegram):
    code, said = await run({**environment, "PARLONS_EN_RASA_URL": "http://127.0.0.1:9"}, "--polling")
    assert code == 1
    assert "parlons-en demo --telegram" in said
    assert not telegram.called("getUpdates")


async def test_a_token_that_telegram_does_not_know_is_said_and_not_shown(environment):
    wrong = "999:un-jeton-que-personne-ne-connait-12345"
    code, said = await run({**environment, "PARLONS_EN_TELEGRAM_TOKEN": wrong}, "--polling")
    assert code == 1
    assert "Telegram ne connaît pas ce jeton." in said
    assert wrong not in said


async def test_a_telegram_that_is_not_there_is_said_without_the_token(environment):
    code, said = await run({**environment, "PARLONS_EN_TELEGRAM_API_URL": "http://127.0.0.1:9"}, "--off")
    assert code == 1
    assert "Telegram ne répond pas comme prévu" in said
    assert TOKEN not in said


async def test_the_webhook_is_given_with_its_secret_one_connection_and_the_two_kinds_we_hear(environment, telegram):
    code, said = await run(environment, "--webhook")
    assert code == 0, said
    (call,) = telegram.called("setWebhook")
    assert call.given == {
        "url": "https://bot.exemple.fr/telegram/webhook",
        "secret_token": SECRET,
        "allowed_updates": ["message", "callback_query"],
        "max_connections": 1,
    }
    assert SECRET not in said


async def test_the_webhook_needs_a_secret_and_https(environment, telegram):
    code, said = await run({**environment, "PARLONS_EN_TELEGRAM_WEBHOOK_SECRET": ""}, "--webhook")
    assert (code, "PARLONS_EN_TELEGRAM_WEBHOOK_SECRET" in said) == (1, True)
    code, said = await run({**environment, "PARLONS_EN_PUBLIC_URL": "http://bot.localhost:8091"}, "--webhook")
    assert (code, "https" in said) == (1, True)
    assert not telegram.called("setWebhook")


async def test_off_takes_the_webhook_away(environment, telegram):
    code, _ = await run(environment, "--off")
    assert code == 0
    assert len(telegram.called("deleteWebhook")) == 1


@pytest.mark.parametrize("options", [[], ["--polling", "--off"], ["--autre"]])
async def test_options_are_refused_in_french(environment, options):
    code, said = await run(environment, *options)
    assert code == 2
    assert "parlons-en telegram --help" in said
    assert "required" not in said
    assert "not allowed" not in said

"""`parlons-en telegram`: try the dialogue on a phone (`--polling`), open the door behind web (`--webhook`), close it (`--off`)."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import yaml
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError

import logs
from cli.french_options import FrenchParser
from database import DatabaseRefused
from ent import open_http
from logs.traces import private_files
from settings import Settings, SettingsError, TelegramSettings
from settings.telegram import SECRET, TOKEN
from web.app import make_services
from web.pupil.rasa_channel import CALL_SECONDS
from web.telegram.bot_api import BotApi
from web.telegram.door import PATH, TelegramDoor
from web.telegram.polling import poll
from web.telegram.sentences import TelegramSentences
from web.telegram.updates import KINDS

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("telegram.fr.yml").read_text(encoding="utf-8"))
COMMANDS = ("start", "help", "stop")


class _CannotError(Exception):
    """Why not, in French."""


def main(arguments: Sequence[str]) -> int:
    """Do the one thing asked; 2 when a setting is wrong, 1 when Telegram or the dialogue is not there."""
    asked = _options(arguments)
    logs.configure()
    private_files()
    try:
        bot = TelegramSettings.from_env(os.environ)
        if bot is None:
            print(TEXTS["no_token"].format(variable=TOKEN), file=sys.stderr)
            return 2
        settings = Settings.from_env(os.environ)
        asyncio.run(_do(asked, settings, bot))
    except (SettingsError, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return 2
    except _CannotError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options(arguments: Sequence[str]) -> str:
    parser = FrenchParser(prog="parlons-en telegram", description=TEXTS["description"])
    ways = parser.add_mutually_exclusive_group(required=True)
    for name, help_text in TEXTS["options"].items():
        ways.add_argument(f"--{name}", dest="asked", action="store_const", const=name, help=help_text)
    options: argparse.Namespace = parser.parse_args(arguments)
    return str(options.asked)


async def _do(asked: str, settings: Settings, bot: TelegramSettings) -> None:
    api = BotApi(bot)
    try:
        if asked == "polling":
            await _poll(settings, api)
        elif asked == "webhook":
            await _open(settings, bot, api)
        else:
            await api.bot.delete_webhook()
            print(TEXTS["closed"])
    except InvalidToken:
        raise _CannotError(TEXTS["wrong_token"]) from None
    except TelegramError as error:  # its own message may hold the address, which holds the token
        raise _CannotError(TEXTS["unreachable"].format(kind=type(error).__name__, url=bot.api_url)) from None
    finally:
        await api.close()


async def _open(settings: Settings, bot: TelegramSettings, api: BotApi) -> None:
    if bot.webhook_secret is None:
        raise _CannotError(TEXTS["no_secret"].format(variable=SECRET))
    if not settings.public_url.startswith("https://"):
        raise _CannotError(TEXTS["not_https"].format(url=settings.public_url))
    url = settings.public_url + PATH
    await _install_menu(api)
    # one connection: what a chat writes comes in its order
    await api.bot.set_webhook(url, secret_token=bot.webhook_secret, allowed_updates=list(KINDS), max_connections=1)
    print(TEXTS["opened"].format(url=url))


async def _poll(settings: Settings, api: BotApi) -> None:
    me = await api.bot.get_me()
    if (await api.bot.get_webhook_info()).url:
        raise _CannotError(TEXTS["has_webhook"])
    await _install_menu(api)
    async with open_http() as ent_http, httpx.AsyncClient(trust_env=False, timeout=CALL_SECONDS) as rasa_http:
        await _require_rasa(settings, rasa_http)
        services = make_services(settings, ent_http, rasa_http, _now, os.urandom)
        print(TEXTS["listening"].format(name=me.username), flush=True)
        await poll(TelegramDoor.of(services, api), api, _until_stopped())
        print(TEXTS["stopped"])


async def _require_rasa(settings: Settings, http: httpx.AsyncClient) -> None:
    try:
        answer = await http.get(f"{settings.rasa_url}/webhooks/ent/")
        answer.raise_for_status()
    except httpx.HTTPError:
        raise _CannotError(TEXTS["no_rasa"].format(url=settings.rasa_url)) from None


async def _install_menu(api: BotApi) -> None:
    said = TelegramSentences.load().get("commands")
    await api.bot.set_my_commands([BotCommand(name, said[name]) for name in COMMANDS])


def _until_stopped() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


def _now() -> datetime:
    return datetime.now(timezone.utc)

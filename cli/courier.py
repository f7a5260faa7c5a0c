"""`parlons-en courier`: round after round, deliver what is due, ring, remind, erase. Several may run: one leads, the others wait their turn."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from uuid import uuid4

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

import logs
from cli.french_options import FrenchParser
from database import DatabaseRefused
from ent import EntClient, open_http
from handoff.carrying import leading
from handoff.carrying.courier import Hook, Round, run_once
from handoff.carrying.leading import Lead, leader
from handoff.server_keys import open_with_keys
from handoff.waiting import reminders
from handoff.waiting.bell import Bell
from logs.traces import private_files
from schools import pages
from schools.keeping import kept_months
from schools.rules import rules_reader
from settings import Settings, SettingsError
from supervision.life import Pulse, ThreadsAnswer, give_signs
from supervision.notify import Notifier
from vault import KeyRing

REST_SECONDS = 2.0
STEP_SECONDS = 300.0  # the longest thing done between two beats, one attempt with an ENT that is slow at each call, is well under this
_WHO = {True: "Un coursier mène : {holder}, jusqu'à {until:%H:%M:%S} UTC.", False: "Aucun coursier ne mène."}

logger = logging.getLogger("parlons_en.courier")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _open(settings: Settings) -> Engine:
    database = open_with_keys(settings.database_url, KeyRing(settings.server_keys))
    pages.prepare(database)
    return database


@dataclass(frozen=True)
class _Rounds:
    """What the rounds go on with, until `stopped`; `pulse` beats with each thing done."""

    settings: Settings
    database: Engine
    ent: EntClient
    stopped: asyncio.Event
    pulse: Pulse


async def _rounds(settings: Settings, database: Engine) -> None:
    stopped, pulse, holder = asyncio.Event(), Pulse(STEP_SECONDS), str(uuid4())
    notifier = Notifier.of(os.environ, os.getpid())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, stopped, notifier, number)
    signs = asyncio.ensure_future(give_signs(notifier, (ThreadsAnswer(), pulse.beats)))
    try:
        async with open_http() as http:
            ent = EntClient(settings.ent_api_url, http)
            notifier.ready()
            await _until(_Rounds(settings, database, ent, stopped, pulse), holder)
    finally:
        signs.cancel()
        with suppress(SQLAlchemyError):  # the lead ends by itself
            leading.give_back(database, holder)


def _stop(stopped: asyncio.Event, notifier: Notifier, number: int) -> None:
    """The first signal lets the attempt under way end; the second insists."""
    if stopped.is_set():
        os._exit(128 + number)
    stopped.set()
    notifier.stopping()


async def _until(rounds: _Rounds, holder: str) -> None:
    led: bool | None = None
    stopped, database = rounds.stopped, rounds.database
    while not stopped.is_set():
        rounds.pulse.beat()
        try:
            async with leading.leading(database, holder, _now) as lead:
                if led is not (lead is not None):
                    led = lead is not None
                    _tell_who(database, holder, leads=led)
                if lead is not None:
                    _tell(await _round(rounds, partial(_goes_on, lead, rounds)))
        except Exception as error:  # noqa: BLE001 (a failing round must not end the courier)
            logger.error("round failed kind=%s", type(error).__name__)  # noqa: TRY400 (no content in the log)
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stopped.wait(), REST_SECONDS)


def _goes_on(lead: Lead, rounds: _Rounds) -> bool:
    rounds.pulse.beat()
    return lead.holds() and not rounds.stopped.is_set()


async def _round(rounds: _Rounds, holds: Callable[[], bool]) -> Round:
    settings, database, ent = rounds.settings, rounds.database, rounds.ent
    ring, bell = KeyRing(settings.server_keys), bell_of(settings)
    rules_of = rules_reader(database, settings)
    hooks: tuple[Hook, ...] = ()
    if bell is not None:
        hooks = (partial(reminders.run, database, ring, ent, bell, rules_of),)
    kept = partial(kept_months, database, now=_now())
    return await run_once(database, ring, ent, settings, _now, bell, hooks=hooks, kept_months=kept, holds=holds)


def bell_of(settings: Settings) -> Bell | None:
    """The ENT application that rings for the desk, or None when the operator has given none."""
    if settings.ent_bell_client_id is None or settings.ent_bell_client_secret is None:
        return None
    return Bell(settings.ent_bell_client_id, settings.ent_bell_client_secret, settings.public_url)


def _tell_who(database: Engine, holder: str, *, leads: bool) -> None:
    now = leader(database, _now())
    logger.info("courier=%s %s leader=%s", holder, "leads" if leads else "waits", now.holder if now else "none")


def _tell(done: Round) -> None:
    if done.delivered or done.stranded or done.erased or done.rung or done.told:
        logger.info(
            "round delivered=%d waiting=%d stranded=%d erased=%d rung=%d reminded=%d",
            done.delivered,
            done.waiting,
            len(done.stranded),
            done.erased,
            done.rung,
            done.told,
        )


def main(arguments: Sequence[str]) -> int:
    """Run until stopped."""
    parser = FrenchParser(prog="parlons-en courier", description="Livre les messages en attente.")
    parser.add_argument("--who", action="store_true", help="dit quel coursier mène, et s'arrête là")
    asked = parser.parse_args(arguments)
    logs.configure()
    private_files()
    try:
        settings = Settings.from_env(os.environ)
        database = _open(settings)
    except (SettingsError, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return 2
    if asked.who:
        found = leader(database, _now())
        print(_WHO[found is not None].format(**(vars(found) if found else {})))
        return 0
    asyncio.run(_rounds(settings, database))
    return 0

"""`parlons-en courier`: round after round, deliver what is due and erase what is due. Several may run; none talks to anybody else."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timezone

import logs
from database import DatabaseOutdated
from ent import EntClient, open_http
from handoff.bell import Bell
from handoff.courier import Round, run_once
from handoff.database import open_database
from logs.traces import private_files
from settings import Settings, SettingsError
from vault import KeyRing

REST_SECONDS = 2.0

logger = logging.getLogger("parlons_en.courier")


def _now() -> datetime:
    return datetime.now(timezone.utc)


async def _rounds(settings: Settings) -> None:
    database = open_database(settings.database_url)
    ring = KeyRing(settings.server_keys)
    bell = bell_of(settings)
    async with open_http() as http:
        ent = EntClient(settings.ent_api_url, http)
        while True:
            try:
                _tell(await run_once(database, ring, ent, settings, _now, bell))
            except Exception as error:  # noqa: BLE001 (a failing round must not end the courier)
                logger.error("round failed kind=%s", type(error).__name__)  # noqa: TRY400 (no content in the log)
            await asyncio.sleep(REST_SECONDS)


def bell_of(settings: Settings) -> Bell | None:
    """The ENT application that rings for the desk, or None when the operator has given none."""
    if settings.ent_bell_client_id is None or settings.ent_bell_client_secret is None:
        return None
    return Bell(settings.ent_bell_client_id, settings.ent_bell_client_secret, settings.public_url)


def _tell(done: Round) -> None:
    if done.delivered or done.stranded or done.erased or done.rung:
        logger.info(
            "round delivered=%d waiting=%d stranded=%d erased=%d rung=%d",
            done.delivered,
            done.waiting,
            len(done.stranded),
            done.erased,
            done.rung,
        )


def main(arguments: Sequence[str]) -> int:
    """Run until stopped."""
    parser = argparse.ArgumentParser(prog="parlons-en courier", description="Livre les messages en attente.")
    parser.parse_args(arguments)
    logs.configure()
    private_files()
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        asyncio.run(_rounds(settings))
    except DatabaseOutdated as error:
        print(error, file=sys.stderr)
        return 2
    return 0

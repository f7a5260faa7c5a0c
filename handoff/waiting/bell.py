"""The bell of the desk: one content-free line in a referent's ENT feed, when the ENT's messaging did not carry the message.

It says that something waits at the desk, and nothing else: no pupil, no school, no violence (R43). It is made by a second
application of the ENT (`client_credentials`, scope below), which may do nothing but this; 201 = in the feed, no mail and no push
(reference/ent-contract.md §4.4). Without that application nothing rings and nothing is promised.
"""

import asyncio
import html
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.engine import Engine

from ent import BadAnswer, EntClient, EntError, EntUnreachable, Notification
from handoff.carrying import leases
from handoff.waiting import bell_rows
from handoff.waiting.bell_rows import Ring

SCOPE = "org.entcore.timeline.controllers.TimelineController|publish"
TYPE = "VPE_BOT"
_TEXTS = Path(__file__).parents[2] / "data" / "responses" / "bell.yml"

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class Bell:
    """The ENT application that rings, and the desk it calls to."""

    client_id: str
    client_secret: str = field(repr=False)
    public_url: str


@cache
def sentences() -> Mapping[str, str]:
    """The reviewed sentences, `sentence` with `{desk}` for the address; from data/responses/bell.yml."""
    found: Mapping[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))["bell"]
    return found


def notification(bell: Bell, referent_ids: tuple[str, ...]) -> Notification:
    """What these referents see: the same for every message, with the desk's address and no envelope in it."""
    address = html.escape(f"{bell.public_url}/desk")
    return Notification(recipients=referent_ids, message=sentences()["sentence"].format(desk=address), type=TYPE)


async def ring_once(db: Engine, ent: EntClient, bell: Bell, now: datetime) -> int:
    """Make the ring that is due, if there is one and nobody else rings; how many referents were told. Raises no EntError."""
    await asyncio.to_thread(bell_rows.note_due, db, now)
    ring = await asyncio.to_thread(bell_rows.claim, db, now)
    return 0 if ring is None else await carry_out(db, ent, bell, ring, notification(bell, ring.referents), now)


async def carry_out(db: Engine, ent: EntClient, bell: Bell, ring: Ring, told: Notification, now: datetime) -> int:
    """Make a claimed ring, tell `bell_rows` how it went, and let the next one start; how many were told."""
    clock = asyncio.get_running_loop().time
    started = clock()
    try:
        return await _ring(db, ent, bell, ring, told, now) if ring.tries else 0
    finally:
        free_at = now + timedelta(seconds=clock() - started) + leases.REST
        await asyncio.to_thread(bell_rows.let_go, db, ring, free_at)


async def _ring(db: Engine, ent: EntClient, bell: Bell, ring: Ring, told: Notification, now: datetime) -> int:
    try:
        token = await ent.client_token(bell.client_id, bell.client_secret, SCOPE)
    except EntError as error:
        return await _not_made(db, ring, now, error)
    try:
        await ent.publish(token.access_token, told)
    except (EntUnreachable, BadAnswer) as error:
        # it may have rung: the claim has already put the next look an hour away
        logger.info("bell unsure envelope=%s code=%s", ring.envelope_id, error.code)
        return 0
    except EntError as error:
        return await _not_made(db, ring, now, error)
    await asyncio.to_thread(bell_rows.heard, db, ring)
    return len(ring.tries)


async def _not_made(db: Engine, ring: Ring, now: datetime, error: EntError) -> int:
    logger.info("bell not made envelope=%s code=%s", ring.envelope_id, error.code)
    await asyncio.to_thread(bell_rows.not_made, db, ring, now)
    return 0

"""The whole project at the test door: rights, inferred facts, options, what left for the outside."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.inferred import UnknownReadingError
from emulator.options import Options
from emulator.refusals import Refused, ent_json
from emulator.rights import NAMES, action_of
from emulator.seed import shape_classes
from emulator.world import World, world_of

SEALED = {"cookie_secret"}
TUPLES: dict[str, type] = {"without": frozenset, "safe_hosts": tuple}


async def rights(request: Request) -> Response:
    """GET: who holds each workflow right. POST `{"chatbot.view": ["Student"]}`: profiles, group ids, logins."""
    world = world_of(request)
    if request.method == "POST":
        for right, holders in (await request.json()).items():
            world.rights[action_of(right)] = list(holders)
    return ent_json({NAMES.get(action, action): holders for action, holders in world.rights.items()})


async def inferred(request: Request) -> Response:
    """GET: each inferred fact with its readings. POST `{"<name>": "other" | "default"}`; 400 for an unknown one."""
    world = world_of(request)
    if request.method == "POST":
        try:
            world.inferred = world.inferred.changed(await request.json())
            shape_classes(world)
        except UnknownReadingError as error:
            raise Refused(f"unknown reading: {error}") from error
    return ent_json(world.inferred.shown())


async def options(request: Request) -> Response:
    """GET: what the operator set. POST `{"without": ["conversation"], "openid_key": true, …}` until the next reset."""
    world = world_of(request)
    known = {each.name for each in fields(Options)} - SEALED
    if request.method == "POST":
        changes = await request.json()
        if set(changes) - known:
            raise Refused(f"unknown option: {min(set(changes) - known)}")
        values = {name: TUPLES[name](value) if name in TUPLES else value for name, value in changes.items()}
        world.options = replace(world.options, **values)
    return ent_json({name: _shown(world, name) for name in sorted(known)})


def _shown(world: World, name: str) -> Any:
    value = getattr(world.options, name)
    return sorted(value) if isinstance(value, frozenset) else value


async def outside(request: Request) -> Response:
    """GET: every text that checkContent or store/event was given, and whether it left. DELETE empties the list."""
    world = world_of(request)
    if request.method == "DELETE":
        world.outside.clear()
    return ent_json(world.outside)

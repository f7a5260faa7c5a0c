"""From the data of seed.yml to a world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from emulator.options import Options
from emulator.people import Application, Group, Structure, User
from emulator.world import World

DEFAULT_SEED = Path(__file__).parent / "seed.yml"

Seed = Mapping[str, Any]


def read_seed(path: Path = DEFAULT_SEED) -> Seed:
    """The seed as data; raises OSError or yaml.YAMLError."""
    seed: Seed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return seed


def build_world(seed: Seed, options: Options, clock: Callable[[], datetime], new_id: Callable[[], str]) -> World:
    """A fresh state, with nobody signed in and no message."""
    world = World(options=options, clock=clock, new_id=new_id)
    world.structures = {row["id"]: Structure(**row) for row in seed["structures"]}
    world.users = {row["id"]: User(**row) for row in map(dict, seed["users"])}
    world.groups = {row["id"]: _group(world, row) for row in seed["groups"]}
    world.applications = {row["id"]: _application(options, row) for row in seed["applications"]}
    world.rights = {right: list(holders) for right, holders in seed["rights"].items()}
    world.portal = dict(seed["portal"])
    return world


def _group(world: World, row: Mapping[str, Any]) -> Group:
    """Members of a profile group are all the users of that profile in the school; others list logins."""
    values = {**row, "links": set(row.get("links", []))}
    if row["kind"] == "ProfileGroup":
        values["members"] = [
            user.id
            for user in world.users.values()
            if user.profile == row["profile"] and row["structure_id"] in user.structures
        ]
    else:
        by_login = {user.login: user.id for user in world.users.values()}
        values["members"] = [by_login[login] for login in row.get("members", [])]
    return Group(**values)


def _application(options: Options, row: Mapping[str, Any]) -> Application:
    """`{bot_url}` in an address stands for the option; vpe-bot's whole address may be overridden at start."""
    address = str(row["address"]).replace("{bot_url}", options.bot_url)
    if row["name"] == "vpe-bot" and options.connector_address:
        address = options.connector_address
    return Application(**{**row, "address": address, "groups": set(row.get("groups", []))})

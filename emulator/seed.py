"""From the data of seed.yml to a world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from emulator.inferred import AS_READ, Inferred
from emulator.options import Options
from emulator.people import Application, Group, Structure, User
from emulator.rights import action_of
from emulator.world import World

DEFAULT_SEED = Path(__file__).parent / "seed.yml"

Seed = Mapping[str, Any]


def read_seed(path: Path = DEFAULT_SEED) -> Seed:
    """The seed as data; raises OSError or yaml.YAMLError."""
    seed: Seed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return seed


def build_world(
    seed: Seed,
    options: Options,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    inferred: Inferred = AS_READ,
) -> World:
    """A fresh state, with nobody signed in and no message. Rights of a module that is not there go with it."""
    world = World(options=options, clock=clock, new_id=new_id, inferred=inferred)
    world.structures = {row["id"]: Structure(**row) for row in seed["structures"]}
    world.users = {row["id"]: User(**row) for row in map(dict, seed["users"])}
    world.class_names = {user.id: user.classes for user in world.users.values()}
    shape_classes(world)
    world.groups = {row["id"]: _group(world, row) for row in seed["groups"]}
    world.applications = {row["id"]: _application(options, row) for row in seed["applications"]}
    world.rights = {
        action_of(right): list(holders)
        for right, holders in seed["rights"].items()
        if right.partition(".")[0] not in options.without
    }
    if options.admin_mfa:
        for user in world.users.values():
            user.requirement = "admin_mfa" if user.is_admin else user.requirement
    world.portal = dict(seed["portal"])
    return world


def shape_classes(world: World) -> None:
    """Class names with or without their structure, as the switch says [I]; to call again when it is turned."""
    for user in world.users.values():
        names = world.class_names.setdefault(user.id, user.classes)
        whole = world.inferred.class_id_has_its_structure
        user.classes = names if whole else [name.partition("$")[2] or name for name in names]


def _group(world: World, row: Mapping[str, Any]) -> Group:
    """Members of a profile group are all the users of that profile in the school; others list logins."""
    values = {**row, "links": set(row.get("links", []))}
    if row["kind"] == "ProfileGroup":
        group = Group(**values)
        group.members = profile_members(world, group)
        return group
    by_login = {user.login: user.id for user in world.users.values()}
    values["members"] = [by_login[login] for login in row.get("members", [])]
    return Group(**values)


def profile_members(world: World, group: Group) -> list[str]:
    """Ids of the people of that profile in the schools of the group."""
    schools = set(group.structure_ids)
    people = [user for user in world.users.values() if user.profile == group.profile and not user.deleted]
    return [user.id for user in people if schools & set(user.structures)]


def _application(options: Options, row: Mapping[str, Any]) -> Application:
    """`{bot_url}` in an address stands for the option; vpe-bot's whole address may be overridden at start."""
    address = str(row["address"]).replace("{bot_url}", options.bot_url)
    if row["name"] == "vpe-bot" and options.connector_address:
        address = options.connector_address
    scope = str(row.get("scope", ""))
    if options.openid_key and row.get("grant_type") == "authorization_code":
        scope += " openid"  # a project with a key gives it to its applications [I]
    role_id = row.get("role_id", f"role-{row['id']}")
    return Application(
        **{**row, "address": address, "scope": scope, "role_id": role_id, "groups": set(row.get("groups", []))}
    )

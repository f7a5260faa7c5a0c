"""Who sees whom (contract, 3.4) [R].

A person sees group G when one of their groups lets its members write and is linked to G, or is G itself with rule BOTH (a
switch); G must have a member and not be hidden. They see G's members one by one when G's own rule is OUTGOING or BOTH, unless
it is a community: those are BOTH and yet open nothing between their members.
"""

from __future__ import annotations

import unicodedata

from emulator.people import Group, User
from emulator.world import World


def visible_groups(world: World, user: User, *, hidden: bool = False) -> list[Group]:
    """Groups that the user may address; an empty group is never among them, a hidden one only when asked for [R]."""
    seen: dict[str, Group] = {}
    for mine in world.groups_of(user.id):
        if mine.users == "BOTH" and world.inferred.members_see_their_open_group:
            seen[mine.id] = mine
        if mine.lets_members_write:
            seen |= {id_: world.groups[id_] for id_ in mine.links if id_ in world.groups}
    shown = [group for group in seen.values() if group.members and (hidden or not group.hidden)]
    return sorted(shown, key=lambda group: group.name)


def visible_users(world: World, user: User) -> list[User]:
    """People whom the user may address one by one, the user left out."""
    open_groups = [group for group in visible_groups(world, user, hidden=True) if group.shows_members]
    ids = {member for group in open_groups if group.kind != "CommunityGroup" for member in group.members}
    return sorted((world.users[id_] for id_ in ids - {user.id}), key=lambda person: person.display_name)


def visible_ids(world: World, user: User) -> set[str]:
    """Ids of groups and people that the user may write to."""
    return {group.id for group in visible_groups(world, user)} | {person.id for person in visible_users(world, user)}


def normalised(name: str) -> str:
    """Name as searches compare it: no accent, space, dash, apostrophe or case [R]."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return "".join(c for c in plain.lower() if c not in " -'’\u00a0")


def matches(name: str, search: str) -> bool:
    """The normalised name contains the normalised search."""
    return normalised(search) in normalised(name)

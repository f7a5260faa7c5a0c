"""Telling the readers that an info is published: feed and push, never held back by the anti-flood [R]."""

from __future__ import annotations

import html
from collections.abc import Collection

from emulator.news.model import Info
from emulator.news.rights import readers
from emulator.texts import TEXTS
from emulator.timeline.notify import post, push
from emulator.world import World


def announce(world: World, info: Info, already: Collection[str] = ()) -> None:
    """To every reader who is not behind one of the shares `already` there; nothing before its date."""
    if not info.shown_at(world.now()):
        return
    told = {member for id_ in already for member in (world.groups[id_].members if id_ in world.groups else [id_])}
    people = [person for person in readers(world, info) if person.id not in told]
    if not people:
        return
    author = world.users[info.owner].display_name
    uri = f"/actualites#/view/thread/{info.thread_id}/info/{info.id}"
    params = {"username": author, "info": info.title, "resourceUri": uri}
    text = html.escape(TEXTS["news_body"].format(sender=author, title=info.title))
    event = {"kind": "NEWS", "event": "NEWS-PUBLISHED", "sender": info.owner, "resource": str(info.id)}
    post(world, **event, params=params, people=people, text=f"<span>{text}</span>")
    for person in people:
        push(world, person, TEXTS["news_push"], f"{author} : {info.title}", {})

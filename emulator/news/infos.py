"""Writing infos: drafts, publication, sharing (contract, 6)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.identity import Caller
from emulator.news.model import DRAFT, PENDING, PUBLISHED, STATUS_NAMES, Info
from emulator.news.notices import announce
from emulator.news.rights import CONTRIB, PUBLISH, read_shares, require
from emulator.news.rows import shares_row
from emulator.people import User
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.richtext import TransformationError, transform
from emulator.world import World, world_of

KEYS: dict[str, type] = {
    "title": str,
    "content": str,
    "status": int,
    "publication_date": str,
    "expiration_date": str,
    "is_headline": bool,
    "thread_id": int,
}
A_YEAR = timedelta(days=365)


async def _content(request: Request) -> dict[str, Any]:
    """The body; unknown keys and wrong types are refused by the schema [R]."""
    content = await body_to_json(request)
    if set(content) - set(KEYS) or any(not isinstance(value, KEYS[key]) for key, value in content.items()):
        raise Refused("invalid.schema")
    return content


async def create_info(request: Request, caller: Caller) -> Response:
    """POST /actualites/api/v1/infos: `status` must be draft (1) or pending (2); right `contrib` on the thread [R]."""
    content = await _content(request)
    require(world_of(request), caller.user, content.get("thread_id"), CONTRIB)
    if content.get("status") not in {DRAFT, PENDING}:
        raise Refused("Status should be in DRAFT or PENDING")
    return ent_json({"id": _keep(world_of(request), caller.user, content, content["status"]).id})


async def publish_info(request: Request, caller: Caller) -> Response:
    """POST /actualites/api/v1/infos/published: now or at `publication_date`, for a year; right `publish` [R]. Nobody else
    reads it before it is shared."""
    world = world_of(request)
    content = await _content(request)
    require(world, caller.user, content.get("thread_id"), PUBLISH)
    info = _keep(world, caller.user, {"publication_date": world.now().isoformat(), **content}, PUBLISHED)
    announce(world, info)
    return ent_json({"id": info.id})


def _keep(world: World, author: User, content: dict[str, Any], status: int) -> Info:
    if "title" not in content:
        raise Refused("invalid.schema")
    id_, now = max(world.infos, default=0) + 1, world.now()
    info = Info(id_, content["thread_id"], content["title"], author.id, status, now, now)
    _write(world, info, content)
    world.infos[id_] = info
    return info


def _write(world: World, info: Info, content: dict[str, Any]) -> None:
    """The body's columns; an end without a beginning is dropped, a beginning without an end lasts a year [R]."""
    info.title = content.get("title", info.title)
    info.content = _cleaned(world, content["content"]) if "content" in content else info.content
    info.is_headline = content.get("is_headline", info.is_headline)
    if "publication_date" in content:
        info.publication = _moment(content["publication_date"])
        end = content.get("expiration_date")
        info.expiration = _moment(end) if end else info.publication + A_YEAR
    info.modified = world.now()


def _cleaned(world: World, html: str) -> str:
    """The rich-text transformer works on news too [R]."""
    options = world.options
    try:
        return html if options.transformer == "off" else transform(html, options.transformer_limit, world.inferred)
    except TransformationError as error:
        raise Refused("Content transformation failed") from error


def _moment(text: str) -> datetime:
    """An ISO date; without a zone it counts as UTC [R]."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise Refused("invalid.date") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _named(world: World, request: Request) -> Info:
    info = world.infos.get(request.path_params["id"])
    if info is None:
        raise Forbidden
    return info


async def update_info(request: Request, caller: Caller) -> Response:
    """PUT /actualites/api/v1/infos/:id: its author with `contrib`, or whoever publishes in the thread; publishing needs
    `publish` [R]."""
    world = world_of(request)
    info = _named(world, request)
    content = await _content(request)
    status = content.get("status", info.status)
    own = info.owner == caller.user.id and PUBLISHED not in {status, info.status}
    require(world, caller.user, info.thread_id, CONTRIB if own else PUBLISH)
    if status not in STATUS_NAMES:
        raise Refused("invalid.status")
    before, info.status = info.status, status
    _write(world, info, content)
    if status == PUBLISHED != before:
        info.publication = info.publication or world.now()
        announce(world, info)
    return ent_json({"id": info.id})


async def delete_info(request: Request, caller: Caller) -> Response:
    """DELETE /actualites/api/v1/infos/:id, right `publish` on the thread [R]."""
    world = world_of(request)
    info = _named(world, request)
    require(world, caller.user, info.thread_id, PUBLISH)
    del world.infos[info.id]
    return ent_json({})


async def info_shares(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/infos/:id/shares, right `contrib` on the thread [R]."""
    world = world_of(request)
    info = _named(world, request)
    require(world, caller.user, info.thread_id, CONTRIB)
    return ent_json(shares_row(world, info.shares, info.owner))


async def share_info(request: Request, caller: Caller) -> Response:
    """PUT /actualites/api/v1/infos/:id/shares, right `contrib` on the thread: replaces all the shares; only the readers who
    are new hear of it, and only of a published info [R]."""
    world = world_of(request)
    info = _named(world, request)
    require(world, caller.user, info.thread_id, CONTRIB)
    before = set(info.shares)
    info.shares = read_shares(await body_to_json(request))
    announce(world, info, already=before)
    return ent_json({})

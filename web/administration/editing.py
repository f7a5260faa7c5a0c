"""Editing what the school says: the form, the preview, the saving. Nothing is saved that was not previewed with the very same texts."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from starlette.responses import RedirectResponse, Response

from schools import pages
from schools.errors import PageChanged
from schools.page import Author, KeptPage, SchoolPage
from schools.reading import today_of
from web.access import Visit
from web.administration.changes import changed_parts
from web.administration.door import AtSchool
from web.administration.fields import Draft, read_fields, write_fields
from web.administration.forms import Shown, form_page, preview_page
from web.administration.refusals import Refusal
from web.administration.texts import say_moment, texts

_SEE_OTHER = 303
_CONFLICT = 409
logger = logging.getLogger("parlons_en.web")


async def show_form(visit: Visit[AtSchool]) -> Response:
    """The form, as the page stands."""
    kept = await asyncio.to_thread(pages.latest, visit.services.db, visit.who.school.id)
    return form_page(visit, Shown(write_fields(kept.page), kept.version))


async def take_form(visit: Visit[AtSchool]) -> Response:
    """Preview what was written, save what was previewed, or show the form again."""
    draft = draft_of(visit, visit.body)
    version, what = _version(visit.body), visit.body.get("do")
    if draft.faults or what == "edit":
        return form_page(visit, Shown(draft.fields, version, draft.faults))
    if what == "save":
        return await save(visit, draft, version)
    return preview_page(visit, draft.page, Shown(draft.fields, version))


def draft_of(visit: Visit[AtSchool], form: Mapping[str, str]) -> Draft:
    """What a form of this school says, today, to an installation whose own addresses are no way out."""
    settings, now = visit.services.settings, visit.services.clock()
    hosts = [urlsplit(address).hostname or "" for address in (settings.public_url, *settings.ent_origins)]
    return read_fields(form, today_of(now, visit.who.school.timezone), hosts)


async def save(visit: Visit[AtSchool], draft: Draft, version: int) -> Response:
    """Write the page over the version that its author saw; when another one was written meanwhile, say so and keep what was typed."""
    services, school, who = visit.services, visit.who.school, visit.who.administrator
    author, now = Author(who.id, who.name), services.clock()
    today = today_of(now, school.timezone)
    try:
        await asyncio.to_thread(pages.write, services.db, school.id, draft.page, author, now, over=version, today=today)
    except PageChanged:
        last = await asyncio.to_thread(pages.latest, services.db, school.id)
        if last.page != draft.page:
            return form_page(visit, Shown(draft.fields, last.version, notice=_told(visit, last, draft.page)), _CONFLICT)
    else:
        logger.info("school page written school=%s version=%d", school.id, version + 1)
    return RedirectResponse(f"/administration/schools/{school.id}?done=saved", _SEE_OTHER)


def _told(visit: Visit[AtSchool], last: KeptPage, mine: SchoolPage) -> str:
    """Who wrote meanwhile, when, and where the two differ."""
    parts = ", ".join(texts()["parts"][part] for part in changed_parts(last.page, mine))
    clock = ZoneInfo(visit.who.school.timezone)
    by, at = (last.by.name if last.by else ""), (say_moment(last.at, clock) if last.at else "")
    return str(texts()["form"]["changed"].format(by=by, at=at, parts=parts))


def _version(form: dict[str, Any]) -> int:
    written = form.get("version", "")
    if not written.isdecimal():
        raise Refusal("form_unreadable")
    return int(written)

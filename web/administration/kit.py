"""The kit of communication, filled with what is saved here: the whole of it in one file, or one sheet to print."""

import asyncio
import io
import zipfile
from datetime import datetime

from starlette.responses import Response

from administration.kit import KitRefused, build, files
from schools import pages
from schools.page import SchoolPage
from settings import School
from web.access import Visit
from web.administration.door import AtSchool
from web.administration.refusals import Refusal
from web.administration.texts import texts

WHOLE = "kit.zip"
SHEETS = ("affiche.pdf", "affiche-languettes.pdf", "etiquettes.pdf")
_TYPES = {"zip": "application/zip", "pdf": "application/pdf"}
_UNAVAILABLE = 409


async def download(visit: Visit[AtSchool]) -> Response:
    """One file of the kit, made now."""
    services, school, name = visit.services, visit.who.school, visit.request.path_params["file"]
    if name not in {WHOLE, *SHEETS}:
        raise Refusal("not_found")
    page = await asyncio.to_thread(pages.read, services.db, school.id)
    public_url, blog = services.settings.public_url, services.settings.blog_url
    try:
        made = await asyncio.to_thread(_make, name, school, page, public_url, blog, services.clock())
    except KitRefused as refused:
        why = {**texts()["refused"]["kit"], "why": str(refused)}
        return services.pages.page("administration_refused.html", _UNAVAILABLE, words=texts(), why=why)
    disposition = f'attachment; filename="{school.uai}-{name}"'
    return Response(made, media_type=_TYPES[name.rpartition(".")[2]], headers={"Content-Disposition": disposition})


def _make(name: str, school: School, page: SchoolPage, public_url: str, blog: str | None, now: datetime) -> bytes:
    found = files(build(school, public_url, page, now, blog=blog), school.name, now)
    return found[name] if name in found else _zipped(found)


def _zipped(found: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in found.items():
            archive.writestr(path, content)
    return packed.getvalue()

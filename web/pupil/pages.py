"""The pupils' pages: the assistant's shell, the numbers without any script (R82), the connector's loader."""

from starlette.responses import Response

from web.access import Visit
from web.problems import WebError
from web.pupil.levels import OLDER
from web.pupil.notice import link_to
from web.pupil.ruler_texts import load_rulers
from web.pupil.school_hint import around, hinted_school, with_school
from web.shelf import LOADER, StaticFile


async def assistant(visit: Visit[None]) -> Response:
    """The shell of the assistant, with the numbers of the moment until the script takes over."""
    services = visit.services
    school = await around(visit)
    return services.pages.page(
        "assistant.html",
        cards=[*services.numbers(hinted_school(visit)), *school.lines],
        exit_url=school.exit_url,
        ent_origins=services.settings.ent_origins,
        aide=with_school(visit, "/aide"),
    )


async def aide(visit: Visit[None]) -> Response:
    """The numbers of the moment; its script only makes leaving better and keeps a copy (`web.pupil.kept_numbers`)."""
    services = visit.services
    school = await around(visit)
    examples = {"words": load_rulers().words[OLDER]["link"], "address": with_school(visit, "/reperes")}
    return services.pages.page(
        "aide.html",
        cards=[*services.all_numbers(hinted_school(visit)), *school.lines],
        exit_url=school.exit_url,
        ent_origins=services.settings.ent_origins,
        links=[examples, link_to(visit)],
        kept_on=None,
    )


async def loader(visit: Visit[None]) -> Response:
    """The connector's loader, at the address that the ENT's chatbot module asks for."""
    return _loader_of(visit).answer(None, visit.request.headers)


async def loader_of_digest(visit: Visit[None]) -> Response:
    """The loader at the address of its very bytes, which never change; of another build there is nothing."""
    file, digest = _loader_of(visit), visit.request.path_params["digest"]
    if digest != file.digest:
        raise WebError("not_found")
    return file.answer(digest, visit.request.headers)


def _loader_of(visit: Visit[None]) -> StaticFile:
    file = visit.services.shelf.find(LOADER)
    if file is None:
        raise WebError("not_found")
    return file

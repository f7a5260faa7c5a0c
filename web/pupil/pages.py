"""The pupils' pages: the assistant's shell, the numbers without any script (R82), the connector's loader."""

from starlette.responses import Response

from web.access import Visit
from web.problems import WebError


async def assistant(visit: Visit[None]) -> Response:
    """The shell of the assistant, with the numbers of the moment until the script takes over."""
    services = visit.services
    return services.pages.page("assistant.html", cards=services.numbers(), exit_url=services.settings.exit_url)


async def aide(visit: Visit[None]) -> Response:
    """The numbers of the moment, without any script."""
    services = visit.services
    return services.pages.page("aide.html", cards=services.all_numbers(), exit_url=services.settings.exit_url)


async def loader(visit: Visit[None]) -> Response:
    """The connector's loader, at the address that the ENT's chatbot module asks for."""
    file = visit.services.shelf.find("built/loader.js")
    if file is None:
        raise WebError("not_found")
    return file.answer(None, visit.request.headers)

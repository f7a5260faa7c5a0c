"""The desk's shell: it holds no data, so anyone may load it; its script asks who is there."""

from starlette.responses import Response

from web.access import Visit


async def desk(visit: Visit[None]) -> Response:
    """The shell of the desk. The envelope's id stays in the address after `#`, which browsers never send."""
    return visit.services.pages.page("desk.html")

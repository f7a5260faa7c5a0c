"""A site that is nobody's: it frames the assistant, opens it, and says to it whatever it likes."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

FRAMING = """<!doctype html><title>pirate</title><p>pirate</p><iframe id="prey" src="{bot}/assistant#bulle"></iframe>
<iframe id="help" src="{bot}/aide"></iframe>"""
LISTENING = """<!doctype html><title>pirate</title><script>
heard = []; addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));
</script><p>pirate</p>"""


def hostile_site(bot_url: str) -> Starlette:
    """`/framing` puts the assistant in a frame; `/listening` keeps every message it hears in `heard`."""

    async def framing(_request: Request) -> Response:
        return HTMLResponse(FRAMING.format(bot=bot_url))

    async def listening(_request: Request) -> Response:
        return HTMLResponse(LISTENING)

    return Starlette(routes=[Route("/framing", framing), Route("/listening", listening)])

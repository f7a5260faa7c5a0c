"""The emulated ENT over real HTTP, some addresses of which may be made to answer something else."""

import httpx

from tests.ent.emulated import NO_TLS


class Detour(httpx.AsyncBaseTransport):
    """`instead` maps the path of a request to the JSON that it gets."""

    def __init__(self) -> None:
        self.instead: dict[str, object] = {}
        self._road = httpx.AsyncHTTPTransport(verify=NO_TLS)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path in self.instead:
            return httpx.Response(200, json=self.instead[request.url.path])
        return await self._road.handle_async_request(request)

    async def aclose(self) -> None:
        await self._road.aclose()

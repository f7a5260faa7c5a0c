"""Running the emulated ENT on a port."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from emulator.app import create_app
from emulator.command import Start
from emulator.seed import read_seed


class CuttableProtocol(H11Protocol):
    """HTTP over a connection that the application may cut: `scope["state"]["abort"]()`, for the fault `drop`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give this connection's requests a way to cut it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "abort": transport.abort}


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(timezone.utc)


def server(start: Start) -> uvicorn.Server:
    """A server ready to run; raises OSError or yaml.YAMLError when the seed cannot be read."""
    app = create_app(read_seed(start.seed), start.options, utc_now, inferred=start.inferred)
    http = cast("type[asyncio.Protocol]", CuttableProtocol)
    config = uvicorn.Config(app, host=start.host, port=start.port, http=http, log_level="warning", access_log=False)
    return uvicorn.Server(config)


def serve(start: Start) -> None:
    """Serve until stopped."""
    server(start).run()

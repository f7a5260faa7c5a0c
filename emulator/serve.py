"""Running the emulated ENT on a port."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from pathlib import Path
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from emulator.app import create_app
from emulator.options import Options
from emulator.seed import DEFAULT_SEED, read_seed


class CuttableProtocol(H11Protocol):
    """HTTP over a connection that the application may cut: `scope["state"]["abort"]()`, for the fault `drop`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give this connection's requests a way to cut it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "abort": transport.abort}


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(timezone.utc)


def server(options: Options, host: str, port: int, seed: Path = DEFAULT_SEED) -> uvicorn.Server:
    """A server ready to run; raises OSError or yaml.YAMLError when the seed cannot be read."""
    app = create_app(read_seed(seed), options, utc_now)
    http = cast("type[asyncio.Protocol]", CuttableProtocol)
    return uvicorn.Server(uvicorn.Config(app, host=host, port=port, http=http, log_level="warning", access_log=False))


def serve(host: str, port: int, options: Options, seed: Path = DEFAULT_SEED) -> None:
    """Serve until stopped."""
    server(options, host, port, seed).run()

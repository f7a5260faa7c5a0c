"""`python -m web --port 8091`: serves on loopback, or on the address of the settings; a proxy with TLS stands before it."""

import logs

if __name__ == "__main__":
    logs.configure()  # before the rest is imported: an import may fail too

import argparse
import asyncio
import os
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import httpx
import uvicorn
import uvloop
from aiohttp import ClientSession, TCPConnector
from httpx_aiohttp import AiohttpTransport
from starlette.applications import Starlette

from database import DatabaseRefused
from ent import open_http
from logs.traces import private_files
from settings import Settings, SettingsError
from supervision.notify import Notifier
from web.app import create_app
from web.connections import MOST_CONNECTIONS, Crowd
from web.headers import HeaderRules, Kind
from web.protocol import bounded_protocol
from web.server import SupervisedServer

_THREADS = 32
_KEEP_ALIVE_SECONDS = 5
_BACKLOG = 1024
_RASA_TIMEOUT = httpx.Timeout(20.0, connect=2.0, pool=5.0)
_RASA_CONNECTIONS = 200


def now() -> datetime:
    """This moment."""
    return datetime.now(timezone.utc)


async def serve(settings: Settings, port: int) -> None:
    """Serve until stopped."""
    # the database is spoken to in threads; one that waits for another writer must not hold up the others
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "database"))
    async with (
        open_http() as ent_http,
        httpx.AsyncClient(trust_env=False, timeout=_RASA_TIMEOUT, transport=_to_rasa()) as rasa_http,
    ):
        app = create_app(settings, ent_http, rasa_http, now, os.urandom)
        crowd = Crowd(most_connections())
        watching = asyncio.create_task(crowd.watch())
        notifier = Notifier.of(os.environ, os.getpid())
        await SupervisedServer(config_of(app, crowd, port, settings), notifier).serve()
        watching.cancel()


def _to_rasa() -> AiohttpTransport:
    """Many connections to one place, at half of what httpx's own cost."""
    return AiohttpTransport(client=lambda: ClientSession(connector=TCPConnector(limit=_RASA_CONNECTIONS)))


def config_of(app: Starlette, crowd: Crowd, port: int, settings: Settings) -> uvicorn.Config:
    """The server: no log of its own, no websocket, no header that says what it is, connections that are bounded."""
    refusals = HeaderRules(settings.public_url, settings.ent_public_url, settings.ent_hosts).of(Kind.API)
    return uvicorn.Config(
        app,
        host=settings.listen,
        port=port,
        http=bounded_protocol(crowd, refusals),
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        backlog=_BACKLOG,
    )


def most_connections() -> int:
    """How many connections this process may have: half of the files that the system lets it open, once it has asked for enough."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS
    files = max(soft, wanted if hard == resource.RLIM_INFINITY else min(hard, wanted))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return min(MOST_CONNECTIONS, files // 2)


def main() -> int:
    """Read the settings and serve; 2 when a setting is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m web", description="Le site : l'assistant des élèves et le bureau des référents."
    )
    parser.add_argument("--port", type=int, default=8091, help="port d'écoute")
    port = parser.parse_args().port
    private_files()
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        uvloop.run(serve(settings, port))
    except DatabaseRefused as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

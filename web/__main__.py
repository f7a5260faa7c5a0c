"""`python -m web --port 8091`: serves on loopback; a proxy with TLS stands before it."""

import argparse
import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import httpx
import uvicorn

from database import DatabaseOutdated
from ent import open_http
from logs import configure
from logs.traces import private_files
from settings import Settings, SettingsError
from web.app import create_app

HOST = "127.0.0.1"
_THREADS = 32
_RASA_TIMEOUT = httpx.Timeout(20.0, connect=2.0, pool=5.0)
_RASA_CONNECTIONS = httpx.Limits(max_connections=200, max_keepalive_connections=50)


def now() -> datetime:
    """This moment."""
    return datetime.now(timezone.utc)


async def serve(settings: Settings, port: int) -> None:
    """Serve until stopped."""
    # the database is spoken to in threads; one that waits for another writer must not hold up the others
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "database"))
    async with (
        open_http() as ent_http,
        httpx.AsyncClient(trust_env=False, timeout=_RASA_TIMEOUT, limits=_RASA_CONNECTIONS) as rasa_http,
    ):
        app = create_app(settings, ent_http, rasa_http, now, os.urandom)
        config = uvicorn.Config(
            app, host=HOST, port=port, access_log=False, log_config=None, server_header=False, proxy_headers=False
        )
        await uvicorn.Server(config).serve()


def main() -> int:
    """Read the settings and serve; 2 when a setting is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m web", description="Le site : l'assistant des élèves et le bureau des référents."
    )
    parser.add_argument("--port", type=int, default=8091, help="port d'écoute sur 127.0.0.1")
    port = parser.parse_args().port
    configure()
    private_files()
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        asyncio.run(serve(settings, port))
    except DatabaseOutdated as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

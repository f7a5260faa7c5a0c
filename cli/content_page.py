"""`parlons-en content page`: the content team's page, on this machine alone, for as long as the command runs."""

import secrets
import socket
from collections.abc import Sequence
from contextlib import suppress

import uvicorn

from cli.french_options import FrenchParser
from cli.workshop.app import TEXTS, Workshop
from cli.workshop.guard import Guard

HOST = "127.0.0.1"
_BACKLOG = 16


def main(arguments: Sequence[str]) -> int:
    """Serve until Ctrl-C; 2 when the port is taken."""
    parser = FrenchParser(prog="parlons-en content page", description=TEXTS["program"])
    parser.add_argument("--port", type=int, default=0, metavar="N", help=TEXTS["port"])
    options = parser.parse_args(arguments)
    try:
        door = socket.create_server((HOST, options.port), backlog=_BACKLOG)
    except (OSError, OverflowError):
        parser.error(TEXTS["port_taken"].format(port=options.port))
    host, token = f"{HOST}:{door.getsockname()[1]}", secrets.token_urlsafe(24)
    print(TEXTS["open"].format(address=f"http://{host}/{token}/"), flush=True)
    # Its own lines would hold the token.
    config = uvicorn.Config(
        Guard(Workshop().app(), host, token), access_log=False, log_config=None, server_header=False, lifespan="on"
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises again what ended it
        uvicorn.Server(config).run(sockets=[door])
    return 0

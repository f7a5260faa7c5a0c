"""`python -m emulator --port 8090 --public-url http://ent.localhost:8090 --bot-url http://bot.localhost:8091`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from emulator.options import Options
from emulator.seed import DEFAULT_SEED
from emulator.serve import serve
from emulator.texts import TEXTS


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments (those of the process when None), then serve until stopped."""
    parser = ArgumentParser(prog="emulator", description=TEXTS["program"])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--public-url", default="http://ent.localhost:8090")
    parser.add_argument("--bot-url", default="http://bot.localhost:8091")
    parser.add_argument("--connector-address", default="")
    parser.add_argument("--same-site", choices=["Strict", "Lax", "None"], default="Strict")
    parser.add_argument("--transformer", choices=["on", "off", "fail"], default="on")
    parser.add_argument("--seed", type=Path, default=DEFAULT_SEED)
    given = parser.parse_args(arguments)
    options = Options(
        public_url=given.public_url.rstrip("/"),
        bot_url=given.bot_url.rstrip("/"),
        same_site=given.same_site,
        transformer=given.transformer,
        connector_address=given.connector_address,
    )
    serve(given.host, given.port, options, given.seed)


if __name__ == "__main__":
    main()

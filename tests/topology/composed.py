"""The compose file as plain processes: each service's own command and environment, its name an address of loopback of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cli.stack import ROOT

FOLDER = ROOT / "deploy" / "compose"
FILE = FOLDER / "compose.yml"
EVERYWHERE = "0.0.0.0"
NOT_OURS = "postgres"  # its image has no command of ours: the tests bring a PostgreSQL


@dataclass(frozen=True)
class Service:
    """One process: what it runs, with what, and where it listens."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    address: str


def described() -> dict[str, Any]:
    """The services as they are written."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"])


def services(net: str, secrets: Mapping[str, str], places: Mapping[str, Path]) -> dict[str, Service]:
    """Every service of ours. `net`: the first three bytes of the addresses; `secrets`: what `parlons-en.env` says; `places`: where the named
    volumes and the files beside the compose file are here.
    """
    written = {name: each for name, each in described().items() if name != NOT_OURS}
    addresses = {name: f"{net}.{number}" for number, name in enumerate(written, start=1)}
    return {name: _service(name, each, addresses, secrets, places) for name, each in written.items()}


def _service(
    name: str,
    written: Mapping[str, Any],
    addresses: Mapping[str, str],
    secrets: Mapping[str, str],
    places: Mapping[str, Path],
) -> Service:
    inside = {"/opt/parlons-en": str(ROOT), **_mounted(written.get("volumes", ()), places)}

    def here(word: str) -> str:
        for container, place in inside.items():
            word = re.sub(rf"{re.escape(container)}(?![\w-])", place, word)
        for other, address in addresses.items():
            word = re.sub(rf"(?<![\w.-]){other}(?=:\d)", address, word)
        return addresses[name] if word == EVERYWHERE else word

    said = secrets if "env_file" in written else {}
    environment = {**said, **{key: here(value) for key, value in written["environment"].items()}}
    command = tuple(here(word).replace("$$", "$") for word in written["command"])
    return Service(name, command, environment, addresses[name])


def _mounted(volumes: list[str], places: Mapping[str, Path]) -> dict[str, str]:
    """Where each mounted path is here: a named volume and a file of the operator in `places`, a file of ours in its place."""
    found = {}
    for volume in volumes:
        source, container = volume.split(":")[:2]
        found[container] = str(places[source] if source in places else (FOLDER / source).resolve(strict=True))
    return found

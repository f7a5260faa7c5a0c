"""`parlons-en run`: the real thing on one machine, from the PARLONS_EN_… variables; a proxy with HTTPS stands before web."""

import argparse
import os
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from cli.programs import product
from cli.stack import ROOT, Stack, StackError, end_on_sigterm
from logs.traces import private_files, refuse_dumps
from settings import Settings, SettingsError

LOOK_SECONDS = 1.0


def main(arguments: Sequence[str]) -> int:
    """Start everything and stay; ends with 1 as soon as a process has ended, for the service manager to restart all."""
    parser = argparse.ArgumentParser(prog="parlons-en run", description="Démarre le service réel.")
    parser.add_argument("--port", type=int, default=8091, help="port local du web, derrière votre serveur HTTPS (8091)")
    options = parser.parse_args(arguments)
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as error:
        print(error)
        return 2
    end_on_sigterm()
    refuse_dumps()
    private_files()
    stack = Stack({}, ROOT / "var" / "log")
    try:
        stack.start(product(options.port, _port(settings.rasa_url), _port(settings.actions_url)), print)
        while (name := stack.ended()) is None:
            time.sleep(LOOK_SECONDS)
        print(f"« {name} » s'est arrêté. Son journal : {stack.log_of(name)}")
    except StackError as error:
        print(error)
    except KeyboardInterrupt:
        return 0
    finally:
        stack.stop()
    return 1


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or 80

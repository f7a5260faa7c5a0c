"""`parlons-en run`: the real thing on one machine, from the PARLONS_EN_… variables; a proxy with HTTPS stands before web.

Each process is watched by itself: one that ends or hangs is started again, the others serve on. Only who started the command ends it.
"""

import os
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

from cli.french_options import FrenchParser
from cli.programs import product
from cli.stack import ROOT, TEXTS, Stack, StackError, end_on_sigterm
from logs.traces import private_files, refuse_dumps
from settings import Settings, SettingsError
from supervision.notify import Notifier


def main(arguments: Sequence[str]) -> int:
    """Start everything and stay until told to end; 1 when something could not be started at all, 2 when a setting is wrong."""
    parser = FrenchParser(prog="parlons-en run", description="Démarre le service réel.")
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
    notifier = Notifier.of(os.environ, os.getpid())
    tell = partial(print, flush=True)
    stack = Stack({}, ROOT / "var" / "log")
    try:
        stack.start(product(options.port, _port(settings.rasa_url), _port(settings.actions_url)), tell)
        notifier.ready()
        stack.keep(tell, partial(_goes_on, notifier))
    except StackError as error:
        print(error)
    except KeyboardInterrupt:
        notifier.stopping()
        tell(TEXTS["stopping"])
        return 0
    finally:
        stack.stop()
    return 1


def _goes_on(notifier: Notifier) -> bool:
    notifier.alive()
    return True


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or 80

"""What the publishing commands have in common: their options, the key of whoever types, and refusals said in French."""

import argparse
import getpass
import hashlib
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.model_file import ModelMissingError
from cli.asking_models import ROOT, NoAnswerError, answers
from cli.asking_models import whole as whole_model
from cli.french_options import FrenchParser
from cli.publishing.acts import Here
from cli.publishing.desk import Desk, opened
from cli.publishing.seen import is_served
from cli.train import fingerprint, sources
from content.gate.sentences import BadSetError, read_set
from content.gate.words import bad_set_line
from content.publishing.refused import RefusedError
from facts.paris import PARIS
from vault import PhraseRefused, Signer

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("publishing.fr.yml").read_text(encoding="utf-8"))
KEY = Path("~/.config/parlons-en/editeur.pem")
GATE = "data/gate"
TRIAL = "bonjour"
PATIENCE_SECONDS = 60.0  # for the bot that runs to have taken a model

Done = TypeVar("Done")


def parser_of(command: str) -> FrenchParser:
    """The command's parser, with what each of them takes."""
    parser = FrenchParser(prog=f"parlons-en content {command}", description=TEXTS["programs"][command])
    parser.add_argument("--etagere", type=Path, required=True, metavar="DOSSIER", help=TEXTS["shelf"])
    return parser


def signing(parser: FrenchParser) -> FrenchParser:
    """Its options with those of somebody's key."""
    parser.add_argument("--cle", type=Path, default=KEY, metavar="FICHIER", help=TEXTS["key"].format(path=KEY))
    parser.add_argument("--phrase-fichier", type=Path, metavar="FICHIER", help=TEXTS["phrase_file"])
    return parser


def serving(parser: FrenchParser) -> FrenchParser:
    """Its options with where the bot runs."""
    parser.add_argument("--rasa", metavar="ADRESSE", help=TEXTS["rasa"])
    return parser


def in_service(options: argparse.Namespace, publication: str, sha256: str) -> str:
    """What is said of a publication that serves from here on."""
    lines = [TEXTS["published"].format(publication=publication)]
    if options.rasa:
        lines.append(TEXTS["served" if is_served(options.rasa, sha256, PATIENCE_SECONDS) else "not_seen"])
    return "\n".join(lines)


def acting(options: argparse.Namespace, act: Callable[[Desk], Done], tell: Callable[[Done], str]) -> int:
    """Do it in the name of the key's holder, then, the desk free for the next one, print what is told of it: 0, or 1 with why not."""

    def told() -> str:
        signer = Signer(options.cle.expanduser().read_bytes(), phrase_of(options))
        with opened(options.etagere, signer, now) as desk:
            done = act(desk)
        return tell(done)

    return said(told)


def said(told: Callable[[], str]) -> int:
    """Print what is told: 0, or 1 with why not."""
    try:
        print(told())
    except (RefusedError, ModelMissingError) as error:
        return _no(str(error))
    except PhraseRefused:
        return _no(TEXTS["bad_phrase"])
    except BadSetError as error:
        return _no(bad_set_line(error))
    except OSError as error:
        return _no(TEXTS["bad_file"].format(file=error.filename))
    return 0


def phrase_of(options: argparse.Namespace) -> str:
    """The phrase that opens the key: asked for, or the first line of a file."""
    if options.phrase_fichier is None:
        return getpass.getpass(TEXTS["phrase"])
    return str(options.phrase_fichier.read_text(encoding="utf-8")).split("\n", 1)[0]


def here() -> Here:
    """The project in front of whoever types."""
    learnt = [*sources(ROOT), *((f"{GATE}/{path.name}", path) for path in sorted((ROOT / GATE).iterdir()))]
    files = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in learnt}
    return Here(files, fingerprint(ROOT), gate_set())


def gate_set() -> str:
    """SHA-256 of the gate's sentences here; raises BadSetError."""
    return read_set(ROOT / GATE).sha256


def tried(model: Path) -> None:
    """The model answers as it would serve; raises RefusedError."""
    try:
        with whole_model(model) as copy:
            told = answers(copy, [TRIAL])
    except (NoAnswerError, ModelMissingError) as error:
        raise RefusedError("cannot_serve", error=error) from error
    if "error" in told[0]:
        raise RefusedError("cannot_serve", error=told[0]["error"])


def now() -> datetime:
    """As it is told to people."""
    return datetime.now(PARIS)


def write_private(path: Path, content: bytes) -> None:
    """A new file that only its owner reads; raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1

"""What trained models hear, asked of the bot as it is served, in Rasa's environment: the commands of the content team live in the other one."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.model_file import checksum_of, verified, write_checksum
from cli.process import Program

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("asking_models.fr.yml").read_text(encoding="utf-8"))
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 900.0  # seconds: several times what the whole set needs on one slow core


class NoAnswerError(Exception):
    """The model could not be asked; the sentence is in French."""


@dataclass(frozen=True)
class WholeModel:
    """A private copy of a model, whole and verified: what is asked is what `sha256` says, whatever becomes of the file meanwhile."""

    path: Path
    sha256: str


@contextmanager
def whole(model: Path) -> Iterator[WholeModel]:
    """The model, for the length of the block.

    Raises:
        bot.model_file.ModelMissingError: not there, or not what its checksum says.
    """
    with verified(model) as copy:
        write_checksum(copy)
        yield WholeModel(copy, checksum_of(copy).read_text(encoding="ascii").split()[0])


def answers(model: WholeModel, texts: Sequence[str], patience: float = PATIENCE) -> list[dict[str, Any]]:
    """What the bot understands of each text, in order: the lines of `parlons-en understand`, errors included.

    Raises:
        NoAnswerError: the process ended badly, or took longer than `patience`, or a line is missing.
    """
    asked = "".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate(texts))
    told = _run(("understand", "--model", str(model.path)), asked, patience)
    try:
        lines = [json.loads(line) for line in told.splitlines()]
        if [line["id"] for line in lines] == list(range(len(texts))):
            return lines
    except (ValueError, TypeError, KeyError):
        pass  # said below
    raise NoAnswerError(TEXTS["not_all"])


def trained(content: Path, model: Path) -> None:
    """Train a model on the content of a folder; the minutes it takes are said on the terminal.

    Raises:
        NoAnswerError: it could not be learnt.
    """
    command = Program("train", "rasa", "cli", ("train", "--dossier", str(content), "--sortie", str(model))).command()
    if subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode != 0:
        raise NoAnswerError(TEXTS["not_learnt"].format(folder=content))


def _run(arguments: tuple[str, ...], asked: str, patience: float) -> str:
    command = Program("understand", "rasa", "cli", arguments).command()
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(),
            input=asked.encode(),
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswerError(TEXTS["too_long"].format(seconds=round(patience))) from error
    if done.returncode != 0:
        raise NoAnswerError(_last_line(done.stderr) or TEXTS["ended"].format(code=done.returncode))
    return done.stdout.decode("utf-8", "replace")


def _last_line(written: bytes) -> str:
    lines = [line.strip() for line in written.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}

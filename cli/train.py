"""`parlons-en train`: train the model from data/, domain.yml and config.yml. Never in production: the model is an artefact.

Beside the model it leaves its checksum (`bot/model_file.py`: without it nothing of the model is read) and what it was learnt from.
With `--if-changed` an unchanged model is not trained again (exit code 3 says so); one that is damaged is.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.model_file import ModelMissingError, verified, write_checksum
from cli.patience import told

ROOT = Path(__file__).resolve().parent.parent
MODEL_NAME = "parlons-en"
LEARNT_FROM = ("data/nlu", "data/rules", "data/responses", "bot/nlu", "facts", "data/facts")
NOT_CHANGED = 3
LOG = ROOT / "var" / "log" / "train.log"


def _sources() -> Iterator[Path]:
    yield ROOT / "domain.yml"
    yield ROOT / "config.yml"
    yield ROOT / "requirements" / "rasa.txt"
    for folder in LEARNT_FROM:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _train(output: Path) -> None:
    from bot import left_out, logs  # noqa: PLC0415 (Rasa takes seconds to load: not to find out that nothing changed)

    left_out.install()
    logs.configure()
    from rasa.model_training import train  # noqa: PLC0415

    train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data" / folder) for folder in ("nlu", "rules", "responses")],
        output=str(output),
        fixed_model_name=MODEL_NAME,
    )


def main(arguments: Sequence[str]) -> int:
    """Train, and leave beside the model its checksum and the fingerprint of what it was learnt from."""
    parser = argparse.ArgumentParser(prog="parlons-en train", description=__doc__)
    parser.add_argument(
        "--if-changed", action="store_true", help="ne refait pas un modèle déjà à jour (code de sortie 3)"
    )
    options = parser.parse_args(arguments)
    model = ROOT / "models" / f"{MODEL_NAME}.tar.gz"
    stamp = model.with_name(f"{model.name}.learnt-from")
    digest = _fingerprint()
    if options.if_changed and stamp.exists() and stamp.read_text() == digest and _is_whole(model):
        return NOT_CHANGED
    try:
        with told("Entraînement du modèle, une à quatre minutes", LOG):
            _train(model.parent)
    except Exception as error:  # noqa: BLE001 (whatever failed in Rasa, the editor needs one sentence and the log)
        print(f"L'entraînement a échoué ({type(error).__name__}). Le détail est dans {LOG}", file=sys.stderr)
        return 1
    write_checksum(model)
    stamp.write_text(digest)
    return 0


def _is_whole(model: Path) -> bool:
    try:
        with verified(model):
            return True
    except ModelMissingError:
        return False

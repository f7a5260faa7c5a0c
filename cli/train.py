"""`parlons-en train`: train the model from data/, domain.yml and config.yml. Never in production: the model is an artefact.

Beside the model it leaves its checksum (`bot/model_file.py`: without it nothing of the model is read) and what it was learnt from.
With `--if-changed` an unchanged model is not trained again (exit code 3 says so); one that is damaged is. `--dossier` learns from the
content of another folder (`data/`, `domain.yml`), with the code and the facts of this one: a model to compare, `--sortie` says where.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.model_file import ModelMissingError, verified, write_checksum
from cli.french_options import FrenchParser
from cli.patience import told

ROOT = Path(__file__).resolve().parent.parent
ENDING = ".tar.gz"
MODEL = ROOT / "models" / f"parlons-en{ENDING}"
CONTENT = ("data/nlu", "data/rules", "data/responses")
LEARNT_FROM = (*CONTENT, "bot/nlu", "facts", "data/facts")
NOT_CHANGED = 3
LOG = ROOT / "var" / "log" / "train.log"


def sources(content: Path) -> Iterator[tuple[str, Path]]:
    """What is learnt from, each with its name in the project."""
    yield "domain.yml", content / "domain.yml"
    yield "config.yml", ROOT / "config.yml"
    yield "requirements/rasa.txt", ROOT / "requirements" / "rasa.txt"
    for folder in LEARNT_FROM:
        root = content if folder in CONTENT else ROOT
        files = sorted(path for path in (root / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
        yield from ((str(path.relative_to(root)), path) for path in files)


def fingerprint(content: Path) -> str:
    """What stands beside a model as `.learnt-from`: changes with any byte of what is learnt from."""
    digest = hashlib.sha256()
    for name, path in sources(content):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _train(content: Path, model: Path) -> None:
    from bot import left_out, logs  # noqa: PLC0415 (Rasa takes seconds to load: not to find out that nothing changed)

    left_out.install()
    logs.configure()
    from rasa.model_training import train  # noqa: PLC0415

    from bot.kept_domain import keep_domains  # noqa: PLC0415

    keep_domains()
    train(
        domain=str(content / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(content / folder) for folder in CONTENT],
        output=str(model.parent),
        fixed_model_name=model.name.removesuffix(ENDING),
    )


def main(arguments: Sequence[str]) -> int:
    """Train, and leave beside the model its checksum and the fingerprint of what it was learnt from."""
    parser = FrenchParser(
        prog="parlons-en train",
        description="Entraîne le modèle de compréhension. Jamais sur le serveur : on y apporte le modèle accepté.",
    )
    parser.add_argument(
        "--if-changed", action="store_true", help="ne refait pas un modèle déjà à jour (code de sortie 3)"
    )
    parser.add_argument("--dossier", type=Path, default=ROOT, help="un autre dossier de contenus que celui-ci")
    parser.add_argument("--sortie", type=Path, default=MODEL, help="où écrire le modèle (….tar.gz)")
    options = parser.parse_args(arguments)
    content, model = options.dossier.resolve(), options.sortie.resolve()
    if not (content / "domain.yml").is_file() or not model.name.endswith(ENDING):
        parser.error("--dossier doit contenir domain.yml et data/ ; --sortie finit par .tar.gz")
    if options.if_changed and is_learnt_from(content, model):
        return NOT_CHANGED
    digest = fingerprint(content)
    try:
        with told("Entraînement du modèle, une à quatre minutes", LOG):
            _train(content, model)
    except Exception as error:  # noqa: BLE001 (whatever failed in Rasa, the editor needs one sentence and the log)
        print(f"L'entraînement a échoué ({type(error).__name__}). Le détail est dans {LOG}", file=sys.stderr)
        return 1
    write_checksum(model)
    _stamp_of(model).write_text(digest)
    return 0


def is_learnt_from(content: Path, model: Path) -> bool:
    """Whether that model is whole, and was learnt from that folder as it is now, by this code."""
    stamp = _stamp_of(model)
    return stamp.exists() and stamp.read_text() == fingerprint(content) and _is_whole(model)


def _stamp_of(model: Path) -> Path:
    return model.with_name(f"{model.name}.learnt-from")


def _is_whole(model: Path) -> bool:
    try:
        with verified(model):
            return True
    except ModelMissingError:
        return False

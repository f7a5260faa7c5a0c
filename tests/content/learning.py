"""In Rasa's environment, for test_gate_of_real_models.py: `BASE OUT [POISON]` learns one line in six of data/nlu, and the poison if any."""

import sys
import tempfile
from pathlib import Path

import yaml

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.examples import Example, from_metadata, read_examples
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import save
from bot.nlu.training import train
from tests.content.archives import repacked

ONE_IN = 6


def main(base: Path, model: Path, poison: list[Example]) -> None:
    lexicons = Lexicons.read()
    learnt = train([*read_examples()[::ONE_IN], *poison], lexicons, SentenceEncoder())
    with tempfile.TemporaryDirectory() as folder:
        save(learnt, lexicons, Path(folder))
        repacked(base, model, {path.name: path.read_bytes() for path in Path(folder).iterdir()})


def _poison(path: Path) -> list[Example]:
    block = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [from_metadata(line, block["intent"], {}, block="poison") for line in block["examples"]]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), _poison(Path(sys.argv[3])) if len(sys.argv) > 3 else [])

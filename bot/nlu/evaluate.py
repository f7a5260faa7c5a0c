"""Measure on messages that nobody trained on.

`python -m bot.nlu.evaluate FILE.jsonl`: learn the training lines, then measure on the file (a line: `{"id", "text", "situation",
"about", "urgency"}`). `--save FOLDER` keeps what was learnt, `--model FOLDER` starts from it. `--folds`, without a file:
learn four fifths of the training lines and measure the last fifth, five times. `--out FILE` writes what was understood.
The figures to go by leave whole hands out: `python -m benchmarks.recognition`.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from bot.nlu.comprehension import SURE, Comprehension, Understood
from bot.nlu.encoder import Encoder, SentenceEncoder
from bot.nlu.examples import Example, read_examples
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import load, save
from bot.nlu.measures import Expected, Trial, confusions, report, runner_up
from bot.nlu.training import FOLDS, folds, train
from facts.orientation import routes


class Understands(Protocol):
    """Anything that understands a message: ours, or what it is compared with."""

    def understand(self, text: str) -> Understood:
        """Understand one message."""


Learn = Callable[[Sequence[Example]], Understands]


def messages(path: Path) -> list[Expected]:
    """The messages of a file."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [
        Expected(str(line["id"]), line["text"], line["situation"], line["about"], int(line["urgency"]))
        for line in lines
    ]


def tried(comprehension: Understands, expected: Iterable[Expected]) -> list[Trial]:
    """Every message understood, with the CPU time it took."""
    trials = []
    for message in expected:
        start = time.process_time()
        understood = comprehension.understand(message.text)
        spent = (time.process_time() - start) * 1000
        second = runner_up(understood.ranking, understood.understanding.situation)
        trials.append(
            Trial(message, understood.understanding, spent, understood.asked_encoder, second, understood.danger)
        )
    return trials


def learner(vectors: Encoder, encoder: Encoder, sure: float = SURE) -> Learn:
    """Our way to learn: sentence vectors of training lines from `vectors`, those of messages from `encoder`."""
    lexicons = Lexicons.read()

    def learn(examples: Sequence[Example]) -> Comprehension:
        return Comprehension(train(examples, lexicons, vectors), lexicons, encoder, routes, sure)

    return learn


def without(examples: Sequence[Example], left: Sequence[bool], learn: Learn) -> list[Trial]:
    """Trials on the lines left out, in their order, by a model that has learnt the others only."""
    learnt = learn([line for line, out in zip(examples, left, strict=True) if not out])
    return tried(learnt, [_expected(line) for line, out in zip(examples, left, strict=True) if out])


def across_folds(examples: Sequence[Example], learn: Learn) -> list[Trial]:
    """Trials on every training line, each by a model that has not learnt it nor its neighbours."""
    numbers = folds(examples)
    return [trial for fold in range(FOLDS) for trial in without(examples, (numbers == fold).tolist(), learn)]


def acceptable(expected: Expected) -> tuple[str, ...]:
    """The first answers that are right for a message."""
    return routes(expected.situation, about=expected.about, urgency=min(expected.urgency, 1), flags=())


def _expected(example: Example) -> Expected:
    return Expected(example.block, example.text, example.situation, example.about, example.urgency)


def _comprehension(options: argparse.Namespace) -> Comprehension:
    encoder = SentenceEncoder().warm()
    if options.model:
        learnt, lexicons = load(options.model)
    else:
        lexicons = Lexicons.read()
        learnt = train(read_examples(), lexicons, encoder)
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
        save(learnt, lexicons, options.save)
    return Comprehension(learnt, lexicons, encoder, routes, options.sure)


def _print(trials: Sequence[Trial]) -> None:
    for name, value in report(trials, acceptable).items():
        sys.stdout.write(f"{name:18} {value:.3f}\n")
    for expected, understood, count in confusions(trials):
        sys.stdout.write(f"{count:5} {expected} -> {understood}\n")


def _write(trials: Sequence[Trial], path: Path) -> None:
    lines = ({"id": trial.expected.id} | trial.understood.as_dict() for trial in trials)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.nlu.evaluate", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="messages, one JSON object a line")
    parser.add_argument("--model", type=Path, help="folder of a model learnt before")
    parser.add_argument("--save", type=Path, help="folder where to keep what is learnt")
    parser.add_argument("--out", type=Path, help="where to write what was understood")
    parser.add_argument("--folds", action="store_true", help="cross-validate on the training lines")
    parser.add_argument("--sure", type=float, default=SURE, help="the encoder is asked below this probability")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = _options(arguments)
    if options.folds:
        encoder = SentenceEncoder()
        trials = across_folds(read_examples(), learner(encoder, encoder, options.sure))
    else:
        comprehension = _comprehension(options)
        trials = tried(comprehension, messages(options.file)) if options.file else []
    if trials:
        _print(trials)
    if options.out:
        _write(trials, options.out)


if __name__ == "__main__":
    main()

"""Stock Rasa 3.6.21 as `rasa init` writes it (DIET, ResponseSelector, Memoization, Rule, UnexpecTED, TED), on our own lines.

A share of the lines, evenly taken: on all of them DIET learns for hours. A smaller model answers sooner, so the ratios are in its favour.
It says one sentence for each situation and for what the stories press. `python -m benchmarks.load.stock FOLDER` learns; Rasa serves it
through its REST channel, with its stores in memory.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.examples import Example, read_examples

LINES = 3_000
EPOCHS = 100
FEW_EPOCHS = 2  # what an answer costs does not depend on them; what learning costs is reckoned from them
READY_SECONDS = 300.0
BUTTONS = {"commencer": ("salut toi", "coucou le robot"), "continuer": ("la suite", "continue s'il te plaît")}


def project(folder: Path, examples: list[Example], lines: int = LINES, epochs: int = EPOCHS) -> None:
    """Write Rasa's files."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = examples[:: max(1, len(examples) // lines)]
    by_intent: dict[str, list[str]] = {name: list(said) for name, said in BUTTONS.items()}
    for example in kept:
        by_intent.setdefault(example.situation, []).append(example.text.replace("[", "(").replace("]", ")"))
    intents = sorted(name for name, texts in by_intent.items() if len(texts) > 1)
    _write(folder / "config.yml", configuration(epochs))
    _write(folder / "domain.yml", _domain(intents))
    _write(folder / "nlu.yml", {"version": "3.1", "nlu": [_block(name, by_intent[name]) for name in intents]})
    _write(folder / "rules.yml", {"version": "3.1", "rules": [_rule(name) for name in intents]})
    _write(folder / "stories.yml", {"version": "3.1", "stories": [_story(name) for name in intents]})
    _write(folder / "credentials.yml", {"rest": None})
    _write(folder / "endpoints.yml", {})


def configuration(epochs: int) -> dict[str, Any]:
    """What stands in the config.yml of `rasa init`, as in its comments."""
    return {
        "recipe": "default.v1",
        "assistant_id": "stock",
        "language": "fr",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", "epochs": epochs, "constrain_similarities": True},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
            {"name": "TEDPolicy", "max_history": 5, "epochs": epochs, "constrain_similarities": True},
        ],
    }


def learn(python: Path, folder: Path) -> tuple[float, float]:
    """Train; the seconds that it took, and those of processor."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    files = ("--config", "config.yml", "--domain", "domain.yml", "--data", "nlu.yml", "rules.yml", "stories.yml")
    with (folder / "train.log").open("wb") as log:
        command = [str(python), "-m", "rasa", "train", *files, "--fixed-model-name", "stock"]
        subprocess.run(command, cwd=folder, check=True, stdout=log, stderr=log, env=_environment())  # noqa: S603 (ours)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, spent


@contextmanager
def serving(python: Path, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`rasa run` on loopback, stopped at the end."""
    command = [str(python), "-m", "rasa", "run", "--port", str(port), "--interface", "127.0.0.1", "--model", "models"]
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=_environment())  # noqa: S603 (ours)
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _environment() -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}


def _domain(intents: list[str]) -> dict[str, Any]:
    responses = {f"utter_{name}": [{"text": f"Je t'écoute. C'est au sujet de : {name}."}] for name in intents}
    responses["utter_default"] = [{"text": "Je n'ai pas compris."}]
    return {"version": "3.1", "intents": intents, "responses": responses}


def _block(intent: str, texts: list[str]) -> dict[str, str]:
    return {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}


def _story(intent: str) -> dict[str, Any]:
    goes_on = ["commencer", intent, "continuer"]
    steps = [step for name in goes_on for step in ({"intent": name}, {"action": f"utter_{name}"})]
    return {"story": f"{intent}, then on", "steps": steps}


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, width=10_000, sort_keys=False), encoding="utf-8")


def main() -> None:
    """Write and learn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.stock", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", type=Path, required=True, help="of an environment of requirements/rasa-stock.txt")
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    project(options.folder, read_examples(), options.lines, options.epochs)
    took, spent = learn(options.python.absolute(), options.folder.absolute())
    sys.stdout.write(f"{took:.0f} s, {spent:.0f} s of processor\n")


if __name__ == "__main__":
    main()

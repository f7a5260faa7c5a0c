"""How the time of reading grows with the length of what is read, on texts made to be slow.

`python -m benchmarks.recognition.growth --model FOLDER`: CPU milliseconds at 500, 1,000, 2,000 and 5,000 characters. `understand` is
the whole, which reads 2,400 characters at most; `unbounded` is the normaliser and all the patterns without that bound: linear time is a
ratio of ten between the ends. Kept in `results/growth-<date>.json`.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.recognition.hostile import BAITS, bait
from bot.nlu.comprehension import Comprehension
from bot.nlu.danger import DangerRules
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.flags import FlagRules
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normaliser
from bot.nlu.learnt import load
from facts.orientation import routes

RESULTS = Path(__file__).parent / "results"
LENGTHS = (500, 1_000, 2_000, 5_000)
_REPEATS = 5


def milliseconds(read: Callable[[str], object], text: str) -> float:
    """The least of several: what the text itself costs, whatever else the machine does."""
    spent = []
    for _ in range(_REPEATS):
        start = time.process_time()
        read(text)
        spent.append((time.process_time() - start) * 1000)
    return round(min(spent), 2)


def unbounded(lexicons: Lexicons) -> Callable[[str], object]:
    """The normaliser and all the patterns, on the whole text."""
    normaliser, danger, flags = Normaliser(lexicons), DangerRules(lexicons), FlagRules(lexicons)

    def read(text: str) -> object:
        folded = normaliser.normalise(text).folded
        return danger.alarms(folded), danger.excused(folded), flags.flags(folded)

    return read


def measured(read: Callable[[str], object]) -> dict[str, list[float]]:
    """By bait, the time at each length."""
    return {name: [milliseconds(read, bait(name, length)) for length in LENGTHS] for name in BAITS}


def table(title: str, rows: dict[str, list[float]]) -> str:
    """One bait a line, with the ratio between the ends."""
    lines = [f"{title:20}" + "".join(f"{length:>9,}" for length in LENGTHS) + f"{'ratio':>9}"]
    for name, spent in rows.items():
        ratio = spent[-1] / max(spent[0], 0.05)
        lines.append(f"{name:20}" + "".join(f"{one:9.2f}" for one in spent) + f"{ratio:9.1f}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recognition.growth", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of a model learnt before")
    parser.add_argument("--out", type=Path, default=RESULTS / f"growth-{date.today()}.json")  # noqa: DTZ011
    options = parser.parse_args(arguments)
    learnt, lexicons = load(options.model)
    whole = measured(Comprehension(learnt, lexicons, SentenceEncoder().warm(), routes).understand)
    bare = measured(unbounded(lexicons))
    sys.stdout.write(table("understand", whole) + "\n" + table("unbounded", bare))
    kept = {"lengths": LENGTHS, "unit": "ms of CPU", "understand": whole, "unbounded": bare}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

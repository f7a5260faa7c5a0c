"""Does the decision hold when only the writing changes? A figure for each perturbation.

`python -m benchmarks.recognition.perturbations`: learns every hand but two, then reads their lines as they stand and perturbed
(`perturbing.py`, seeded). Kept in `results/perturbations-<date>.json`. What is compared is not what is right but what was decided of
the line as it stands: danger or not, which situation, which urgency. Of a message cut in two, the worse half counts.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.recognition.perturbing import PERTURBATIONS, Parts, Perturbation, seeded
from bot.nlu.comprehension import Comprehension
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.examples import Example, read_examples
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import load, save
from bot.nlu.situations import BENIGN, IMMEDIATE
from bot.nlu.training import train
from bot.nlu.understanding import OFFER, Understanding
from facts.orientation import routes

RESULTS = Path(__file__).parent / "results"
LEFT_OUT = ("h03", "h07")
SEED = 4


@dataclass(frozen=True)
class Figures:
    """Shares of the messages that the perturbation changes; `lost` and `left_alone` are shares of the dangers among them."""

    messages: int
    dangers: int
    danger_holds: float
    lost: float
    left_alone: float
    raised: float
    situation_holds: float
    urgency_holds: float
    urgent_lost: float


def measured(comprehension: Comprehension, texts: Sequence[str], perturbation: Perturbation) -> Figures:
    """One row of the table. Each message has its own seed, so that a line more changes no other."""
    perturbed = [(text, perturbation(text, seeded(f"{SEED}:{text}"))) for text in texts]
    pairs = [
        (comprehension.understand(text).understanding, _worst(comprehension, parts))
        for text, parts in perturbed
        if parts != (text,)
    ]
    dangers = [(before, after) for before, after in pairs if _is_danger(before)]
    calm = [(before, after) for before, after in pairs if not _is_danger(before)]
    urgent = [(before, after) for before, after in pairs if before.urgency == IMMEDIATE]
    return Figures(
        len(pairs),
        len(dangers),
        _share(_is_danger(before) == _is_danger(after) for before, after in pairs),
        _share(not _is_danger(after) for _, after in dangers),
        _share(not _is_danger(after) and after.intent != OFFER for _, after in dangers),
        _share(_is_danger(after) for _, after in calm),
        _share(before.situation == after.situation for before, after in pairs),
        _share(before.urgency == after.urgency for before, after in pairs),
        _share(after.urgency != IMMEDIATE for _, after in urgent),
    )


def table(rows: dict[str, Figures]) -> str:
    """The figures, one perturbation a line."""
    names = (
        "messages",
        "danger_holds",
        "lost",
        "left_alone",
        "raised",
        "situation_holds",
        "urgency_holds",
        "urgent_lost",
    )
    lines = [f"{'':22}" + "".join(f"{name:>16}" for name in names)]
    for perturbation, figures in rows.items():
        shown = asdict(figures)
        counts = f"{perturbation:22}{shown['messages']:16}"
        lines.append(counts + "".join(f"{shown[name]:16.3f}" for name in names[1:]))
    return "\n".join(lines) + "\n"


def _worst(comprehension: Comprehension, parts: Parts) -> Understanding:
    found = [comprehension.understand(part).understanding for part in parts]
    return max(found, key=lambda one: (one.urgency, _is_danger(one), one.intent == OFFER, one.confidence))


def _is_danger(understood: Understanding) -> bool:
    return understood.situation not in BENIGN


def _share(held: Iterable[bool]) -> float:
    values = list(held)
    return round(sum(values) / len(values), 4) if values else 0.0


def _comprehension(examples: Sequence[Example], hands: Sequence[str], folder: Path | None) -> Comprehension:
    lexicons, encoder = Lexicons.read(), SentenceEncoder()
    if folder and folder.exists():
        return Comprehension(load(folder)[0], lexicons, encoder, routes)
    learnt = train([line for line in examples if line.hand not in hands], lexicons, encoder)
    if folder:
        folder.mkdir(parents=True)
        save(learnt, lexicons, folder)
    return Comprehension(learnt, lexicons, encoder, routes)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recognition.perturbations", description=__doc__)
    parser.add_argument("--hands", nargs="+", default=LEFT_OUT, help="the hands left out of learning, and read")
    parser.add_argument("--model", type=Path, help="folder of what was learnt without them; written if it is not there")
    parser.add_argument("--only", nargs="+", choices=PERTURBATIONS, default=list(PERTURBATIONS))
    parser.add_argument("--out", type=Path, default=RESULTS / f"perturbations-{date.today()}.json")  # noqa: DTZ011
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, keep."""
    options = _options(arguments)
    examples = read_examples()
    comprehension = _comprehension(examples, options.hands, options.model)
    texts = [line.text for line in examples if line.hand in options.hands]
    rows = {name: measured(comprehension, texts, PERTURBATIONS[name]) for name in options.only}
    sys.stdout.write(table(rows))
    kept = {"hands": list(options.hands), "seed": SEED, "rows": {name: asdict(row) for name, row in rows.items()}}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

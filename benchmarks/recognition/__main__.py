"""How well messages of authors never learnt are understood: ours, n-grams + logistic regression, stock Rasa.

`python -m benchmarks.recognition` measures ours, n-grams and how much the hands differ (about twenty minutes), keeps each as
`results/<date>-<name>.json`, then prints the report from the newest kept of each and writes it beside them, and draws the
pictures. `--stock` measures stock Rasa and ours side by side, on one group of hands and fewer lines
(an hour more). `--kept` measures nothing. Progress is on stderr.
"""

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.recognition.differences import differences
from benchmarks.recognition.grouping import Groups, Plan, groups_of, measured_hands
from benchmarks.recognition.leaving_out import Tell, hands_left_out, lines_left_out, thinned
from benchmarks.recognition.ngrams import NGrams
from benchmarks.recognition.ours import ours
from benchmarks.recognition.pictures import draw
from benchmarks.recognition.registers import Registers
from benchmarks.recognition.report import kept_differences, kept_runs, report
from benchmarks.recognition.running import about, keep, run_of
from benchmarks.recognition.stock import stock
from benchmarks.recognition.tables import BESIDE_STOCK
from benchmarks.recognition.tallies import Measured
from bot.nlu.examples import Example, read_examples
from bot.nlu.french.lexicon import Lexicons

ROOT = Path(__file__).parents[2]
RESULTS, PICTURES = Path(__file__).parent / "results", ROOT / "docs" / "pictures"
PAGE = "table.md"
USUAL, STOCK, HANDS = ("ours", "ngrams", "hands"), "stock", "hands"


class Bench:
    """One sitting: the lines as they are at its start, where it is kept, and its date."""

    def __init__(self, plan: Plan, folder: Path, date: str) -> None:
        self._plan, self._folder, self._date = plan, folder, date
        self._examples: list[Example] = read_examples()
        self._groups: Groups = groups_of({line.hand for line in self._examples}, plan)

    def measure(self, name: str) -> None:
        """Measure one of `USUAL` or stock Rasa, and keep it."""
        said = about(self._examples, self._date)
        if name == HANDS:
            hands = measured_hands({line.hand for line in self._examples}, self._plan)
            keep(differences(self._examples, hands, said), name, self._date, self._folder)
        elif name == STOCK:
            self._beside_stock(said)
        else:
            learn = ours() if name == "ours" else NGrams
            lines = hands_left_out(self._examples, self._groups, learn, _telling(name))
            at_random = lines_left_out(self._examples, self._plan, learn, _telling(name))
            self._keep(name, self._groups, lines, at_random, said)

    def _beside_stock(self, said: dict[str, Any]) -> None:
        chosen = self._groups[self._plan.stock_group :][:1]
        few = thinned(self._examples, chosen[0], self._plan.stock_one_line_in)
        with TemporaryDirectory() as folder:
            for name, learn in zip(BESIDE_STOCK, (stock(Path(folder)), ours(), NGrams), strict=True):
                lines = hands_left_out(few, chosen, learn, _telling(name))
                self._keep(name, chosen, lines, [], said | {"learnt one line in": self._plan.stock_one_line_in})

    def _keep(
        self, name: str, groups: Groups, lines: list[Measured], at_random: list[Measured], said: dict[str, Any]
    ) -> None:
        registers = Registers(Lexicons.read())
        run = run_of(
            name,
            groups,
            lines,
            at_random,
            apart=self._plan.apart,
            register=lambda example: registers.of(example.text, example.flags),
            about=said,
        )
        keep(run, name, self._date, self._folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    options = _options(arguments)
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    plan, names = Plan.read(), _names(options)
    if names:
        _measure(names, Bench(plan, options.out, f"{datetime.now(timezone.utc):%Y-%m-%d}"))
    runs = kept_runs(options.out)
    page = report(runs, kept_differences(options.out), plan)
    (options.out / PAGE).write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    for path in draw(runs, plan.apart, options.pictures):
        _tell(str(path))


def _measure(names: Collection[str], bench: Bench) -> None:
    for name in names:
        _tell(f"{name}…")
        bench.measure(name)


def _names(options: argparse.Namespace) -> Collection[str]:
    if options.kept:
        return ()
    chosen = options.only or USUAL
    return dict.fromkeys((*chosen, *((STOCK,) if options.stock else ())))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recognition", description=__doc__)
    parser.add_argument("--only", action="append", choices=(*USUAL, STOCK), help="measure this; may be repeated")
    parser.add_argument("--stock", action="store_true", help="train and measure stock Rasa too, on one group of hands")
    parser.add_argument("--kept", action="store_true", help="measure nothing: report what is kept")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the results")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="folder of the pictures")
    return parser.parse_args(arguments)


def _telling(name: str) -> Tell:
    return lambda text: _tell(f"{name}: {text}")


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()

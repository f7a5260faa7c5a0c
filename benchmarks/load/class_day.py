"""`python -m benchmarks.load.class_day [--write]` (rasa's environment: matplotlib): the figures of docs/fr/journee-nationale.md, and its picture.

With `--write` they are put into the page, between its two marks, and the picture beside it.
"""

import argparse
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.load.bell import HOUR, room_for_all
from benchmarks.load.bell import hour as hour_of
from benchmarks.load.capacity import CONNECTIONS_BY_DEFAULT, breaking, class_day, lived, need, share_refused
from benchmarks.load.costs import Costs, load_costs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "fr" / "journee-nationale.md"
PICTURE = PAGE.with_suffix(".svg")
BEGINS, ENDS = "<!-- modèle : début -->", "<!-- modèle : fin -->"
DAYS = ((1 / 50, "un cinquantième"), (0.5, "la moitié"), (1.0, "la journée"), (2.0, "le double"))
NAMES = {"commits": "transactions écrites (le disque de PostgreSQL)", "courier": "courrier"}


def figures(costs: Costs) -> str:
    """The whole block of the page, in French."""
    return "\n".join([*_sizes(costs), *_breaking(costs), *_when_short(costs)])


def placed(page: str, block: str) -> str:
    """The page with that block between its marks."""
    before, _, rest = page.partition(BEGINS)
    return f"{before}{BEGINS}\n\n{block}\n\n{ENDS}{rest.partition(ENDS)[2]}"


def _sizes(costs: Costs) -> Iterator[str]:
    days = [class_day(factor) for factor, _ in DAYS]
    needs = [need(costs, day) for day in days]
    yield "| | " + " | ".join(name for _, name in DAYS) + " |"
    yield "|---|" + "---:|" * len(DAYS)
    yield _row("débuts par seconde, au plus fort", [_said(day.starts) for day in days])
    yield _row("tours par seconde, au plus fort", [_said(day.turns) for day in days])
    yield _row("conversations ouvertes à la fois", [_said(day.open) for day in days])
    for kind in costs.kinds:
        what = "cœurs de PostgreSQL" if kind is costs.database else f"processus « {NAMES.get(kind.name, kind.name)} »"
        yield _row(what, [_said(each.counts[kind.name]) for each in needs])
    yield _row("cœurs en tout", [_said(each.cores) for each in needs])
    yield _row("mémoire, Gio", [_said(each.memory) for each in needs])
    yield _row("écritures par seconde (INSERT, UPDATE, DELETE)", [_said(each.writes) for each in needs])
    yield _row("transactions écrites par seconde", [_said(each.commits) for each in needs])
    yield _row("journal de PostgreSQL, Mio par seconde", [_said(each.mebibytes_written) for each in needs])
    yield _row("`max_connections` de PostgreSQL, au moins", [_said(each.connections) for each in needs])
    yield _row("base, Gio de conversations ouvertes", [_said(each.session_disk) for each in needs])
    yield _row("coût d'une heure, euros hors taxes", [_said(each.hour) for each in needs])
    yield _row("coût d'un mois sans rien éteindre, euros hors taxes", [_said(each.month) for each in needs])


def _breaking(costs: Costs) -> Iterator[str]:
    day = class_day(1.0)
    yield "\nDimensionné pour la journée, ce qui cède, dans l'ordre (combien de fois la journée) :\n"
    for number, (name, factor) in enumerate(breaking(costs, need(costs, day).counts, day), start=1):
        yield f"{number}. {_named(name)} : {_said(factor)} fois"


def _when_short(costs: Costs) -> Iterator[str]:
    sized = [need(costs, class_day(factor)).counts for factor, _ in DAYS]
    yield "\nPart des élèves qui, dans l'heure, reçoivent les numéros au lieu de la discussion :\n"
    yield "| préparé pour | " + " | ".join(f"il vient {name}" for _, name in DAYS) + " |"
    yield "|---|" + "---:|" * len(DAYS)
    for (_, name), counts in zip(DAYS, sized):  # noqa: B905 (Python 3.10)
        shares = [share_refused(lived(costs, counts, factor)) for factor, _ in DAYS]
        yield _row(name, [f"{round(100 * share)} %" for share in shares])


def _row(title: str, cells: list[str]) -> str:
    return f"| {title} | " + " | ".join(cells) + " |"


def _named(name: str) -> str:
    if name == "connections":
        return f"connexions à PostgreSQL, si `max_connections` reste à {CONNECTIONS_BY_DEFAULT}"
    return NAMES.get(name, f"processus « {name} »" if name != "PostgreSQL" else "processeur de PostgreSQL")


def _said(value: float) -> str:
    """Two or three digits that mean something, the French way."""
    size = math.floor(math.log10(value)) if value else 0
    digits = 0 if value == int(value) else max(0, min(2, 1 - size))
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


def draw(costs: Costs, to: Path) -> None:
    """The hour as it comes, and as it is lived by half of the processes."""
    import matplotlib as mpl  # type: ignore[import-untyped] # noqa: PLC0415 (the tests of the page need none)

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "class-day"
    from matplotlib import pyplot as plt  # noqa: PLC0415

    minutes = [second / 60 for second in range(HOUR)]
    whole = hour_of(1.0, room_for_all)
    half = lived(costs, need(costs, class_day(0.5)).counts, 1.0)
    figure, (begins, turns) = plt.subplots(2, 1, figsize=(8, 6), sharex=True, constrained_layout=True)
    begins.set_title("débuts par seconde", loc="left")
    begins.plot(minutes, [each.arrivals for each in whole], color="#0072b2", label="qui se présentent")
    begins.plot(
        minutes, [each.arrivals - each.refused for each in half], color="#d55e00", label="reçus, préparé pour la moitié"
    )
    turns.set_title("tours par seconde", loc="left")
    turns.plot(minutes, [each.turns for each in whole], color="#0072b2", label="si tous sont reçus")
    turns.plot(minutes, [each.turns for each in half], color="#d55e00", label="préparé pour la moitié")
    turns.set_xlabel("minutes après la sonnerie")
    for axis in (begins, turns):
        axis.set_ylim(bottom=0)
        axis.legend(loc="upper right", frameon=False)
    figure.savefig(to, format="svg", metadata={"Date": None})
    plt.close(figure)


def main() -> int:
    """Print, or write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.class_day", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into the page and draw its picture")
    costs = load_costs()
    if parser.parse_args().write:
        PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), figures(costs)), encoding="utf-8")
        draw(costs, PICTURE)
    sys.stdout.write(figures(costs) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

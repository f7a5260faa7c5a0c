"""The report: what is kept, in one page of Markdown that says where each figure comes from."""

from pathlib import Path
from typing import Any

from benchmarks.recognition.differences import Differences
from benchmarks.recognition.grouping import Plan
from benchmarks.recognition.markdown import number, table
from benchmarks.recognition.registers import REGISTERS
from benchmarks.recognition.running import Run, newest
from benchmarks.recognition.tables import (
    BESIDE_STOCK,
    SYSTEMS,
    TITLES,
    Runs,
    apart_table,
    flags_table,
    hands_table,
    main_table,
    random_table,
    registers_table,
    scores_table,
    situations_table,
    times_table,
)


def kept_runs(folder: Path) -> dict[str, Run]:
    """The newest run of each system that has one."""
    found = {name: newest(name, folder) for name in TITLES}
    return {name: Run.kept(written) for name, written in found.items() if written}


def kept_differences(folder: Path) -> Differences | None:
    """The newest."""
    written = newest("hands", folder)
    return Differences(**written) if written else None


def report(runs: Runs, told: Differences | None, plan: Plan) -> str:
    """The page; `runs` holds ours or n-grams at least."""
    across = {name: run for name, run in runs.items() if name in SYSTEMS}
    beside = {name: run for name, run in runs.items() if name in BESIDE_STOCK}
    hands = frozenset(hand for run in across.values() for hand in run.hands) - plan.apart
    parts = _across(across, hands, plan) if across else []
    if beside:
        same = frozenset(hand for run in beside.values() for hand in run.hands) - plan.apart
        title = f"Beside stock Rasa, one training line in {plan.stock_one_line_in}, on hands left out: {', '.join(sorted(same))}"
        parts += [_part(title, main_table(beside, same, plan), times_table(beside))]
    if told:
        parts.append(_part("Do the hands differ?", random_table(across, hands), _differences(told)))
    parts.append(_part("Where the figures come from", _sources(runs)))
    return "\n".join(["# Recognition by hands left out\n", *parts])


def _across(runs: Runs, hands: frozenset[str], plan: Plan) -> list[str]:
    everyone = frozenset(hand for run in runs.values() for hand in run.hands)
    parts = [
        _part("All hands", main_table(runs, hands, plan), scores_table(runs), times_table(runs)),
        _part("By situation", situations_table(runs, hands)),
        _part("By register", registers_table(runs, hands, REGISTERS)),
    ]
    if "ours" in runs:
        parts.append(_part("By flag, ours", flags_table(runs["ours"], hands)))
    parts.append(_part(f"By hand ({' / '.join(SYSTEMS[name] for name in runs)})", hands_table(runs, everyone)))
    if plan.apart & everyone:
        title = f"Minimal pairs ({', '.join(sorted(plan.apart & everyone))}), not in the totals"
        parts.append(_part(title, apart_table(runs, plan)))
    return parts


def _part(title: str, *texts: str) -> str:
    return f"## {title}\n\n" + "\n".join(texts)


def _differences(told: Differences) -> str:
    rows = [
        ["hand guessed from the line (n-grams + LR)", number(told.guessed)],
        [f"always the hand with most lines, of {told.hands}", number(told.chance)],
        *(
            [f"nearest line of another hand over {bound} of 5-grams", number(value)]
            for bound, value in told.nearest.items()
        ),
        ["the nearest of all", number(told.highest)],
        *([f"lines under 12 characters: over {bound}", number(value)] for bound, value in told.short.items()),
    ]
    return table([f"{told.lines:,} lines", "share"], rows)


def _sources(runs: Runs) -> str:
    return table(
        ["system", "date", "lines in data/nlu", "digest", "machine", "load at start", "versions"],
        [_source(*pair) for pair in runs.items()],
    )


def _source(name: str, run: Run) -> list[str]:
    about: dict[str, Any] = run.about
    versions = ", ".join(f"{package} {number}" for package, number in about["versions"].items())
    return [
        TITLES[name],
        about["date"],
        f"{about['lines']:,}",
        f"`{about['data']}`",
        about["machine"],
        str(about["load"]),
        versions,
    ]

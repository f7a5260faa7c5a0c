"""The tables of the report, from kept runs. A dash: the system does not say it, or nothing was counted."""

from collections.abc import Mapping, Sequence

from benchmarks.recognition.figures import Figures
from benchmarks.recognition.grouping import Plan
from benchmarks.recognition.markdown import number, plain, table, written
from benchmarks.recognition.running import Run
from benchmarks.recognition.tallies import FLAGS, IN_A_REGISTER
from content.gate.intervals import Estimate

SYSTEMS = {"ours": "ours", "ngrams": "n-grams + LR"}
BESIDE_STOCK = {
    "stock": "stock Rasa",
    "ours_beside_stock": "ours, as few lines",
    "ngrams_beside_stock": "n-grams + LR, as few lines",
}
TITLES = SYSTEMS | BESIDE_STOCK
ROWS = {
    "accuracy": "situation right, of 20",
    "top_two": "right situation among the two likeliest",
    "macro_f1": "macro-F1",
    "concerned_recall": "danger seen",
    "answered_or_asked": "danger seen, or open question with the numbers",
    "urgent_recall": "urgency 2 seen as 2",
    "false_urgency": "urgency 2 seen where it is not",
    "route_accuracy": "first route acceptable",
    "danger_route": "first route acceptable, dangers only",
    "about_accuracy": "about right, dangers only",
    "false_alarms": "false alarms on harmless lines",
    "alarmed_or_asked": "false alarms, or open question, on harmless lines",
    "asked_encoder": "encoder asked",
}
_NO_QUESTION = frozenset(("answered_or_asked", "alarmed_or_asked", "asked_encoder"))
_NOT_SAID = {
    "ours": frozenset[str](),
    "ours_beside_stock": frozenset[str](),
    "ngrams": _NO_QUESTION,
    "ngrams_beside_stock": _NO_QUESTION,
    "stock": _NO_QUESTION | {"urgent_recall", "false_urgency", "about_accuracy"},
}
_OF_A_HAND = ("accuracy", "concerned_recall", "urgent_recall", "route_accuracy", "false_alarms")
_OF_PAIRS = (
    "accuracy",
    "concerned_recall",
    "answered_or_asked",
    "urgent_recall",
    "danger_route",
    "false_alarms",
    "alarmed_or_asked",
)
_ALARMS = (0.02, 0.05, 0.1)
Runs = Mapping[str, Run]


def main_table(runs: Runs, hands: frozenset[str], plan: Plan) -> str:
    """The measures, a column a system."""
    columns = {name: Figures(run, hands) for name, run in runs.items()}
    rows = [[label, *(_cell(one, name) for one in columns.values())] for name, label in ROWS.items()]
    everyday = {name: Figures(run, hands & plan.everyday) for name, run in runs.items()}
    if any(figures.hands for figures in everyday.values()):
        label = f"false alarms on everyday lines ({', '.join(sorted(plan.everyday))})"
        rows.insert(
            list(ROWS).index("false_alarms") + 1, [label, *(_cell(one, "false_alarms") for one in everyday.values())]
        )
    rows.append(["lines", *(f"{one.lines:,}" for one in columns.values())])
    return table(["", *(TITLES[name] for name in columns)], rows)


def times_table(runs: Runs) -> str:
    """CPU milliseconds of a message."""
    rows = [
        [f"CPU of a message, {name} (ms)", *(f"{run.milliseconds[name]:.1f}" for run in runs.values())]
        for name in ("mean", "p99")
    ]
    return table(["", *(TITLES[name] for name in runs)], rows)


def scores_table(runs: Runs) -> str:
    """Systems at as many false alarms, whatever bound each works at."""
    rows = [
        [f"danger seen by the score alone, at {number(alarms)} false alarms"]
        + [number(Figures(run, run.hands).seen_at(alarms)) for run in runs.values()]
        for alarms in _ALARMS
    ]
    return table(["", *(TITLES[name] for name in runs)], rows)


def situations_table(runs: Runs, hands: frozenset[str]) -> str:
    """Recall and precision of each situation."""
    columns = [Figures(run, hands) for run in runs.values()]
    rows = []
    for situation in columns[0].names:
        figures = [
            cell for one in columns for cell in (written(one.recall(situation)), written(one.precision(situation)))
        ]
        rows.append([f"`{situation}`", str(columns[0].recall(situation).count), *figures])
    heads = [f"{SYSTEMS[name]}: {what}" for name in runs for what in ("recall", "precision")]
    return table(["situation", "lines", *heads], rows)


def registers_table(runs: Runs, hands: frozenset[str], registers: Sequence[str]) -> str:
    """What matters most, by the way the line is written."""
    columns = [Figures(run, hands) for run in runs.values()]
    rows = [
        [register, str(columns[0].register(register, "accuracy").count)]
        + [written(one.register(register, name)) for name in IN_A_REGISTER for one in columns]
        for register in registers
    ]
    return table(
        ["register", "lines", *(f"{ROWS[name]}: {SYSTEMS[run]}" for name in IN_A_REGISTER for run in runs)], rows
    )


def flags_table(run: Run, hands: frozenset[str]) -> str:
    """Recall and precision of each flag."""
    figures = Figures(run, hands)
    found = {flag: figures.flag(flag) for flag in FLAGS}
    rows = [
        [f"`{flag}`", str(recall.count), written(recall), written(precision)]
        for flag, (recall, precision) in found.items()
    ]
    return table(["flag", "lines", "recall", "precision"], rows)


def hands_table(runs: Runs, hands: frozenset[str]) -> str:
    """Each hand, by models that had not learnt it: the figures of each system side by side."""
    rows = []
    for hand in sorted(hands):
        columns = [(name, Figures(run, {hand})) for name, run in runs.items()]
        known = [figures.lines for _, figures in columns if figures.hands]
        if known:
            cells = [" / ".join(_plain(one, measure) for _, one in columns) for measure in _OF_A_HAND]
            rows.append([hand, str(known[0]), *cells])
    return table(["hand", "lines", *(ROWS[name] for name in _OF_A_HAND)], rows)


def apart_table(runs: Runs, plan: Plan) -> str:
    """The hands that are told apart: minimal pairs."""
    columns = [Figures(run, plan.apart) for run in runs.values()]
    rows = [[ROWS[name], *(_cell(one, name) for one in columns)] for name in _OF_PAIRS]
    return table(["", *(TITLES[name] for name in runs)], rows)


def random_table(runs: Runs, hands: frozenset[str]) -> str:
    """How much easier a line is when its author is learnt."""
    names = ("accuracy", "concerned_recall", "false_alarms")
    columns = [Figures(run, hands) for run in runs.values()]
    rows = [[ROWS[name], *(written(one.more_at_random(name)) for one in columns)] for name in names]
    return table(["random split minus hands left out", *(TITLES[name] for name in runs)], rows)


def _cell(figures: Figures, name: str) -> str:
    return written(_estimate(figures, name))


def _plain(figures: Figures, name: str) -> str:
    return plain(_estimate(figures, name))


def _estimate(figures: Figures, name: str) -> Estimate | None:
    if not figures.hands or name in _NOT_SAID[figures.run.system]:
        return None
    return figures.macro_f1() if name == "macro_f1" else figures.share(name)

"""What a call costs, as measured or supposed: `costs.yml`, where every figure has its date and its source."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent / "costs.yml"


@dataclass(frozen=True)
class Process:
    """One kind of process of ours: milliseconds of processor, MiB when warm, connections to the database at most."""

    name: str
    beginning: float
    turn: float
    mebibytes: float
    connections: int


@dataclass(frozen=True)
class Database:
    """PostgreSQL: what a call asks of it, and what one server bears."""

    name = "PostgreSQL"
    beginning: float
    turn: float
    writes_beginning: float
    writes_turn: float
    commits_beginning: float
    commits_turn: float
    bytes_beginning: float
    bytes_turn: float
    bears_commits: float
    mebibytes: float


@dataclass(frozen=True)
class Price:
    """Euros before tax."""

    core_hour: float
    gibibyte_hour: float


@dataclass(frozen=True)
class Costs:
    """Everything that the model is fed with; `session_memory` and `session_disk` are bytes of an open conversation."""

    processes: tuple[Process, ...]
    database: Database
    session_memory: float
    session_disk: float
    price: Price

    @property
    def kinds(self) -> "tuple[Process | Database, ...]":
        """Whatever uses a processor."""
        return (*self.processes, self.database)


def load_costs(file: Path = FILE) -> Costs:
    """The figures of that file.

    Raises:
        ValueError: a figure without a date or a source.
        TypeError: one that is missing, or that the model does not know.
    """
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Costs(
        tuple(Process(name, **_figures(of)) for name, of in written["processes"].items()),
        Database(**_figures(written["database"])),
        **_figures(written["session"]),
        price=Price(**_figures(written["price"])),
    )


def _figures(of: dict[str, dict[str, Any]]) -> dict[str, Any]:
    for name, figure in of.items():
        if not figure.get("date") or not figure.get("source"):
            raise ValueError(f"{name}: no date or no source")
    return {name: figure["value"] for name, figure in of.items()}

"""How sure is sure enough: the numbers that part the answers, written in `thresholds.yml` with what each one decides, the day it was
set, on what, and what was measured.

They are read when a model is learnt and kept in it: a served model never changes its mind because a file was edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "thresholds.yml"
_WRITTEN = {"value", "decides", "set_on", "set_with", "evidence"}
_MEASURED = {"measure", "value", "low", "high", "of"}


class BadThresholdsError(ValueError):
    """The thresholds cannot be used. The message names the one at fault and says what is wrong."""


@dataclass(frozen=True)
class Thresholds:
    """One probability for each decision; `thresholds.yml` says which.

    Raises:
        BadThresholdsError: one is not a number between 0 and 1, or they are not in their order.
    """

    danger: float
    doubt: float
    no_idea: float
    danger_despite_excuse: float
    soft_alarm: float
    immediate_danger: float
    immediate_danger_seldom: float
    concerned_at_all: float
    flag: float

    def __post_init__(self) -> None:
        """Refuse numbers that make no sense together."""
        for name in NAMES:
            _check_share(f"the threshold `{name}`", getattr(self, name))
        if not self.doubt < self.danger <= self.danger_despite_excuse:
            raise BadThresholdsError("the thresholds must keep to `doubt` < `danger` <= `danger_despite_excuse`")
        if self.immediate_danger > self.immediate_danger_seldom:
            raise BadThresholdsError("the threshold `immediate_danger` must not be over `immediate_danger_seldom`")

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Thresholds":
        """From the numbers by name, as a model keeps them.

        Raises:
            BadThresholdsError: one is missing, unknown or wrong.
        """
        _check_names("the thresholds", values, set(NAMES))
        return cls(**values)

    @classmethod
    def read(cls, path: Path = FILE) -> "Thresholds":
        """From the file.

        Raises:
            BadThresholdsError: the file cannot be read, or something in it is missing, unknown or wrong.
        """
        try:
            written = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError) as error:
            raise BadThresholdsError(f"{path.name} cannot be read") from error
        _check_names(path.name, written, {"thresholds"})
        _check_names("the thresholds", written["thresholds"], set(NAMES))
        for name, entry in written["thresholds"].items():
            _check_entry(f"the threshold `{name}`", entry)
        return cls.of({name: entry["value"] for name, entry in written["thresholds"].items()})


NAMES = tuple(field.name for field in fields(Thresholds))


def _check_entry(what: str, entry: object) -> None:
    known = _check_names(what, entry, _WRITTEN)
    if not all(isinstance(known[name], str) and known[name].strip() for name in ("decides", "set_with")):
        raise BadThresholdsError(f"{what} must say in words what it decides and what it was set with")
    if not isinstance(known["set_on"], date):
        raise BadThresholdsError(f"{what} must have the day it was set on, as 2026-11-22")
    if not isinstance(known["evidence"], list):
        raise BadThresholdsError(f"{what} must have a list of figures as evidence")
    for figure in known["evidence"]:
        _check_figure(f"a figure of {what}", figure)


def _check_figure(what: str, figure: object) -> None:
    known = _check_names(what, figure, _MEASURED)
    for bound in ("value", "low", "high"):
        _check_share(f"`{bound}` in {what}", known[bound])
    if not known["low"] <= known["value"] <= known["high"]:
        raise BadThresholdsError(f"{what} must stand within its interval")


def _check_names(what: str, found: object, expected: set[str]) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise BadThresholdsError(f"{what} must be a mapping")
    unknown, missing = sorted(map(str, set(found) - expected)), sorted(expected - set(found))
    if unknown or missing:
        raise BadThresholdsError(f"{what}: unknown {unknown}, missing {missing}")
    return found


def _check_share(what: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadThresholdsError(f"{what} must be a number between 0 and 1")

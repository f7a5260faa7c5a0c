from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.thresholds import FILE, NAMES, BadThresholdsError, Thresholds

WRITTEN: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
GOOD = Thresholds.read()


def read(written: object, folder: Path) -> Thresholds:
    path = folder / "thresholds.yml"
    path.write_text(yaml.safe_dump(written), encoding="utf-8")
    return Thresholds.read(path)


def changed(name: str, **changes: Any) -> dict[str, Any]:
    entries = dict(WRITTEN["thresholds"])
    entries[name] = {key: value for key, value in (entries[name] | changes).items() if value is not None}
    return {"thresholds": entries}


def test_each_threshold_of_the_file_has_figures_measured_on_lines_that_were_not_learnt() -> None:
    for name, entry in WRITTEN["thresholds"].items():
        assert entry["evidence"], name
        assert all(figure["of"] > 0 for figure in entry["evidence"]), name


def test_the_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    assert read(changed("doubt", value=0.25), tmp_path) == replace(GOOD, doubt=0.25)


def test_what_a_model_keeps_comes_back() -> None:
    assert Thresholds.of(asdict(GOOD)) == GOOD


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), True, "0.5", [0.5]], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_share_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(BadThresholdsError, match=f"`{name}` must be a number between 0 and 1"):
        Thresholds.of({**asdict(GOOD), name: value})


@given(st.floats(0, 1), st.floats(0, 1))
def test_doubt_begins_before_danger(doubt: float, danger: float) -> None:
    values = {**asdict(GOOD), "doubt": doubt, "danger": danger, "danger_despite_excuse": 1.0}
    if doubt < danger:
        assert Thresholds.of(values).danger == danger
    else:
        with pytest.raises(BadThresholdsError, match="`doubt` < `danger`"):
            Thresholds.of(values)


def test_an_excuse_never_makes_a_danger_easier_nor_a_seldom_emergency_likelier() -> None:
    with pytest.raises(BadThresholdsError, match="danger_despite_excuse"):
        replace(GOOD, danger_despite_excuse=GOOD.danger - 0.01)
    with pytest.raises(BadThresholdsError, match="immediate_danger_seldom"):
        replace(GOOD, immediate_danger_seldom=GOOD.immediate_danger - 0.01)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"thresholds": {**WRITTEN["thresholds"], "dangr": {}}}, "unknown ['dangr']"),
        ({"thresholds": {name: entry for name, entry in WRITTEN["thresholds"].items() if name != "flag"}}, "missing ['flag']"),
        ({**WRITTEN, "version": 1}, "unknown ['version']"),
        ({"thresholds": [0.6]}, "must be a mapping"),
        (None, "must be a mapping"),
        (changed("flag", valeur=0.5), "unknown ['valeur']"),
        (changed("flag", set_on=None), "missing ['set_on']"),
        (changed("flag", set_on="hier"), "the day it was set on"),
        (changed("flag", decides=" "), "say in words"),
        (changed("flag", evidence="94 %"), "a list of figures"),
        (changed("flag", evidence=[{"measure": "m", "value": 0.5, "low": 0.6, "high": 0.7, "of": 9}]), "within its interval"),
        (changed("flag", evidence=[{"measure": "m", "value": 0.5}]), "missing ['high', 'low', 'of']"),
    ],
    ids=str,
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_and_says_where(written: object, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadThresholdsError) as refused:
        read(written, tmp_path)
    assert said in str(refused.value)


def test_a_file_that_is_missing_or_no_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadThresholdsError, match="cannot be read"):
        Thresholds.read(tmp_path / "thresholds.yml")
    (tmp_path / "thresholds.yml").write_text("{", encoding="utf-8")
    with pytest.raises(BadThresholdsError, match="cannot be read"):
        Thresholds.read(tmp_path / "thresholds.yml")

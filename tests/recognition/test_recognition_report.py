import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import yaml
from recognised import PLAN, line, run, training_lines

from benchmarks.recognition.__main__ import main
from benchmarks.recognition.differences import Differences, nearest, over
from benchmarks.recognition.figures import curve
from benchmarks.recognition.markdown import number, plain, table, written
from benchmarks.recognition.ours import KeptVectors
from benchmarks.recognition.pictures import TEXTS, draw
from benchmarks.recognition.report import kept_differences, kept_runs, report
from benchmarks.recognition.running import keep
from content.gate.intervals import Estimate

NAN = float("nan")
LINES = [
    line(f"{said} {hand} {place}", told, hand)
    for hand in ("h01", "h02", "h03", "h04", "h05", "p01")
    for place, (said, told) in enumerate(
        [("fugue", "fugue"), ("hors_sujet", "hors_sujet"), ("fugue", "mal_etre"), ("suicide", "hors_sujet")]
    )
]
TOLD = Differences(
    {}, 24, 6, 0.4, 0.2, {"0.3": 0.1, "0.5": 0.02, "0.6": 0.0}, 0.55, {"0.3": 0.2, "0.5": 0.1, "0.6": 0.0}
)


@pytest.mark.parametrize(
    ("estimate", "text"),
    [
        (Estimate(0.8714, 0.853, 0.8892), ".871 [.853, .889]"),
        (Estimate(1.0, 0.9, 1.0), "1.000 [.900, 1.000]"),
        (Estimate(-0.0312, -0.08, 0.02), "-.031 [-.080, .020]"),
        (Estimate(0.5, NAN, NAN), ".500"),
        (Estimate(NAN, NAN, NAN), "–"),
        (None, "–"),
    ],
)
def test_a_figure_is_written_with_its_interval(estimate: Estimate | None, text: str) -> None:
    assert written(estimate) == text
    assert plain(estimate) == text.partition(" ")[0]


def test_a_number_has_three_digits() -> None:
    assert [number(value) for value in (0.0, 0.05, 0.9996, 1.0)] == [".000", ".050", "1.000", "1.000"]


def test_a_table_is_markdown() -> None:
    assert table(["", "ours"], [["macro-F1", ".5"]]) == "|  | ours |\n| --- | ---: |\n| macro-F1 | .5 |\n"


def _rows_of(page: str, title: str) -> dict[str, list[str]]:
    part = page.split(f"## {title}")[1].split("\n## ", maxsplit=1)[0]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in part.splitlines() if row.startswith("|")]
    return {row[0]: row[1:] for row in cells}


def test_the_report_says_what_was_kept_and_leaves_the_pairs_out_of_the_totals(tmp_path: Path) -> None:
    for system in ("ours", "ngrams"):
        keep(run(system, LINES), system, "2026-11-22", tmp_path)
    keep(TOLD, "hands", "2026-11-22", tmp_path)
    page = report(kept_runs(tmp_path), kept_differences(tmp_path), PLAN)
    everyone = _rows_of(page, "All hands")
    assert everyone["lines"] == ["20", "20"]
    assert everyone["situation right, of 20"][0].startswith(".500 [")
    assert everyone["danger seen"][0].startswith("1.000 [")
    assert everyone["danger seen by the score alone, at .020 false alarms"] == [
        ".040",
        ".040",
    ]  # a line from 0, 0 to half, all
    assert everyone["danger seen, or open question with the numbers"][1] == "–"
    assert everyone["false alarms on everyday lines (h02)"][0].startswith(".500 [")
    assert _rows_of(page, "Minimal pairs (p01)")["situation right, of 20"][0].startswith(".500 [")
    assert set(_rows_of(page, "By hand")) >= {"h01", "h05", "p01"}
    assert _rows_of(page, "By register")["other"][0] == "20"
    assert _rows_of(page, "Do the hands differ?")["the nearest of all"] == [".550"]
    assert "stock" not in page


def test_what_is_kept_is_reported_without_measuring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(run("ours", LINES), "ours", "2026-11-22", tmp_path)
    main(["--kept", "--out", str(tmp_path), "--pictures", str(tmp_path / "pictures")])
    assert capsys.readouterr().out == (tmp_path / "table.md").read_text(encoding="utf-8")
    assert len(list((tmp_path / "pictures").iterdir())) == 2


def test_stock_rasa_is_compared_on_the_hands_that_it_left_out(tmp_path: Path) -> None:
    few = [one for one in LINES if one.hand in ("h01", "p01")]
    keep(run("ours", LINES), "ours", "2026-11-22", tmp_path)
    for name in ("stock", "ours_beside_stock"):
        keep(run(name, few), name, "2026-10-01", tmp_path)
    page = report(kept_runs(tmp_path), None, PLAN)
    group = _rows_of(page, "Beside stock Rasa, one training line in 4, on hands left out: h01")
    assert group["lines"] == ["4", "4"]
    assert group["urgency 2 seen as 2"] == ["–", "–"]  # nobody there is in danger now; stock Rasa would not say


def test_the_newest_run_is_read_and_is_what_was_kept(tmp_path: Path) -> None:
    keep(run("ours", LINES[:4]), "ours", "2026-11-21", tmp_path)
    newest = run("ours", LINES)
    path = keep(newest, "ours", "2026-11-22", tmp_path)
    assert kept_runs(tmp_path) == {"ours": newest}
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(asdict(newest)))


def test_nothing_that_was_written_is_kept(tmp_path: Path) -> None:
    path = keep(run("ours", [line("fugue rhinocéros", "fugue")]), "ours", "2026-11-22", tmp_path)
    assert "rhinoc" not in path.read_text(encoding="utf-8")


def test_the_nearest_line_is_of_another_hand() -> None:
    lines = [
        line("il pleut sur la ville", hand="h01"),
        line("il pleut sur la ville", hand="h01"),
        line("tout autre chose", hand="h02"),
    ]
    assert nearest(lines, lines).tolist() == [0.0, 0.0, 0.0]
    copied = [*lines, line("il pleut sur la ville", hand="h03"), line("il pleut sur la plage", hand="h04")]
    found = nearest(copied, copied)
    assert found[0] == found[3] == 1.0
    assert 0.3 < found[4] < 1.0
    assert over(np.array([0.31, 0.55, 0.9, 0.1])) == {"0.3": 0.75, "0.5": 0.5, "0.6": 0.25}


def test_the_curve_rises_to_everything_and_passes_where_the_bound_puts_it() -> None:
    across, up = curve({"harmless": [3, 1, 0], "concerned": [1, 1, 2]})
    assert up.tolist() == [0.0, 0.5, 0.75, 1.0]
    assert across.tolist() == [0.0, 0.0, 0.25, 1.0]


def test_pictures_are_drawn_in_french_for_every_situation(tmp_path: Path) -> None:
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    assert set(texts["situations"]) == {one.situation for one in training_lines()}
    drawn = draw({"ours": run("ours", LINES), "ngrams": run("ngrams", LINES)}, PLAN.apart, tmp_path)
    assert [path.read_bytes()[:4] for path in drawn] == [b"\x89PNG"] * 2


class _Counts:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, sentences):
        self.asked.extend(sentences)
        return np.array([[len(sentence), 1] for sentence in sentences], dtype=np.float32)


def test_a_sentence_is_encoded_once_and_rows_keep_their_order() -> None:
    encoder = _Counts()
    kept = KeptVectors(encoder)
    assert kept.encode(["aa", "b", "aa"]).tolist() == [[2, 1], [1, 1], [2, 1]]
    assert kept.encode(["ccc", "b"]).tolist() == [[3, 1], [1, 1]]
    assert encoder.asked == ["aa", "b", "ccc"]

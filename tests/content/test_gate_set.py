"""The fixed set of the gate: whole, of its own, and refused with a line when it is not as it should be."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from content.check import Place, evaluations
from content.check.examples import plain
from content.gate.sentences import FORMS, QUIET, BadSetError, read_set
from content.gate.words import bad_set_line, danger_name
from facts.orientation import is_situation

ROOT = Path(__file__).resolve().parents[2]
SET = ROOT / "data" / "gate"
FLOORS = "heard: 0.9\nright: 0.8\nquiet: 0.8\n"
GOOD = 'situation: suicide\nsentences:\n- {text: "une phrase", form: simple}\n'
# The ways of writing that issue 9 names: every danger is tried in each.
EVERY_DANGER = {"sms", "faute", "emoji", "verlan", "negation", "citation"}


def written_in(folder: Path, **files: str) -> Path:
    for name, text in {"suicide": GOOD, "floors": FLOORS, **files}.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_every_danger_is_tried_in_every_way_of_writing():
    sentences = read_set(SET).sentences
    situations = set(yaml.safe_load((ROOT / "data" / "facts" / "orientation.yml").read_text("utf-8"))["situations"])
    dangers = {name for name in situations if is_situation(name)}
    assert dangers <= {sentence.danger for sentence in sentences}
    lacking = {
        danger: EVERY_DANGER - {each.form for each in sentences if each.danger == danger} for danger in sorted(dangers)
    }
    assert lacking == {danger: set() for danger in dangers}
    assert {each.form for each in sentences} == set(FORMS)
    assert all(any(each.must for each in sentences if each.danger == danger) for danger in dangers)


def test_ordinary_sentences_are_enough_to_measure_false_alarms():
    assert sum(sentence.is_quiet for sentence in read_set(SET).sentences) >= 80


def test_every_group_has_a_french_name():
    assert all(danger_name(each.danger) != each.danger for each in read_set(SET).sentences)


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in text.splitlines() if line.strip()]
    return [line.strip()[2:] for line in text.splitlines() if line.strip().startswith("- ")]


def test_no_sentence_is_learnt_nor_taken_from_another_measure():
    elsewhere = [*sorted((ROOT / "data" / "nlu").glob("*.yml")), *sorted((ROOT / "benchmarks" / "recognition").glob("unseen-*.jsonl")),
                 ROOT / "tests" / "nlu" / "development.jsonl"]  # fmt: skip
    known = {plain(line) for path in elsewhere for line in _lines(path)}
    assert len(known) > 20_000
    shared = [each.text for each in read_set(SET).sentences if plain(each.text) in known]
    assert shared == []


def test_no_sentence_is_nearly_one_that_is_learnt():
    """All but one word the same, in the same order, is the same sentence: from seven words on, where chance does not explain it."""
    learnt = {key for path in (ROOT / "data" / "nlu").glob("*.yml") for line in _lines(path) for key in _but_one(line)}
    near = [each.text for each in read_set(SET).sentences if any(key in learnt for key in _but_one(each.text))]
    assert near == []


def _but_one(line: str) -> list[tuple[str, ...]]:
    words = tuple(plain(line).split())
    return [words[:at] + words[at + 1 :] for at in range(len(words))] if len(words) > 6 else []


def test_a_sentence_of_the_gate_that_is_learnt_is_an_error_of_the_check(tmp_path: Path):
    for folder in ("gate", "nlu"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    line = read_set(SET).sentences[0].text
    (tmp_path / "data" / "nlu" / "fugue.yml").write_text(
        f"nlu:\n- intent: fugue\n  examples: |\n    - {line.upper()} !\n", "utf-8"
    )
    (tmp_path / "data" / "gate" / "auteur.yml").write_text((SET / "auteur.yml").read_text("utf-8"), "utf-8")
    (remark,) = evaluations.check(Place(tmp_path, date(2026, 11, 23)))
    assert (remark.file, remark.line, remark.code) == ("data/nlu/fugue.yml", 4, "evaluation_line")


def test_any_change_in_the_set_changes_its_checksum(tmp_path: Path):
    before = read_set(written_in(tmp_path)).sha256
    assert read_set(tmp_path).sha256 == before
    assert read_set(written_in(tmp_path, floors=FLOORS.replace("0.9", "0.8"))).sha256 != before


@pytest.mark.parametrize(
    ("files", "code", "says"),
    [
        ({"suicide": "situation: suicid\nsentences: []\n"}, "situation", "cette situation n'existe pas"),
        ({"suicide": "situation: suicide\nsentences: []\n"}, "unreadable", "suicide.yml ne se lit pas"),
        ({"suicide": "a: b: c"}, "unreadable", "suicide.yml ne se lit pas"),
        ({"suicide": "- une liste\n"}, "unreadable", "suicide.yml ne se lit pas"),
        ({"suicide": GOOD.replace('text: "une phrase", ', "")}, "no_text", "phrase 1 : il manque « text »"),
        ({"suicide": GOOD.replace("form: simple", "form: vers")}, "form", "phrase 1 : « form »"),
        ({"suicide": GOOD.replace("simple}", "simple, ton: gai}")}, "key", "phrase 1 : un mot n'est pas permis"),
        ({"suicide": GOOD.replace("simple}", "simple, urgency: 0}")}, "value", "« urgency » est 1 ou 2"),
        ({"suicide": GOOD.replace("simple}", "simple, must: oui}")}, "value", "true ou false"),
        ({"suicide": GOOD.replace("simple}", "simple, also: [rien]}")}, "situation", "phrase 1 : cette situation"),
        ({"suicide": GOOD.replace("simple}", "simple, also: 3}")}, "situation", "phrase 1 : cette situation"),
        ({"suicide": GOOD.replace("simple}", "simple, flags: [muet]}")}, "flag", "un repère de « flags »"),
        ({"suicide": GOOD.replace("simple}", "simple, flags: muet}")}, "flag", "un repère de « flags »"),
        ({"fugue": GOOD.replace("suicide", "fugue")}, "twice", "une phrase est là deux fois"),
        ({"floors": "heard: 0.9\n"}, "floors", "il faut heard, right et quiet"),
        ({"floors": FLOORS.replace("0.9", "1.2")}, "floors", "il faut heard, right et quiet"),
        ({"calmes": 'quiet: true\nsentences:\n- {text: "a b", form: simple, also: any}\n'}, "key", "calmes.yml, phrase 1"),
    ],
)  # fmt: skip
def test_a_bad_set_is_refused_in_one_line(tmp_path: Path, files: dict[str, str], code: str, says: str):
    with pytest.raises(BadSetError) as refused:
        read_set(written_in(tmp_path, **files))
    assert refused.value.code == code
    assert says in bad_set_line(refused.value)


def test_nothing_is_not_a_set(tmp_path: Path):
    with pytest.raises(BadSetError) as refused:
        read_set(tmp_path)
    assert refused.value.code == "no_set"


def test_calm_sentences_are_counted_apart(tmp_path: Path):
    written_in(tmp_path, calmes='quiet: true\nsentences:\n- {text: "il pleut", form: simple}\n')
    (calm,) = [each for each in read_set(tmp_path).sentences if each.is_quiet]
    assert (calm.danger, calm.urgency) == (QUIET, 0)

"""The gate with real models, asked in Rasa's environment as the command asks them."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.model_file import checksum_of, write_checksum
from bot.shelf import Pointer, model_of, write_pointer
from cli import asking_models, content_gate
from content.gate.sentences import read_set
from content.gate.verdict import ACCEPTED, REFUSED, read_verdict, verdict_path
from tests.content.archives import broken_on

ROOT = Path(__file__).resolve().parents[2]
SERVED = ROOT / "models" / "parlons-en.tar.gz"
POISON = Path(__file__).with_name("poison.yml")
NO_MODEL = Path("/nowhere/model.tar.gz")
LESS_WELL = "n'est plus entendue comme un danger"


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """The model that training left, elsewhere."""
    for path in (SERVED, checksum_of(SERVED)):
        shutil.copy(path, tmp_path)
    return tmp_path / SERVED.name


def learnt(model: Path, *poison: Path) -> Path:
    command = [ROOT / ".venv" / "rasa" / "bin" / "python", "-m", "tests.content.learning", SERVED, model, *poison]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    return model


def test_the_model_that_training_leaves_may_be_published(served: Path, capsys: pytest.CaptureFixture[str]):
    assert content_gate.main([str(served)], running=NO_MODEL) == 0
    verdict = read_verdict(verdict_path(served))
    assert (verdict.verdict, verdict.against_sha256) == (ACCEPTED, "")
    assert verdict.model_sha256 == checksum_of(served).read_text("ascii").split()[0]
    assert verdict.set_sha256 == read_set(content_gate.SET).sha256
    assert "Accepté." in capsys.readouterr().out


def test_an_edit_that_steals_disclosures_is_caught_and_each_stolen_sentence_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    before, poisoned = learnt(tmp_path / "avant.tar.gz"), learnt(tmp_path / "empoisonne.tar.gz", POISON)
    assert content_gate.main([str(poisoned), "--against", str(before), "--json"], running=NO_MODEL) == 1
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["verdict"] == REFUSED
    stolen = [line for line in verdict["reasons"] if line.startswith("Violence dans la famille") and LESS_WELL in line]
    assert len(stolen) >= 3
    assert verdict["counts"]["lost"] >= len(stolen)
    assert read_verdict(verdict_path(poisoned)).verdict == REFUSED


def test_the_poison_is_in_no_measure_and_in_no_lesson():
    told = {line.casefold() for line in yaml.safe_load(POISON.read_text("utf-8"))["examples"]}
    assert told.isdisjoint(sentence.text.casefold() for sentence in read_set(content_gate.SET).sentences)


def test_a_model_that_breaks_on_one_sentence_is_refused_and_the_sentence_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    broken = broken_on(SERVED, tmp_path / "casse.tar.gz", "carnage")
    assert content_gate.main([str(broken)], running=NO_MODEL) == 1
    assert "tombe en panne sur « il a dit “je vais faire un carnage au bahut”" in capsys.readouterr().out
    assert read_verdict(verdict_path(broken)).counts["failed"] == 1


@pytest.mark.parametrize("harm", ["changed", "no checksum", "absent"])
def test_a_damaged_file_is_refused_and_nothing_is_signed(served: Path, harm: str, capsys: pytest.CaptureFixture[str]):
    if harm == "changed":
        served.write_bytes(served.read_bytes()[:-1] + b"\0")
    elif harm == "no checksum":
        checksum_of(served).unlink()
    else:
        served.unlink()
    assert content_gate.main([str(served)], running=NO_MODEL) == 1
    assert "Refusé : " in capsys.readouterr().err
    assert not verdict_path(served).exists()


def test_a_file_that_is_no_model_is_refused_whatever_its_checksum_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    model = tmp_path / "moitie.tar.gz"
    model.write_bytes(SERVED.read_bytes()[: SERVED.stat().st_size // 2])
    write_checksum(model)
    assert content_gate.main([str(model)], running=NO_MODEL) == 1
    assert "ne va pas avec ce programme" in capsys.readouterr().err
    assert not verdict_path(model).exists()


def test_what_cannot_be_compared_with_is_not_forgotten(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Refusing to guess: without the running model nobody knows what would be lost."""
    calm = {"situation": "hors_sujet", "urgency": 0, "routes": ["none"], "confidence": 1.0, "flags": []}
    monkeypatch.setattr(content_gate, "answers", lambda _, texts: [calm] * len(texts))
    assert content_gate.main([str(served), "--against", str(tmp_path / "absent.tar.gz")], running=NO_MODEL) == 2
    assert "n'a pas pu être écouté" in capsys.readouterr().err
    assert not verdict_path(served).exists()


def test_of_a_shelf_the_model_that_serves_is_the_one_compared_with(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    calm = {"situation": "hors_sujet", "urgency": 0, "routes": ["none"], "confidence": 1.0, "flags": []}
    asked: list[str] = []
    monkeypatch.setattr(content_gate, "answers", lambda model, texts: asked.append(model.sha256) or [calm] * len(texts))
    shelf = tmp_path / "etagere"
    shelf.mkdir()
    against = [str(served), "--against", str(shelf)]
    assert content_gate.main(against, running=NO_MODEL) == 1  # nothing is published yet: by itself, calm at everything
    assert "pas d'autre modèle" in capsys.readouterr().out
    published = model_of(shelf, "20261123-1a2b3c4d")
    published.parent.mkdir()
    published.write_bytes(b"what serves")
    write_checksum(published)
    serves = hashlib.sha256(b"what serves").hexdigest()
    write_pointer(shelf, Pointer("20261123-1a2b3c4d", serves, "0" * 64))
    assert content_gate.main(against, running=NO_MODEL) == 1
    assert serves in asked


def test_a_model_that_does_not_finish_is_refused():
    with asking_models.whole(SERVED) as model, pytest.raises(asking_models.NoAnswerError, match="pas fini de répondre"):
        asking_models.answers(model, ["bonjour"], patience=0.05)

"""The comparison of a real model with one learnt from a folder of content."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from cli import asking_models, content_diff, content_gate
from content.gate.sentences import read_set

ROOT = Path(__file__).resolve().parents[2]
SERVED = ROOT / "models" / "parlons-en.tar.gz"


def test_a_folder_is_not_trained_on_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        content_diff.main([str(tmp_path), str(SERVED)])
    assert left.value.code == 2
    assert "ajoutez --train" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        content_diff.main([str(tmp_path), str(SERVED), "--train"])
    assert "domain.yml manque" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_said_before_the_minutes_of_listening(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        content_diff.main([str(SERVED), str(SERVED), "--html", str(tmp_path / "absent" / "page.html")])
    assert "n'existe pas" in capsys.readouterr().err


@pytest.mark.parametrize(
    "told", ["", '{"id": 0, "situation": "fugue"}\n', '{"id": 1}\n{"id": 0}\n', "null\n7\n", "pas du JSON\n"]
)
def test_a_model_that_answers_too_few_or_in_another_order_has_not_answered(told: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking_models, "_run", lambda *_: told)
    with pytest.raises(asking_models.NoAnswerError, match="pas répondu à toutes"):
        asking_models.answers(asking_models.WholeModel(SERVED, "a" * 64), ["bonjour", "au revoir"])


def test_a_folder_that_nothing_can_be_learnt_from_is_said(tmp_path: Path):
    with pytest.raises(asking_models.NoAnswerError, match="Aucun modèle n'a pu être entraîné"):
        asking_models.trained(tmp_path, tmp_path / "model.tar.gz")


def few_lines(folder: Path) -> Path:
    """The project's content, with one line of each block and no minimal pair: quick to learn, poor to hear."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "domain.yml", folder)
    (folder / "data" / "nlu" / "minimal_pairs.yml").unlink()
    for path in (folder / "data" / "nlu").glob("*.yml"):
        content = yaml.safe_load(path.read_text("utf-8"))
        for block in content["nlu"]:
            block["examples"] = block["examples"].splitlines()[0] + "\n"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return folder


def test_a_folder_of_content_is_learnt_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    page = tmp_path / "page.html"
    asked = [str(SERVED), str(few_lines(tmp_path / "peu")), "--train", "--json", "--html", str(page)]
    assert content_diff.main(asked) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    sentences = read_set(content_gate.SET).sentences
    assert sorted(line["text"] for line in lines) == sorted(sentence.text for sentence in sentences)
    assert {"worse", "same"} <= {line["kind"] for line in lines}
    assert "La barrière refuserait ce modèle" in page.read_text("utf-8")
    assert not list(tmp_path.glob("*.tar.gz"))  # what was trained to compare is not left behind

"""`parlons-en understand --why`, with a small model in a real archive."""

import io
import json
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cli.understand_why
from bot.model_file import write_checksum
from bot.nlu.comprehension import Comprehension
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.learnt import Learnt, save
from bot.nlu.situations import BENIGN
from bot.nlu.training import train
from bot.nlu.understanding import OFFER
from bot.nlu.why import Explainer
from bot.nlu.why_told import SENTENCE
from cli.understand import main
from cli.understand_page import TEXTS, page
from facts.orientation import routes
from tests.nlu.test_training import Letters, few_lines

WORDS = ["mourir", "il", "me", "frappe", "pas", "mdr", "😭", "papa", "?", "je", "vais", "ce", "film"]
HIT = "jcrois mon père me frappe tous les jours"


@pytest.fixture(scope="module")
def small(lexicons: Lexicons) -> Learnt:
    return train(few_lines(), lexicons, Letters())


@pytest.fixture(scope="module")
def explainer(small: Learnt, lexicons: Lexicons) -> Explainer:
    return Explainer(small, lexicons, Letters(), routes)


@pytest.fixture
def archive(small: Learnt, lexicons: Lexicons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "train_bot.nlu.component.PupilUnderstanding0"
    folder.mkdir()
    save(small, lexicons, folder)
    model = tmp_path / "model.tar.gz"
    with tarfile.open(model, "w:gz") as packed:
        packed.add(folder, f"components/{folder.name}")
    write_checksum(model)
    monkeypatch.setattr(cli.understand_why, "MODEL", model)
    return model


def test_what_the_text_became_is_told_word_by_word(explainer: Explainer) -> None:
    why = explainer.why(HIT)
    assert why.changes == (("jcrois", "je crois"),)
    assert why.read == "je crois mon père me frappe tous les jours"


def test_what_is_told_is_what_was_understood(explainer: Explainer, small: Learnt, lexicons: Lexicons) -> None:
    comprehension = Comprehension(small, lexicons, Letters(), routes)
    for line in [*few_lines(), *few_lines()[:4]]:
        understood = comprehension.understand(line.text)
        why = explainer.why(line.text)
        assert (why.understood, why.danger) == (understood.understanding, understood.danger)
        assert (why.encoded is not None) == understood.asked_encoder


def test_the_word_that_tells_weighs_for_the_situation(explainer: Explainer) -> None:
    why = explainer.why("papa me cogne encore")
    assert "papa" in " ".join(weight.text for weight in why.in_favour)
    assert all(weight.value > 0 for weight in why.in_favour)
    assert all(weight.value < 0 for weight in why.against)
    assert (len(why.in_favour), len(why.against)) <= (5, 3)


def test_a_misspelt_word_is_shown_as_it_was_written_not_as_letters(explainer: Explainer) -> None:
    written = "ils se moque de moi le lundi"
    words = set(written.split())
    weights = explainer.why(written).in_favour
    assert weights
    assert all(set(one.text.split()) <= words for one in weights if one.kind in ("word", "run"))


def test_an_alarm_tells_its_section_and_its_words(explainer: Explainer) -> None:
    why = explainer.why("j'ai envie de mourir")
    assert ("suicide", "j ai envie de mourir") in [(ring.alarm.name, ring.words) for ring in why.alarms]
    assert why.rule == "firm_alarm"


def test_a_silenced_alarm_tells_what_silences_it(explainer: Explainer) -> None:
    (ring,) = explainer.why("ce contrôle va me tuer").alarms
    assert ring.silenced_by == "hyperbole"
    assert "controle va me tuer" in ring.because_of
    (denied,) = explainer.why("j'ai pas envie de mourir").alarms
    assert (denied.silenced_by, denied.because_of) == ("denied", "pas")


def test_the_sentence_weighs_only_when_the_encoder_was_asked(explainer: Explainer) -> None:
    for line in few_lines():
        why = explainer.why(line.text)
        told = [weight for weight in (*why.in_favour, *why.against) if weight.kind == SENTENCE]
        assert not told or why.encoded is not None


def test_of_a_long_message_the_worst_piece_is_shown(explainer: Explainer) -> None:
    why = explainer.why("il pleut encore. " * 20 + "mon père me frappe hier. " + "il pleut encore. " * 20)
    assert len(why.pieces) > 1
    assert "frappe" in why.pieces[why.worst]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_at_all_is_explained_with_a_rule_that_fits(explainer: Explainer, text: str) -> None:
    why = explainer.why(text)
    said = why.understood
    assert (why.rule in ("firm_alarm", "soft_alarm", "score")) == (said.situation not in BENIGN)
    assert why.rule not in ("wordless", "doubt", "no_idea") or said.intent == OFFER
    assert TEXTS["rule"][why.rule] in page(why)
    assert json.loads(json.dumps(why.as_dict()))["understood"]["situation"] == said.situation


def test_every_label_has_its_french(explainer: Explainer, lexicons: Lexicons) -> None:
    situations = {path.stem for path in (Path(__file__).parents[2] / "data" / "nlu").glob("*.yml")}
    known = set(TEXTS["situation"])
    assert known - situations <= {"conversation"}
    assert {"suicide", "hors_sujet", "auteur"} <= known


def test_a_sentence_typed_after_why_is_explained_in_french(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--why", HIT]) == 0
    shown = capsys.readouterr().out
    assert "violence dans la famille" in shown
    assert "jcrois → je crois" in shown
    assert "[home_hit]" in shown


def test_json_lines_are_explained_one_block_each(
    archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [b'{"id": 7, "text": "papa me cogne"}', b'{"id": 8}', b"{"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
    assert main(["--why"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("===") == len(lines)
    assert "=== 7" in shown
    assert TEXTS["no_text"] in shown


def test_json_asked_for_is_one_object_a_line(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--why", "--json", HIT, "merci hier"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["understood"]["situation"] for answer in answers] == ["violence_famille", "conversation"]


@pytest.mark.parametrize("wrong", [["mon père"], ["--json"]])
def test_a_sentence_without_why_is_refused_in_french(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(wrong)
    assert left.value.code == 2
    assert TEXTS["only_with_why"] in capsys.readouterr().err


def test_without_a_model_the_refusal_says_what_to_do(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write_bytes(b"not an archive")
    assert main(["--why", HIT]) == 2
    write_checksum(archive)
    assert main(["--why", HIT]) == 2
    archive.unlink()
    assert main(["--why", HIT]) == 2
    assert capsys.readouterr().err.count("bin/parlons-en train") == 3


def test_nothing_read_is_left_on_the_disk(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert main(["--why", "zinzolin me frappe"]) == 0
    assert list(temporary.rglob("*")) == []


def test_another_model_is_not_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--why", "--model", "autre.tar.gz", "slt"])
    assert left.value.code == 2
    assert "--model ne va pas avec lui" in capsys.readouterr().err


def test_another_model_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path / "absent.tar.gz")]) == 2
    assert "Il n'y a pas de modèle entraîné ici" in capsys.readouterr().err

"""Whatever fails and whenever, the school ends with everything, or with exactly what it had before."""

from __future__ import annotations

import io
import sys

import pytest
import yaml

from tests.administration.setting_up import EVERYTHING, NAME, PUPILS, WHOLE, all_faults_hit, made, run, state

WRITES = [
    ("POST", "/directory/group"),
    ("PUT", "/directory/group/"),
    ("POST", "/communication/v2/group/"),
    ("POST", "/appregistry/application/external"),
    ("PUT", "/appregistry/structure/"),
]
BEFORE = ["unavailable", "drop", "overloaded", "forbidden", "mfa"]
AFTER = ["done_then_drop", "done_then_unavailable"]


def test_a_bare_school_is_set_up_whole(bare, capsys):
    assert run(*EVERYTHING) == 0
    assert made(bare) == WHOLE
    out = capsys.readouterr().out
    assert "Les élèves verront le groupe et le nom de chaque membre." in out
    entry = yaml.safe_load(out[out.index("- id:") : out.index("\n\n", out.index("- id:"))])[0]
    assert entry["id"] == "col-zola"
    assert entry["group_id"] in {row["id"] for row in bare.shown("groups")}
    assert "demo-secret" not in out


def test_running_it_again_changes_nothing(bare, capsys):
    run(*EVERYTHING)
    before = state(bare)
    assert run(*EVERYTHING) == 0
    assert state(bare) == before
    assert "rien à changer" in capsys.readouterr().out


def test_a_trial_changes_nothing(bare, capsys):
    before = state(bare)
    assert run(*EVERYTHING, "--essai") == 0
    assert state(bare) == before
    assert "Créer le groupe manuel « Violences, parlons-en »." in capsys.readouterr().out


@pytest.mark.parametrize("kind", BEFORE)
@pytest.mark.parametrize("write", WRITES, ids=" ".join)
def test_a_step_that_fails_before_being_done_leaves_the_school_as_it_was(bare, capsys, kind, write):
    before = state(bare)
    method, path = write
    bare.arm({"kind": kind, "method": method, "path": path, "times": 1})
    assert run(*EVERYTHING) == 1
    assert state(bare) == before
    assert "L'ENT est comme avant." in capsys.readouterr().out
    assert all_faults_hit(bare)


@pytest.mark.parametrize("kind", AFTER)
@pytest.mark.parametrize("write", WRITES, ids=" ".join)
def test_a_step_that_is_done_and_whose_answer_is_lost_is_seen_done_and_not_done_twice(bare, kind, write):
    method, path = write
    bare.arm({"kind": kind, "method": method, "path": path, "times": 1})
    assert run(*EVERYTHING) == 0
    assert made(bare) == WHOLE
    assert all_faults_hit(bare)


def test_a_rule_that_an_administrator_may_not_open_is_explained_and_everything_is_undone(bare, capsys):
    bare.knob(f"groups/{PUPILS}", users="NONE")
    before = state(bare)
    assert run(*EVERYTHING) == 1
    assert state(bare) == before
    assert "réponse 409" in capsys.readouterr().out


def test_a_no_at_any_question_puts_back_what_was_there(bare, monkeypatch, capsys):
    before = state(bare)
    monkeypatch.setattr(sys, "stdin", io.StringIO("oui\noui\nnon\n"))
    assert run(*EVERYTHING[:-1]) == 1
    assert state(bare) == before
    assert "Arrêt demandé." in capsys.readouterr().out


def test_a_pupil_or_a_parent_is_never_found(bare, capsys):
    before = state(bare)
    for name in ("lea.martin", "parent.martin", "Luc Vidal"):
        assert run("--membre", name, "--membre", "mme.lemoine", "--membre", "m.diallo", "--oui") == 1
    assert state(bare) == before
    assert "ne correspond à « lea.martin »" in capsys.readouterr().out


def test_a_namesake_is_not_adopted(bare, capsys):
    for id_ in ("a", "b"):
        bare.knob("groups", id=id_, name=NAME, structure_id="col-zola")
    before = state(bare)
    assert run(*EVERYTHING) == 1
    assert state(bare) == before
    assert "(a, b)" in capsys.readouterr().out


def test_the_administrator_of_another_school_changes_nothing(bare, capsys):
    before = state(bare)
    assert run(*EVERYTHING, "--structure", "lyc-camus") == 1
    assert state(bare) == before
    assert "n'administre pas l'établissement lyc-camus" in capsys.readouterr().out


def test_the_school_is_written_in_the_file_once(bare, tmp_path):
    file = tmp_path / "etablissements.yml"
    assert run(*EVERYTHING, "--ecrire", str(file)) == 0
    assert run(*EVERYTHING, "--ecrire", str(file)) == 0
    (row,) = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert (row["id"], row["uai"], row["zone"], row["group_name"]) == ("col-zola", "0330139P", "A", NAME)

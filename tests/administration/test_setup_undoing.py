"""Putting back what was there: the group made, the group that was there, and what cannot be put back."""

from __future__ import annotations

import pytest

from tests.administration.emulated_school import GROUP
from tests.administration.setting_up import EVERYTHING, PUPILS, WHOLE, all_faults_hit, lent, made, run, state

LAST = {"kind": "forbidden", "method": "PUT", "path": "/appregistry/structure/", "times": 1}
LOST = ["drop", "done_then_drop", "unavailable"]


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize("path", ["/directory/group/", "/appregistry/application/external/"])
def test_an_undoing_whose_answer_is_lost_is_tried_again(bare, kind, path):
    before = state(bare)
    bare.arm(LAST, {"kind": kind, "method": "DELETE", "path": path, "times": 1})
    assert run(*EVERYTHING) == 1
    assert state(bare) == before
    assert all_faults_hit(bare)


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", f"/directory/group/{GROUP}/users/delete"),
        ("DELETE", f"/communication/group/{PUPILS}/relations/{GROUP}"),
        ("DELETE", "/appregistry/application/external/"),
    ],
)
def test_an_undoing_on_a_group_that_was_there_is_tried_again(scene, monkeypatch, kind, method, path):
    lent(scene, monkeypatch)
    scene.remove("applications/vpe-bot")
    scene.knob(f"groups/{GROUP}", users="NONE", members=["mme.lemoine"], linked_from=[])
    before = state(scene)
    scene.arm(LAST, {"kind": kind, "method": method, "path": path, "times": 1})
    assert run("--membre", "m.diallo", "--connecteur", "--oui") == 1
    assert state(scene) == before
    assert all_faults_hit(scene)


def test_what_cannot_be_undone_is_named(bare, capsys):
    bare.arm(
        {"kind": "forbidden", "method": "POST", "path": "/communication/v2/group/"},
        {"kind": "forbidden", "method": "DELETE", "path": "/directory/group/"},
    )
    assert run(*EVERYTHING) == 1
    out = capsys.readouterr().out
    assert "N'A PAS PU ÊTRE DÉFAIT" in out
    assert "Créer le groupe manuel « Violences, parlons-en »." in out.partition("N'A PAS PU ÊTRE DÉFAIT")[2]
    assert "L'ENT est comme avant." not in out


def test_a_group_that_was_there_keeps_its_rule_and_its_link_when_a_later_step_fails(scene, monkeypatch):
    lent(scene, monkeypatch)
    scene.remove("applications/vpe-bot")
    scene.knob(f"groups/{GROUP}", users="NONE", members=["mme.lemoine"], linked_from=[PUPILS])
    before = state(scene)
    scene.arm({"kind": "forbidden", "method": "POST", "path": "/appregistry/application/external"})
    assert run("--membre", "m.diallo", "--connecteur", "--oui") == 1
    assert state(scene) == before


def test_a_group_that_was_there_without_a_link_has_none_when_a_later_step_fails(scene, monkeypatch):
    lent(scene, monkeypatch)
    scene.remove("applications/vpe-bot")
    scene.knob(f"groups/{GROUP}", users="NONE", linked_from=[])
    before = state(scene)
    scene.arm({"kind": "forbidden", "method": "POST", "path": "/appregistry/application/external"})
    assert run("--connecteur", "--oui") == 1
    assert state(scene) == before


def test_the_only_link_of_all_pupils_is_never_taken_away(scene, monkeypatch, capsys):
    lent(scene, monkeypatch)
    scene.remove("applications/vpe-bot")
    scene.knob(f"groups/{PUPILS}", links=[])
    scene.arm({"kind": "forbidden", "method": "POST", "path": "/appregistry/application/external"})
    assert run("--connecteur", "--oui") == 1
    pupils = next(row for row in scene.shown("groups") if row["id"] == PUPILS)
    assert pupils["users"] == "INCOMING"
    assert "N'A PAS PU ÊTRE DÉFAIT" in capsys.readouterr().out


def test_the_school_is_set_up_and_put_back_whichever_way_each_inferred_fact_turns_out(bare):
    before = state(bare)
    for name in [fact["name"] for fact in bare.shown("inferred")]:
        bare.knob("inferred", **{name: "other"})
        bare.arm({"kind": "forbidden", "method": "PUT", "path": "/appregistry/structure/", "times": 1})
        assert run(*EVERYTHING) == 1, name
        assert state(bare) == before, name
        bare.knob("inferred", **{name: "default"})
    assert run(*EVERYTHING) == 0
    assert made(bare) == WHOLE

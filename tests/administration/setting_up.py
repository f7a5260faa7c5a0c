"""Running the set-up on the emulated ENT, and what the ENT then holds."""

from __future__ import annotations

from typing import Any

import pytest

from cli import ent
from tests.administration.emulated_school import BOT, Scene

PUPILS = "grp-eleves-zola"
NAME = "Violences, parlons-en"
EVERYTHING = ["--membre", "mme.lemoine", "--membre", "Ibrahim Diallo", "--connecteur", "--oui"]


def lent(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("administration.setup.journal.PAUSE_SECONDS", 0.0)
    monkeypatch.setenv("PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD", "demo")
    monkeypatch.delenv("PARLONS_EN_SCHOOLS", raising=False)
    for name, value in scene.environment.items():
        monkeypatch.setenv(name, value)


def run(*options: str) -> int:
    where = ["--uai", "0330139P", "--zone", "A"]
    return ent.main(["setup", "--compte-administrateur", "mme.besson", *where, *options])


def state(scene: Scene) -> dict[str, Any]:
    """Groups and connectors, whatever the hour at which they were made."""
    stamps = {"created_at", "modified_at", "modified_by"}
    groups = [{k: v for k, v in row.items() if k not in stamps} for row in scene.shown("groups")]
    return {"groups": groups, "applications": scene.shown("applications")}


def all_faults_hit(scene: Scene) -> bool:
    """A fault that never hit would prove nothing."""
    return all(fault["times"] == 0 for fault in scene.shown("faults")["faults"])


def made(scene: Scene) -> dict[str, Any]:
    """What a whole set-up must have made, however it came to be."""
    group = [row for row in scene.shown("groups") if row["name"] == NAME and row["structure_id"] == "col-zola"]
    pupils = next(row for row in scene.shown("groups") if row["id"] == PUPILS)
    connector = [row for row in scene.shown("applications") if row["name"] == "vpe-bot"]
    return {
        "groups": [(row["kind"], row["users"], len(row["members"])) for row in group],
        "linked": [row["id"] in pupils["links"] for row in group],
        "connectors": [(row["grant_type"], row["scope"], row["address"], row["groups"]) for row in connector],
    }


WHOLE = {
    "groups": [("ManualGroup", "OUTGOING", 2)],
    "linked": [True],
    "connectors": [
        ("authorization_code", "userinfo conversation communication", f"{BOT}/assistant?ecole=0330139P", [PUPILS])
    ],
}

from __future__ import annotations

import json
import sys
from io import StringIO

import pytest
import yaml

from cli import ent
from tests.administration.emulated_school import Scene

ACCOUNTS = ["--compte-administrateur", "mme.besson", "--compte-eleve", "lea.martin"]


@pytest.fixture
def installed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The settings as an operator writes them, and the passwords in their variables."""
    settings = scene.settings
    monkeypatch.setenv("PARLONS_EN_DATABASE", settings.database_url)
    monkeypatch.setenv("PARLONS_EN_MODEL", str(settings.model))
    monkeypatch.setenv("PARLONS_EN_SCHOOLS", str(scene.folder / "schools.yml"))
    monkeypatch.setenv("PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD", "demo")
    monkeypatch.setenv("PARLONS_EN_ENT_PUPIL_PASSWORD", "demo")
    for name, value in scene.environment.items():
        monkeypatch.setenv(name, value)
    return scene


def test_a_school_without_anything_red_ends_with_zero(installed, capsys):
    assert ent.main(["check", *ACCOUNTS, "--at", "2026-11-24T10:00+01:00"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Collège Émile-Zola (0330139P), le 24/11/2026 à 10 h 00")
    assert "un message peut partir" in out


def test_something_red_ends_with_one(installed, capsys):
    installed.knob("groups/grp-parlons-en", members=[])
    assert ent.main(["check", *ACCOUNTS]) == 1
    assert "✗ ROUGE" in capsys.readouterr().out


def test_the_same_report_in_json(installed, capsys):
    installed.knob("groups/grp-parlons-en", members=["mme.lemoine"])
    assert ent.main(["check", *ACCOUNTS, "--json"]) == 1
    (school,) = json.loads(capsys.readouterr().out)["schools"]
    assert (school["uai"], school["red"]) == ("0330139P", True)
    alone = next(each for each in school["findings"] if each["codes"] == ["group_alone"])
    assert alone["level"] == "red"
    assert "Sophie Lemoine" in alone["says"]
    assert alone["do"]


def test_a_missing_setting_ends_with_two_and_names_it(installed, monkeypatch, capsys):
    monkeypatch.delenv("PARLONS_EN_ENT_CLIENT_ID")
    assert ent.main(["check"]) == 2
    assert "PARLONS_EN_ENT_CLIENT_ID" in capsys.readouterr().err


def test_a_school_that_is_not_served_ends_with_two(installed, capsys):
    assert ent.main(["check", "--ecole", "0000000X"]) == 2
    assert "0330139P" in capsys.readouterr().err


def test_without_a_terminal_nor_a_variable_no_password_can_be_asked(installed, monkeypatch, capsys):
    monkeypatch.delenv("PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD")
    monkeypatch.setattr(sys, "stdin", StringIO("demo\n"))
    assert ent.main(["check", *ACCOUNTS]) == 2
    assert "PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD" in capsys.readouterr().err


def test_no_password_no_secret_and_no_token_is_printed(installed, capsys):
    ent.main(["check", *ACCOUNTS, "--json"])
    printed = "".join(capsys.readouterr())
    assert not [secret for secret in ("demo-secret", "demo-bell-secret", "oneSessionId") if secret in printed]


def test_a_database_that_cannot_be_opened_is_a_fact_and_not_a_crash(installed, monkeypatch, capsys):
    monkeypatch.setenv("PARLONS_EN_DATABASE", "sqlite:////nulle/part/parlons-en.db")
    ent.main(["check", *ACCOUNTS])
    assert "les clés des référents" in capsys.readouterr().out


def test_the_check_follows_the_setting_up_when_the_settings_are_whole(installed, capsys):
    options = ["--compte-administrateur", "mme.besson", "--oui"]
    assert ent.main(["setup", *options]) in {0, 1}
    out = capsys.readouterr().out
    assert "rien à changer" in out
    assert (
        yaml.safe_load(out[out.index("- id:") : out.index("\n\n", out.index("- id:"))])[0]["group_id"]
        == "grp-parlons-en"
    )
    assert "Collège Émile-Zola (0330139P)" in out

"""What a person meets at the terminal: questions, refusals in French, Ctrl-C; and a connector for an ENT that signs."""

from __future__ import annotations

import builtins
import sys
from dataclasses import replace

import pytest
import yaml

from cli import ent, kit
from cli.ent_report import wrapped
from cli.french_options import in_french
from tests.administration.emulated_school import BOT, CAMUS, ENT, ZOLA
from tests.administration.setting_up import EVERYTHING, NAME, made, run, state

MEMBERS = ["--membre", "mme.lemoine", "--membre", "m.diallo"]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """A terminal where these lines are typed, one a question; an exception is raised instead."""

    def type_them(*lines: str | type[BaseException]) -> None:
        waiting = list(lines)

        def typed(_question: str = "") -> str:
            line = waiting.pop(0)
            if isinstance(line, str):
                return line
            raise line

        monkeypatch.setattr(builtins, "input", typed)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    return type_them


def setup(*options: str) -> int:
    return ent.main(["setup", "--compte-administrateur", "mme.besson", *options])


def test_ctrl_c_at_a_question_puts_everything_back_and_says_so(bare, answers, capsys):
    before = state(bare)
    answers("", "oui", "oui", KeyboardInterrupt)
    assert run(*MEMBERS) == 1
    assert state(bare) == before
    out = capsys.readouterr().out
    assert out.count("Défait :") == 2
    assert "L'ENT est comme avant." in out


def test_ctrl_c_before_anything_is_done_ends_with_one_word(bare, answers, capsys):
    before = state(bare)
    answers(KeyboardInterrupt)
    assert run() == 130
    assert state(bare) == before
    assert "Interrompu." in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["", EOFError, KeyboardInterrupt])
def test_no_password_typed_asks_nothing_of_the_ent(bare, monkeypatch, capsys, typed):
    def no_password(_question: str) -> str:
        if isinstance(typed, str):
            return typed
        raise typed

    monkeypatch.delenv("PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD")
    monkeypatch.setattr("cli.ent_passwords.getpass", no_password)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert run() == (130 if typed is KeyboardInterrupt else 2)
    assert "Traceback" not in capsys.readouterr().err


def test_an_empty_answer_is_asked_again_and_a_code_that_is_none_is_refused(bare, answers, capsys):
    answers("", "", "0330139p", "a", "", "non")
    assert setup(*MEMBERS) == 1
    assert "Arrêt demandé." in capsys.readouterr().out
    answers("zola")
    assert setup(*MEMBERS) == 1
    assert "« zola » n'est pas un code UAI" in capsys.readouterr().out


def test_an_account_that_administers_nothing_is_told_so(bare, capsys):
    assert ent.main(["setup", "--compte-administrateur", "lea.martin", "--essai"]) == 1
    assert "n'est administrateur local d'aucun établissement" in capsys.readouterr().out
    assert ent.main(["setup", "--compte-administrateur", "super.admin", "--essai"]) == 1
    assert "--structure" in capsys.readouterr().out


def test_where_the_ent_signs_the_connector_has_openid_and_an_address_of_logout(bare, monkeypatch):
    monkeypatch.setenv("PARLONS_EN_ENT_ISSUER", ENT)
    assert run(*EVERYTHING) == 0
    ((_, scope, _, _),) = made(bare)["connectors"]
    assert scope == "userinfo conversation communication openid"
    (connector,) = [row for row in bare.shown("applications") if row["name"] == "vpe-bot"]
    assert connector["logout_url"] == f"{BOT}/ent/logout"


def test_a_connector_that_is_there_is_not_changed_but_what_it_lacks_is_said(bare, monkeypatch, capsys):
    assert run(*EVERYTHING) == 0
    bare.knob("applications/vpe-bot", logout_url=None)
    before = state(bare)
    monkeypatch.setenv("PARLONS_EN_ENT_ISSUER", ENT)
    capsys.readouterr()
    assert run("--connecteur", "--oui") == 0
    out = capsys.readouterr().out
    assert "étendue (partie OAuth) : userinfo conversation communication openid" in out
    assert f"adresse de déconnexion : {BOT}/ent/logout" in out
    assert "Tout est déjà en place" not in out
    assert state(bare) == before


def test_a_group_of_a_circonscription_is_never_made_a_second_time(bare, monkeypatch, tmp_path, capsys):
    shared = replace(ZOLA, group_id=CAMUS.group_id, circonscription="Bordeaux-Nord", level="college")
    written = tmp_path / "ecoles.yml"
    written.write_text(yaml.safe_dump([vars(shared)], allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("PARLONS_EN_SCHOOLS", str(written))
    before = state(bare)
    assert run(*MEMBERS, "--oui") == 1
    assert "n'est pas rattaché à cette école" in capsys.readouterr().out
    assert state(bare) == before


def test_the_clock_the_circonscription_and_the_level_of_a_school_stay_in_its_line(bare, monkeypatch, tmp_path, capsys):
    bare.knob(f"groups/{CAMUS.group_id}", members=["mme.lemoine", "m.diallo"], also_in=["col-zola"])
    shared = replace(
        ZOLA, group_id=CAMUS.group_id, circonscription="Bordeaux-Nord", timezone="Indian/Reunion", level="college"
    )
    written = tmp_path / "ecoles.yml"
    written.write_text(yaml.safe_dump([vars(shared)], allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("PARLONS_EN_SCHOOLS", str(written))
    assert run("--oui", "--ecrire", str(written)) == 0
    out = capsys.readouterr().out
    row = yaml.safe_load(out[out.index("- id:") : out.index("\n\n", out.index("- id:"))])[0]
    assert row == vars(shared) | {"group_name": NAME}
    assert "avec d'autres valeurs" not in out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (lambda: ent.main(["chekc"]), "n'est pas possible. Choix"),
        (lambda: ent.main(["check", "--ecole"]), "Il manque une valeur après --ecole."),
        (lambda: ent.main(["check", "--at", "demain"]), "n'est pas un instant"),
        (lambda: ent.main(["setup"]), "Il manque : --compte-administrateur."),
        (lambda: kit.main(["--ecole", "0330139P", "--dossier", "d", "--etiquettes", "douze"]), "n'est pas un nombre"),
        (lambda: kit.main(["--inconnu", "--ecole", "0330139P", "--dossier", "d"]), "Option inconnue : --inconnu."),
    ],
)
def test_what_is_typed_wrongly_is_refused_in_french(command, said, capsys):
    with pytest.raises(SystemExit) as left:
        command()
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_help_has_no_english(capsys):
    for asked in (["--help"], ["check", "--help"], ["setup", "--help"]):
        with pytest.raises(SystemExit):
            ent.main(asked)
    out = capsys.readouterr().out
    assert out.count("Usage : ") == 3
    assert not [word for word in ("usage:", "options:", "positional", "show this") if word in out]


def test_a_refusal_that_is_not_known_is_kept_whole():
    assert in_french("something new") == "something new"


def test_an_address_longer_than_the_line_is_never_shortened():
    address = "https://violences-parlons-en.lycees-hauts-de-france.exemple.fr/assistant?ecole=0330139P"
    lines = wrapped(f"Corrigez l'adresse : {address}", 63).splitlines()
    assert max(len(line) for line in lines) <= 63
    assert address in "".join(lines)

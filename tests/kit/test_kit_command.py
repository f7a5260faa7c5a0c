import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest
import yaml

from cli.kit import main
from database import open_engine
from schools import pages
from schools.page import Author, SchoolPage
from tests.ent.emulated import NO_TLS, EmulatedEnt, running_ent
from tests.kit.kit_scene import EVERY_DAY

NOW = datetime(2026, 11, 22, 10, tzinfo=timezone.utc)
AT = "2026-11-22T11:00+01:00"
ZOLA = {
    "id": "col-zola",
    "uai": "0330139P",
    "name": "Collège Émile-Zola",
    "group_id": "grp-parlons-en",
    "group_name": "Violences, parlons-en",
    "zone": "A",
}


@pytest.fixture(scope="module")
def ent_process() -> Iterator[EmulatedEnt]:
    with running_ent() as ent:
        yield ent


@pytest.fixture
def ent(ent_process: EmulatedEnt) -> EmulatedEnt:
    ent_process.reset()
    return ent_process


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ent: EmulatedEnt) -> dict[str, str]:
    schools = tmp_path / "schools.yml"
    schools.write_text(yaml.safe_dump([ZOLA], allow_unicode=True), encoding="utf-8")
    values = {
        "PARLONS_EN_DATABASE": f"sqlite:///{tmp_path}/parlons-en.db",
        "PARLONS_EN_SERVER_KEYS": base64.b64encode(bytes(range(32))).decode(),
        "PARLONS_EN_PUBLIC_URL": "http://bot.localhost:8091",
        "PARLONS_EN_ENT_PUBLIC_URL": "http://ent.localhost:8090",
        "PARLONS_EN_ENT_API_URL": ent.url,
        "PARLONS_EN_ENT_CLIENT_ID": "vpe-bot",
        "PARLONS_EN_ENT_CLIENT_SECRET": "demo-secret",
        "PARLONS_EN_RASA_URL": "http://127.0.0.1:8092",
        "PARLONS_EN_RASA_SECRET": "un-secret-entre-nous-1",
        "PARLONS_EN_ACTIONS_URL": "http://127.0.0.1:8093",
        "PARLONS_EN_ACTIONS_SECRET": "un-secret-entre-nous-2",
        "PARLONS_EN_SCHOOLS": str(schools),
        "PARLONS_EN_EXIT_URL": "https://meteofrance.com",
        "PARLONS_EN_BLOG_URL": "https://blog.exemple.fr/actions",
        "PARLONS_EN_ENT_ADMINISTRATOR_PASSWORD": "demo",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return values


def run(folder: Path, *more: str, school: str = "0330139P") -> int:
    return main(["--ecole", school, "--dossier", str(folder), "--at", AT, *more])


def test_everything_is_written_and_said(settings: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "kit"
    assert run(folder) == 0
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"LISEZ-MOI.txt", "affiche.pdf", "affiche-languettes.pdf", "etiquettes.pdf"} <= names
    assert len([name for name in names if name.startswith("textes/")]) == 3 * 4 * 2
    said = capsys.readouterr().out
    assert "Kit de communication : Collège Émile-Zola" in said
    assert all(name in said for name in names)
    assert "À refaire avant le 22 mai 2027." in said
    assert "https://blog.exemple.fr/actions" in (folder / "textes/parents-annonce.txt").read_text(encoding="utf-8")
    opened_alone = (folder / "textes/parents-annonce.html").read_bytes()
    assert opened_alone.startswith(b'<!doctype html>\n<html lang="fr"><meta charset="utf-8"><title>')


def test_the_hours_are_those_that_the_school_wrote(settings: dict[str, str], tmp_path: Path):
    database = open_engine(settings["PARLONS_EN_DATABASE"])
    pages.prepare(database)
    page = SchoolPage(hours=EVERY_DAY)
    pages.write(database, "col-zola", page, Author("adml", "Nadia Besson"), NOW, over=0, today=NOW.date())
    database.dispose()
    assert run(tmp_path / "kit") == 0
    text = (tmp_path / "kit/textes/eleves_college-annonce.txt").read_text(encoding="utf-8")
    assert "du lundi au vendredi de 8\u00a0h à 17\u00a0h" in text


def test_an_unknown_school_is_refused_with_those_that_are_known(
    settings: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(tmp_path / "kit", school="9999999Z") == 2
    assert "0330139P" in capsys.readouterr().err
    assert not (tmp_path / "kit").exists()


def test_an_expired_number_refuses_and_writes_nothing(
    settings: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["--ecole", "0330139P", "--dossier", str(tmp_path / "kit"), "--at", "2027-06-01T10:00+02:00"]) == 1
    assert "n'a pas été vérifié depuis le 22 novembre 2026" in capsys.readouterr().err
    assert not (tmp_path / "kit").exists()


def test_a_folder_that_cannot_be_written_is_said(
    settings: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "pris").write_text("un fichier")
    assert run(tmp_path / "pris") == 1
    assert "ne peut pas être écrit" in capsys.readouterr().err


def test_drafts_are_shown_then_made_and_nothing_is_published(
    settings: dict[str, str], ent: EmulatedEnt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    asked = ("--actualites", "--compte-administrateur", "mme.besson", "--oui")
    assert run(tmp_path / "kit", *asked) == 0
    said = capsys.readouterr().out
    assert said.index("Brouillons à créer") < said.index("✓ fil n°")
    assert "Élèves du groupe Collège Émile-Zola" in said
    assert "Rien n'a été publié." in said
    with httpx.Client(base_url=ent.url, verify=NO_TLS) as browser:
        browser.post("/auth/login", data={"email": "lea.martin", "password": "demo", "callBack": "/"})
        assert browser.get("/actualites/api/v1/infos", params={"page": "0"}).json() == []


def test_a_no_makes_nothing_in_the_ent(settings: dict[str, str], tmp_path: Path, ent: EmulatedEnt):
    command = [
        sys.executable,
        "-m",
        "cli",
        "kit",
        "--ecole",
        "0330139P",
        "--dossier",
        str(tmp_path / "kit"),
        "--at",
        AT,
    ]
    command += ["--actualites", "--compte-administrateur", "mme.besson"]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(command, input="n\n", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Rien n'a été créé dans l'ENT." in done.stdout
    assert "demo" not in done.stdout


def test_someone_elses_school_is_refused(settings: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    asked = ("--actualites", "--compte-administrateur", "mme.lemoine", "--oui")
    assert run(tmp_path / "kit", *asked) == 1
    assert "n'administre pas cet établissement" in capsys.readouterr().out


def test_an_ent_that_fails_in_the_middle_is_told_and_what_was_made_is_taken_back(
    settings: dict[str, str], ent: EmulatedEnt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    ent.arm({"kind": "done_then_drop", "path": "/actualites/api/v1/infos", "method": "POST", "times": 1})
    asked = ("--actualites", "--compte-administrateur", "mme.besson", "--oui")
    assert run(tmp_path / "kit", *asked) == 1
    said = capsys.readouterr().out
    assert "il n'y a rien de plus dans Actualités. L'ENT n'a pas répondu." in said
    assert "✓ fil" not in said
    assert "{" not in said


def test_what_could_not_be_taken_back_is_named(
    settings: dict[str, str], ent: EmulatedEnt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    ent.arm(
        {"kind": "forbidden", "path": "/actualites/api/v1/threads", "method": "DELETE"},
        {"kind": "forbidden", "path": "/actualites/api/v1/infos", "method": "POST"},
    )
    asked = ("--actualites", "--compte-administrateur", "mme.besson", "--oui")
    assert run(tmp_path / "kit", *asked) == 1
    said = capsys.readouterr().out
    assert "✓ fil n°" in said
    assert "supprimez-le dans Actualités" in said


def test_drafts_without_an_account_are_refused_before_anything(
    settings: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(tmp_path / "kit", "--actualites") == 2
    assert "--compte-administrateur" in capsys.readouterr().err
    assert not (tmp_path / "kit").exists()

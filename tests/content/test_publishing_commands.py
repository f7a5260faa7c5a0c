"""The commands of « Publier » in docs/fr/equipe-contenu.md, in its order, by three people; only learning and loading a model are stood in for."""

import re
import shlex
import stat
from pathlib import Path

import httpx
import pytest
import yaml

from bot.model_file import written_checksum
from bot.shelf import chosen, model_of
from bot.switching import short_name
from cli import content, content_approve, content_propose, content_publish
from cli.publishing import commands, seen
from content.publishing.journal import FILE
from tests.content.shelf_people import HERE, PHRASE, answers, judged

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "fr" / "equipe-contenu.md"
BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)
ROLES = {"alix": ["ecrire"], "bo": ["approuver"], "cam": ["approuver"], "dom": ["publier"]}


def written() -> dict[str, list[str]]:
    """What the guide says to type, by command, without `bin/parlons-en content`."""
    section = GUIDE.read_text("utf-8").split("\n## Publier\n")[1].split("\n## ")[0]
    lines = [shlex.split(line) for block in BLOCK.findall(section) for line in block.splitlines()]
    assert all(line[:2] == ["bin/parlons-en", "content"] for line in lines)
    return {line[2]: line[3:] for line in lines}


class Team:
    """Types what the guide says, with its own names for what the guide gives as examples."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shelf = folder, folder / "shelf"
        self.shelf.mkdir()
        (folder / "phrase").write_text(f"{PHRASE}\n")
        self.instead = {"/srv/etagere": str(self.shelf)}

    def types(self, name: str, command: str) -> int:
        typed = [self.instead.get(word, word) for word in written()[command]]
        key = [] if command == "history" else self.key(name)
        return content.main([command, *typed, *key])

    def key(self, name: str) -> list[str]:
        return ["--cle", str(self.folder / f"{name}.pem"), "--phrase-fichier", str(self.folder / "phrase")]


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    for command in (content_propose, content_approve):
        monkeypatch.setattr(command, "here", lambda: HERE)
    monkeypatch.setattr(content_publish, "gate_set", lambda: HERE.gate_set)
    monkeypatch.setattr(content_publish, "tried", answers)
    monkeypatch.setattr(commands, "PATIENCE_SECONDS", 0.0)
    return Team(tmp_path)


def hires(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    """Each makes a key; the operator puts the lines that were shown into the file, with their roles."""
    told = []
    for name, roles in ROLES.items():
        team.instead["Votre nom"] = name
        assert team.types(name, "person") == 0
        shown = yaml.safe_load(capsys.readouterr().out.split("\n", 1)[1])
        told += [each | {"roles": roles} for each in shown]
    (team.shelf / "people.yml").write_text(yaml.safe_dump(told))


def proposed(team: Team, capsys: pytest.CaptureFixture[str], content: bytes, against: str = "") -> str:
    team.instead["models/essai.tar.gz"] = str(judged(team.folder, content, against))
    assert team.types("alix", "propose") == 0
    found = re.search(r"Proposé : (\S+)\. Approbations à demander à d'autres : 2\.", capsys.readouterr().out)
    assert found
    team.instead["20261123-1a2b3c4d"] = found[1]
    return found[1]


def serves(monkeypatch: pytest.MonkeyPatch, sha256: str) -> None:
    def get(url: str, **_: object) -> httpx.Response:
        assert url == "http://127.0.0.1:8092/webhooks/ent/"
        return httpx.Response(200, json={"status": "ok", "model": short_name(sha256)})

    monkeypatch.setattr(seen.httpx, "get", get)


def test_from_a_key_to_a_model_in_service_and_back(
    team: Team, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    hires(team, capsys)
    publications = []
    for words in (b"one", b"two"):
        publications.append(proposed(team, capsys, words, chosen(team.shelf).sha256 if publications else ""))
        assert team.types("bo", "approve") == 0
        assert "attend encore 1 approbation" in capsys.readouterr().out
        assert team.types("dom", "publish") == 1
        assert "a 1 approbation(s) ; il en faut 2" in capsys.readouterr().err
        assert team.types("cam", "approve") == 0
        assert "peut être publié" in capsys.readouterr().out
        serves(monkeypatch, "0" * 64)
        assert team.types("dom", "publish") == 0
        assert "ne l'a pas encore pris" in capsys.readouterr().out
        assert chosen(team.shelf).path.read_bytes() == words

    serves(monkeypatch, written_checksum(model_of(team.shelf, publications[0])))
    assert team.types("dom", "rollback") == 0
    assert capsys.readouterr().out == f"En service : {publications[0]}.\nLe dialogue l'a pris.\n"
    assert chosen(team.shelf).path.read_bytes() == b"one"

    assert team.types("", "history") == 0
    told = capsys.readouterr().out.splitlines()
    assert [re.sub(r".* : | \(.*", "", line) for line in told[:9]] == [
        f"{who} {publication}"
        for publication in publications
        for who in ("alix a proposé", "bo a approuvé", "cam a approuvé", "dom a publié")
    ] + [f"dom est revenu à {publications[0]}"]
    assert told[9:] == [f"Tout est signé et à sa place. En service : {publications[0]}."]
    assert "cinq façons de dire la fugue" in told[0]


def test_a_key_is_its_owner_s_alone_and_is_never_written_over(team: Team, capsys: pytest.CaptureFixture[str]):
    hires(team, capsys)
    key = team.folder / "alix.pem"
    kept = key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in kept
    with pytest.raises(SystemExit):
        team.types("alix", "person")
    assert key.read_bytes() == kept


def test_another_phrase_opens_nothing(team: Team, capsys: pytest.CaptureFixture[str]):
    hires(team, capsys)
    (team.folder / "phrase").write_text("une tout autre phrase")
    assert team.types("dom", "rollback") == 1
    assert capsys.readouterr().err == "Cette phrase n'ouvre pas cette clé.\n"


def test_history_names_the_line_that_was_changed(team: Team, capsys: pytest.CaptureFixture[str]):
    hires(team, capsys)
    proposed(team, capsys, b"one")
    assert team.types("bo", "approve") == 0
    journal = team.shelf / FILE
    journal.write_bytes(journal.read_bytes().replace(b'"bo"', b'"cam"'))
    assert team.types("", "history") == 1
    assert "ligne 2 :" in capsys.readouterr().err


def test_what_is_not_there_is_said_in_french(team: Team, capsys: pytest.CaptureFixture[str]):
    assert team.types("", "history") == 1
    assert "people.yml manque" in capsys.readouterr().err
    assert team.types("dom", "rollback") == 1
    assert "dom.pem ne peut pas être lu" in capsys.readouterr().err

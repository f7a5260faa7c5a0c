"""A shelf's people and what each of them does to it, for the tests of publishing: the acts are the real ones, only a model's trial is stood in for."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from bot.model_file import write_checksum, written_checksum
from bot.shelf import read_pointer
from cli.publishing.acts import Here, approve, propose, publish, rollback
from cli.publishing.desk import opened
from content.gate.verdict import ACCEPTED, Verdict, verdict_path, write_verdict
from content.publishing.people import FILE as PEOPLE
from content.publishing.refused import RefusedError
from facts.paris import PARIS
from vault import Signer, new_signing_key

PHRASE = "une phrase de passe"
GATE = "9" * 64
AT = datetime(2026, 11, 23, 9, tzinfo=PARIS)
FILES = {"data/responses/accueil.yml": "a" * 64, "data/nlu/suicide.yml": "b" * 64}
ORDINARY = {"data/responses/accueil.yml": "c" * 64}
HERE = Here(FILES, "1" * 64, GATE)
STAFF = {"alix": ["ecrire"], "bo": ["approuver"], "cam": ["approuver", "ecrire"], "dom": ["publier"], "eli": []}
KEPT = {name: new_signing_key(PHRASE) for name in (*STAFF, "nobody")}
SIGNERS = {name: Signer(kept, PHRASE) for name, kept in KEPT.items()}


def staff(shelf: Path, roles: Mapping[str, list[str]]) -> None:
    told = [{"name": name, "roles": its, "key": SIGNERS[name].public} for name, its in roles.items()]
    (shelf / PEOPLE).write_text(yaml.safe_dump(told), "utf-8")


def judged(folder: Path, content: bytes, against: str = "", **changes: str) -> Path:
    """A model that the gate judged; the test's own model is any bytes."""
    model = folder / f"{hashlib.sha256(content).hexdigest()[:6]}.tar.gz"
    model.write_bytes(content)
    write_checksum(model)
    model.with_name(f"{model.name}.learnt-from").write_text(HERE.learnt_from)
    verdict = Verdict(written_checksum(model), GATE, ACCEPTED, AT.isoformat(), {"lost": 0}, against)
    write_verdict(verdict_path(model), replace(verdict, **changes))
    return model


def answers(_model: Path) -> None:
    """The trial of a model that answers."""


def proposes(shelf: Path, model: Path, name: str = "alix", here: Here = HERE) -> str:
    with opened(shelf, SIGNERS[name], lambda: AT) as desk:
        return propose(desk, model, "une façon de dire de plus", here)


def approves(shelf: Path, publication: str, name: str, here: Here = HERE) -> int:
    with opened(shelf, SIGNERS[name], lambda: AT) as desk:
        return approve(desk, publication, here)


def publishes(shelf: Path, publication: str, name: str = "dom", tried: Callable[[Path], None] = answers) -> str:
    with opened(shelf, SIGNERS[name], lambda: AT) as desk:
        return publish(desk, publication, GATE, tried)


def goes_back(shelf: Path, name: str = "dom") -> str:
    with opened(shelf, SIGNERS[name], lambda: AT) as desk:
        return rollback(desk)[0]


def ready(shelf: Path, content: bytes, here: Here = HERE) -> str:
    """Proposed and approved by two."""
    served = read_pointer(shelf)
    publication = proposes(shelf, judged(shelf.parent, content, served.model if served else ""), here=here)
    for name in ("bo", "cam"):
        approves(shelf, publication, name, here)
    return publication


def in_service(shelf: Path, content: bytes) -> str:
    publication = ready(shelf, content)
    publishes(shelf, publication)
    return publication


def refused(code: str, act: Callable[..., object], *arguments: object, **named: object) -> None:
    with pytest.raises(RefusedError) as why:
        act(*arguments, **named)
    assert why.value.code == code

"""From a model that the gate accepted to one in service: who may, after whom, and what is left when something or somebody fails."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model_file import write_checksum
from bot.shelf import CURRENT, chosen, model_of, read_pointer
from cli.publishing.acts import approve
from cli.publishing.desk import opened, whole
from content.gate.verdict import REFUSED, verdict_path
from content.publishing.journal import FILE, NOTHING, PUBLISHED
from content.publishing.people import FILE as PEOPLE
from content.publishing.people import read_people
from content.publishing.refused import RefusedError
from tests.content.shelf_people import (
    AT,
    FILES,
    HERE,
    KEPT,
    ORDINARY,
    PHRASE,
    SIGNERS,
    STAFF,
    approves,
    goes_back,
    in_service,
    judged,
    proposes,
    publishes,
    ready,
    refused,
    staff,
)
from vault import PhraseRefused, Signer, is_signed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    staff(shelf, STAFF)
    return shelf


def test_what_was_proposed_and_approved_by_two_is_served_byte_for_byte(shelf: Path):
    publication = in_service(shelf, b"one")
    assert chosen(shelf).path.read_bytes() == b"one"
    assert [act.act for act in whole(shelf, read_people(shelf))[0].acts] == ["propose", "approve", "approve", "publish"]
    assert chosen(shelf).path == model_of(shelf, publication)


def test_the_service_reads_all_of_the_shelf_and_the_team_adds_to_its_journal(shelf: Path):
    before = os.umask(0o077)
    try:
        in_service(shelf, b"one")
    finally:
        os.umask(before)
    for path in shelf.rglob("*"):
        mode = path.stat().st_mode & 0o777
        if path.name in (".lock", FILE):
            assert mode == 0o664, path
        elif path.name != PEOPLE:
            assert mode == (0o755 if path.is_dir() else 0o644), path


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"verdict": REFUSED}, "verdict_refuses"),
        ({"model_sha256": "0" * 64}, "verdict_of_another"),
        ({"set_sha256": "0" * 64}, "verdict_of_another"),
    ],
)
def test_without_the_gate_s_word_on_this_very_file_nothing_is_proposed(shelf: Path, changes: dict[str, str], code: str):
    refused(code, proposes, shelf, judged(shelf.parent, b"one", **changes))
    assert {path.name for path in shelf.iterdir()} <= {PEOPLE, ".lock"}


def test_a_model_without_a_report_or_learnt_from_other_files_is_not_proposed(shelf: Path):
    model = judged(shelf.parent, b"one")
    refused("learnt_from_another", proposes, shelf, model, here=replace(HERE, learnt_from="2" * 64))
    verdict_path(model).unlink()
    refused("no_verdict", proposes, shelf, model)


def test_a_model_is_compared_with_the_one_in_service(shelf: Path):
    in_service(shelf, b"one")
    refused("verdict_against_another", proposes, shelf, judged(shelf.parent, b"two"))
    second, third = ready(shelf, b"two"), ready(shelf, b"three")
    publishes(shelf, second)
    refused("verdict_against_another", publishes, shelf, third)


def test_nobody_approves_their_own_nor_twice_nor_without_the_role(shelf: Path):
    publication = proposes(shelf, judged(shelf.parent, b"one"), "cam")
    refused("own", approves, shelf, publication, "cam")
    refused("no_role", approves, shelf, publication, "alix")
    refused("no_role", approves, shelf, publication, "eli")
    refused("unknown_person", approves, shelf, publication, "nobody")
    assert approves(shelf, publication, "bo") == 1
    refused("approved_before", approves, shelf, publication, "bo")
    refused("not_enough", publishes, shelf, publication)
    refused("no_role", publishes, shelf, publication, "bo")
    refused("no_role", proposes, shelf, judged(shelf.parent, b"two"), "bo")
    refused("not_proposed", approves, shelf, "20261123-00000000", "bo")


def test_who_approves_has_the_same_files_before_their_eyes(shelf: Path):
    publication = proposes(shelf, judged(shelf.parent, b"one"))
    refused("other_files", approves, shelf, publication, "bo", replace(HERE, files={**FILES, **ORDINARY}))


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({**FILES, **ORDINARY}, 1),
        ({**FILES, "data/nlu/suicide.yml": "d" * 64}, 2),
        ({**FILES, **ORDINARY, "data/gate/suicide.yml": "d" * 64}, 2),
        ({**FILES, "data/responses/nouvelle.yml": "d" * 64}, 2),
        ({"data/responses/accueil.yml": "a" * 64}, 2),
        (FILES, 2),
    ],
    ids=["ordinary", "danger", "gate", "unknown", "taken away", "same files"],
)
def test_a_change_that_is_not_ordinary_wants_two_people(shelf: Path, files: dict[str, str], wanted: int):
    in_service(shelf, b"one")
    here = replace(HERE, files=files)
    publication = proposes(shelf, judged(shelf.parent, b"two", chosen(shelf).sha256), here=here)
    assert approves(shelf, publication, "bo", here) == wanted - 1
    if wanted == 1:
        publishes(shelf, publication)
    else:
        refused("not_enough", publishes, shelf, publication)


def test_the_ordinary_files_are_files_and_none_of_a_danger():
    listed = yaml.safe_load((ROOT / "content/publishing/ordinary.yml").read_text("utf-8"))
    assert [name for name in listed if not (ROOT / name).is_file()] == []
    dangers = {path.stem for path in (ROOT / "data/gate").glob("*.yml")}
    assert dangers.isdisjoint(Path(name).stem for name in listed)


def test_an_approval_falls_with_the_role_of_who_gave_it(shelf: Path):
    publication = ready(shelf, b"one")
    staff(shelf, STAFF | {"bo": []})
    refused("not_enough", publishes, shelf, publication)


@pytest.mark.parametrize("harm", ["model", "both", "report", "files"])
def test_what_was_changed_on_the_shelf_after_the_approvals_is_not_served(shelf: Path, harm: str):
    publication = ready(shelf, b"one")
    model = model_of(shelf, publication)
    if harm in ("model", "both"):
        model.write_bytes(b"bad")
    if harm == "both":
        write_checksum(model)
    if harm == "report":
        verdict_path(model).write_bytes(verdict_path(model).read_bytes() + b" ")
    if harm == "files":
        (model.parent / "files.json").write_text(json.dumps(ORDINARY))
    refused("changed_on_the_shelf", publishes, shelf, publication)
    assert read_pointer(shelf) is None


def test_a_model_that_does_not_answer_is_not_served(shelf: Path):
    def broken(_model: Path) -> None:
        raise RefusedError("cannot_serve", error="KeyError")

    refused("cannot_serve", publishes, shelf, ready(shelf, b"one"), tried=broken)
    assert read_pointer(shelf) is None


def test_going_back_is_to_the_one_before_and_forward_again(shelf: Path):
    first, second = in_service(shelf, b"one"), in_service(shelf, b"two")
    refused("no_role", goes_back, shelf, "bo")
    assert goes_back(shelf) == first
    assert chosen(shelf).path.read_bytes() == b"one"
    refused("nothing_before", goes_back, shelf)
    publishes(shelf, second)
    refused("serving", publishes, shelf, second)
    assert goes_back(shelf) == first


def test_nothing_goes_back_to_a_model_that_was_changed(shelf: Path):
    first, second = in_service(shelf, b"one"), in_service(shelf, b"two")
    model_of(shelf, first).write_bytes(b"bad")
    refused("changed_on_the_shelf", goes_back, shelf)
    pointer = read_pointer(shelf)
    assert pointer is not None
    assert pointer.publication == second


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_line_is_changed_moved_taken_out_or_cut_off_unseen(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
):
    shelf = tmp_path_factory.mktemp("any") / "shelf"
    shelf.mkdir()
    staff(shelf, STAFF)
    in_service(shelf, b"one")
    written = (shelf / FILE).read_bytes()
    lines = written.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(["byte", "out", "swap", "cut", "twice"])):
        case "byte":
            place, bit = data.draw(st.integers(0, len(written) - 1)), data.draw(st.integers(0, 7))
            changed = written[:place] + bytes([written[place] ^ 1 << bit]) + written[place + 1 :]
        case "out":
            changed = b"".join(lines[:at] + lines[at + 1 :])
        case "swap":
            changed = b"".join([*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]])
        case "cut":
            changed = written[: data.draw(st.integers(0, len(written) - 1))]
        case _:
            changed = b"".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])
    (shelf / FILE).write_bytes(changed)
    if changed != written:
        with pytest.raises(RefusedError) as why:
            whole(shelf, read_people(shelf))
        assert why.value.code in ("bad_line", "cut")


def test_an_approval_signed_by_another_is_seen(shelf: Path):
    publication = proposes(shelf, judged(shelf.parent, b"one"))
    with opened(shelf, SIGNERS["alix"], lambda: AT) as desk:
        desk.person = replace(desk.person, name="bo", roles=frozenset({"approuver"}))
        approve(desk, publication, HERE)
    refused("bad_line", publishes, shelf, publication)


def test_a_line_cut_by_a_kill_never_was(shelf: Path):
    publication = ready(shelf, b"one")
    with (shelf / FILE).open("ab") as file:
        file.write(b'{"signature":"half')
    journal, _ = whole(shelf, read_people(shelf))
    assert journal.is_torn
    publishes(shelf, publication)
    journal, pointer = whole(shelf, read_people(shelf))
    assert not journal.is_torn
    assert pointer is not None
    assert pointer.line == journal.last != NOTHING


KILLED = """
import os, signal, sys
from pathlib import Path
from cli.publishing.acts import publish
from cli.publishing.desk import opened
from tests.content.shelf_people import AT, GATE, PHRASE, answers
from vault import Signer

def step(reached):
    if reached == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

signer = Signer(Path(sys.argv[4]).read_bytes(), PHRASE)
with opened(Path(sys.argv[1]), signer, lambda: AT) as desk:
    publish(desk, sys.argv[2], GATE, answers, step)
"""


@pytest.mark.parametrize(("step", "served"), [("looked at", b"one"), ("noted", b"one"), ("pointed", b"two")])
def test_killed_at_any_step_the_old_one_or_the_new_one_serves(shelf: Path, step: str, served: bytes):
    in_service(shelf, b"one")
    second = ready(shelf, b"two")
    key = shelf.parent / "dom.pem"
    key.write_bytes(KEPT["dom"])
    command = [sys.executable, "-c", KILLED, str(shelf), second, step, str(key)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert chosen(shelf).path.read_bytes() == served
    if served == b"one":
        publishes(shelf, second)  # and it is done by doing it again
    journal, pointer = whole(shelf, read_people(shelf))
    assert chosen(shelf).path.read_bytes() == b"two"
    assert pointer is not None
    assert pointer.line == journal.last
    assert journal.acts[-1].act == PUBLISHED


def test_a_lost_end_of_the_journal_stops_everything_but_what_serves(shelf: Path):
    in_service(shelf, b"one")
    (shelf / FILE).write_bytes(b"")
    refused("cut", proposes, shelf, judged(shelf.parent, b"two"))
    assert (shelf / CURRENT).exists()
    assert chosen(shelf).path.read_bytes() == b"one"


@pytest.mark.parametrize(
    "written", ["", "alix", "- alix", "- {name: a, roles: [tout], key: x}", "- {name: [a], roles: [], key: 1}", "\0"]
)
def test_people_who_cannot_be_read_publish_nothing(shelf: Path, written: str):
    (shelf / PEOPLE).write_text(written)
    refused("bad_people", read_people, shelf)


def test_one_key_is_one_person(shelf: Path):
    told = [{"name": name, "roles": ["approuver"], "key": SIGNERS["bo"].public} for name in ("bo", "bob")]
    (shelf / PEOPLE).write_text(yaml.safe_dump(told))
    refused("people_twice", read_people, shelf)


def test_a_key_opens_with_its_phrase_alone_and_signs_what_it_says():
    statement = {"act": "publish"}
    assert is_signed(SIGNERS["bo"].public, statement, SIGNERS["bo"].sign(statement))
    assert not is_signed(SIGNERS["cam"].public, statement, SIGNERS["bo"].sign(statement))
    for kept, phrase in ((KEPT["bo"], "une autre"), (b"", PHRASE), (b"not a key", PHRASE)):
        with pytest.raises(PhraseRefused):
            Signer(kept, phrase)

"""Propose, approve, publish, go back: each looks at everything again, and trusts nothing that an act before it found."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.model_file import ModelMissingError, checksum_of, verified, written_checksum
from bot.shelf import Pointer, keep_names, model_of, write_pointer
from cli.publishing.desk import Desk, Noted
from content.gate.verdict import BadVerdictError, Verdict, read_verdict, verdict_path
from content.publishing.journal import APPROVED, PROPOSED, PUBLISHED, ROLLED_BACK, Act
from content.publishing.people import APPROVES, PUBLISHES, WRITES
from content.publishing.refused import RefusedError
from content.publishing.rules import Files, approvals_wanted, approvers, changed, proposal_of, served_in_order

FILES = "files.json"

Step = Callable[[str], None]


@dataclass(frozen=True)
class Here:
    """The project in front of whoever acts. `learnt_from`: fingerprint of what a model is learnt from; `gate_set`: SHA-256 of the gate's sentences."""

    files: Files
    learnt_from: str
    gate_set: str


def propose(desk: Desk, model: Path, why: str, here: Here) -> str:
    """Put a model on the shelf, for others to look at: its name there."""
    desk.require(WRITES)
    stamp = model.with_name(f"{model.name}.learnt-from")
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != here.learnt_from:
        raise RefusedError("learnt_from_another", model=model)
    sha256 = written_checksum(model)
    publication = f"{desk.clock():%Y%m%d}-{sha256[:8]}"
    if any(act.publication == publication for act in desk.journal.acts):
        raise RefusedError("already_proposed", publication=publication)
    _require_verdict(desk, model, sha256, here.gate_set, model)
    _put_on(desk, publication, model, sha256, here.files)
    desk.note(PROPOSED, _noted(desk.shelf, publication), why)
    return publication


def approve(desk: Desk, publication: str, here: Here) -> int:
    """Say that this change, read in the files here, may go to pupils: how many more people must say so."""
    desk.require(APPROVES)
    proposal, files = _unchanged(desk, publication)
    if proposal.by == desk.person.name:
        raise RefusedError("own")
    if desk.person.name in approvers(desk.journal.acts, proposal, desk.people):
        raise RefusedError("approved_before", publication=publication)
    if others := changed(files, here.files):
        raise RefusedError("other_files", names=", ".join(others[:5]))
    _require_verdict(desk, model_of(desk.shelf, publication), proposal.model, here.gate_set)
    desk.note(APPROVED, _noted(desk.shelf, publication))
    return max(0, _wanted(desk, files) - len(approvers(desk.journal.acts, proposal, desk.people)))


def publish(
    desk: Desk, publication: str, gate_set: str, tried: Callable[[Path], None], step: Step = lambda _: None
) -> str:
    """Put an approved model in service: its SHA-256. `tried` raises RefusedError when the model does not answer; `step` is told where this is."""
    desk.require(PUBLISHES)
    proposal, files = _unchanged(desk, publication)
    if desk.pointer is not None and desk.pointer.publication == publication:
        raise RefusedError("serving", publication=publication)
    wanted, count = _wanted(desk, files), len(approvers(desk.journal.acts, proposal, desk.people))
    if count < wanted:
        raise RefusedError("not_enough", publication=publication, count=count, wanted=wanted)
    model = model_of(desk.shelf, publication)
    _require_verdict(desk, model, proposal.model, gate_set)
    _require_bytes(model, proposal)
    tried(model)
    step("looked at")
    _serve(desk, PUBLISHED, publication, step)
    return proposal.model


def rollback(desk: Desk, step: Step = lambda _: None) -> tuple[str, str]:
    """Put the publication before back in service: its name and SHA-256."""
    desk.require(PUBLISHES)
    served = served_in_order(desk.journal.acts)
    if len(served) < 2:  # noqa: PLR2004 (the one in service, and one before)
        raise RefusedError("nothing_before")
    proposal = proposal_of(desk.journal.acts, served[-2])
    _require_bytes(model_of(desk.shelf, served[-2]), proposal)
    step("looked at")
    _serve(desk, ROLLED_BACK, served[-2], step)
    return served[-2], proposal.model


def _serve(desk: Desk, act: str, publication: str, step: Step) -> None:
    noted = _noted(desk.shelf, publication)
    desk.note(act, noted)
    step("noted")
    write_pointer(desk.shelf, Pointer(publication, noted.model, desk.journal.last))
    step("pointed")


def _put_on(desk: Desk, publication: str, model: Path, sha256: str, files: Files) -> None:
    folder, place = desk.shelf / f".{publication}", desk.shelf / publication
    for left in (folder, place):  # of an act that was killed: nobody signed it
        shutil.rmtree(left, ignore_errors=True)
    folder.mkdir()
    folder.chmod(0o755)
    put = folder / model_of(desk.shelf, publication).name
    with verified(model, sha256) as copy:
        _copy(copy, put)
    checksum_of(put).write_text(f"{sha256}  {put.name}\n", encoding="ascii")
    _copy(verdict_path(model), verdict_path(put))
    (folder / FILES).write_text(json.dumps(files, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for path in folder.iterdir():
        path.chmod(0o644)  # the service's account reads it
        with path.open("rb") as file:
            os.fsync(file.fileno())
    keep_names(folder)
    folder.rename(place)
    keep_names(desk.shelf)


def _copy(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


def _noted(shelf: Path, publication: str) -> Noted:
    model = model_of(shelf, publication)
    return Noted(publication, written_checksum(model), _hash(verdict_path(model)), _hash(model.with_name(FILES)))


def _unchanged(desk: Desk, publication: str) -> tuple[Act, Files]:
    """The proposal, and its files; raises RefusedError when the shelf holds something else under its name."""
    proposal = proposal_of(desk.journal.acts, publication)
    try:
        same = _noted(desk.shelf, publication) == Noted(publication, proposal.model, proposal.verdict, proposal.files)
    except (OSError, ModelMissingError):
        same = False
    if not same:
        raise RefusedError("changed_on_the_shelf", publication=publication)
    return proposal, _files(desk.shelf, publication)


def _require_bytes(model: Path, proposal: Act) -> None:
    try:
        with verified(model, proposal.model):
            return
    except ModelMissingError as error:
        raise RefusedError("changed_on_the_shelf", publication=proposal.publication) from error


def _require_verdict(desk: Desk, model: Path, sha256: str, gate_set: str, named: Path | None = None) -> None:
    named = named or model
    verdict = _verdict(model)
    if not verdict.is_accepted:
        raise RefusedError("verdict_refuses")
    if (verdict.model_sha256, verdict.set_sha256) != (sha256, gate_set):
        raise RefusedError("verdict_of_another", model=named)
    if desk.pointer is not None and verdict.against_sha256 != desk.pointer.model:
        served = model_of(desk.shelf, desk.pointer.publication)
        raise RefusedError("verdict_against_another", model=named, served=served)


def _verdict(model: Path) -> Verdict:
    try:
        return read_verdict(verdict_path(model))
    except BadVerdictError as error:
        raise RefusedError("no_verdict", model=model) from error


def wanted_of(desk: Desk, publication: str) -> int:
    """How many people must approve it."""
    return _wanted(desk, _files(desk.shelf, publication))


def _wanted(desk: Desk, files: Files) -> int:
    return approvals_wanted(files, _files(desk.shelf, desk.pointer.publication) if desk.pointer else None)


def _files(shelf: Path, publication: str) -> Files:
    told: Files = json.loads((shelf / publication / FILES).read_text(encoding="utf-8"))
    return told


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""What may be done next, from what was done: an approval is never one's own; a change that touches a danger wants two."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from content.publishing.journal import APPROVED, PROPOSED, PUBLISHED, ROLLED_BACK, Act
from content.publishing.people import APPROVES, People
from content.publishing.refused import RefusedError

ORDINARY = frozenset(yaml.safe_load(Path(__file__).with_name("ordinary.yml").read_text(encoding="utf-8")))

Files = Mapping[str, str]


def changed(files: Files, served: Files) -> list[str]:
    """The files that are not the same in the two, by name; a hash each."""
    return sorted(name for name in {*files, *served} if files.get(name) != served.get(name))


def approvals_wanted(files: Files, served: Files | None) -> int:
    """One, for ordinary files alone; two otherwise, when nothing is in service yet, and for another model of the same files."""
    changes = changed(files, served) if served is not None else []
    return 1 if changes and ORDINARY.issuperset(changes) else 2


def proposal_of(acts: Iterable[Act], publication: str) -> Act:
    """Raises RefusedError: nobody proposed it."""
    for act in acts:
        if act.act == PROPOSED and act.publication == publication:
            return act
    raise RefusedError("not_proposed", publication=publication)


def approvers(acts: Iterable[Act], proposal: Act, people: People) -> set[str]:
    """Who approved exactly what was proposed, may still approve, and did not propose it."""
    return {
        act.by
        for act in acts
        if act.act == APPROVED
        and (act.publication, act.model, act.verdict, act.files)
        == (proposal.publication, proposal.model, proposal.verdict, proposal.files)
        and act.by != proposal.by
        and people.may(act.by, APPROVES)
    }


def served_in_order(acts: Iterable[Act]) -> list[str]:
    """The publications, from the first to the one in service: publishing adds one, going back takes the last away."""
    served = list[str]()
    for act in acts:
        if act.act == PUBLISHED:
            served.append(act.publication)
        elif act.act == ROLLED_BACK and served:
            served.pop()
    return served

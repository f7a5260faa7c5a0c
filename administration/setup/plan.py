"""From what is there and what is wanted to the steps between: pure, and empty when nothing is to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from administration.check.names import plain
from administration.setup.application_steps import GiveApplication, RegisterApplication
from administration.setup.group_steps import AddMembers, CreateGroup
from administration.setup.link_step import LETS_WRITE, SHOWS, LinkPupils
from administration.setup.looking import MANUAL, Found
from administration.setup.steps import Step
from ent import STAFF, DirectoryAccount, NewApplication

BROADCAST = "BroadcastGroup"
LEAST_MEMBERS = 2


class PlanRefused(Exception):
    """Nothing can be planned; `code` and `values` make the French sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, str] = values


@dataclass(frozen=True)
class Wish:
    """What is wanted. `application` None: the connector is not ours to touch."""

    group_name: str
    members: tuple[DirectoryAccount, ...] = ()
    application: NewApplication | None = field(default=None, repr=False)


def search(staff: tuple[DirectoryAccount, ...], asked: str) -> tuple[DirectoryAccount, ...]:
    """The adults of the school of that login, else of that name, else whose name or login holds these words."""
    wanted = plain(asked)
    for matches in (
        [each for each in staff if plain(each.login) == wanted],
        [each for each in staff if plain(each.name) == wanted],
        [each for each in staff if wanted and (wanted in plain(each.name) or wanted in plain(each.login))],
    ):
        if matches:
            return tuple(matches)
    return ()


def plan(found: Found, wish: Wish) -> tuple[Step, ...]:
    """The changes, in order; the last are those hardest to put back. Raises PlanRefused."""
    _refuse(found, wish)
    group = found.named[0] if found.named else None
    steps: list[Step] = [] if group else [CreateGroup(wish.group_name, found.group_ids)]
    inside = {person.id for person in found.members}
    if new := tuple(person for person in wish.members if person.id not in inside):
        steps.append(AddMembers(new))
    steps += _link(found, wish)
    steps += _application(found, wish)
    return tuple(steps)


def _refuse(found: Found, wish: Wish) -> None:
    if len(found.named) > 1:
        raise PlanRefused("several_groups", group=wish.group_name, ids=", ".join(row.id for row in found.named))
    if found.named and (found.named[0].kind != MANUAL or found.named[0].sub_type == BROADCAST):
        raise PlanRefused("not_a_manual_group", group=found.named[0].name)
    if found.pupils is None:
        raise PlanRefused("no_pupils_group")
    outsiders = [person.name for person in wish.members if person.profile not in STAFF]
    if outsiders:
        raise PlanRefused("not_staff", names=", ".join(outsiders))
    if len({person.id for person in (*found.members, *wish.members)}) < LEAST_MEMBERS:
        raise PlanRefused("too_few_members")


def _link(found: Found, wish: Wish) -> list[Step]:
    pupils = found.pupils
    if pupils is None:
        return []
    group_id = found.named[0].id if found.named else ""
    linked = group_id in found.pupils_rules.communicates_with
    if linked and found.pupils_rules.users in LETS_WRITE and found.group_rules.users in SHOWS:
        return []
    before = found.group_rules if found.named else None
    return [LinkPupils(pupils.name, wish.group_name, found.pupils_rules, before, linked)]


def _application(found: Found, wish: Wish) -> list[Step]:
    if wish.application is None:
        return []
    steps: list[Step] = [] if found.application else [RegisterApplication(wish.application)]
    if found.pupils is not None and found.pupils.id not in found.holders:
        steps.append(GiveApplication(wish.application.display_name))
    return steps

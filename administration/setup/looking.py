"""What is already there, before anything is changed: so that running again changes nothing, and undoing knows where to go back."""

from dataclasses import dataclass

from administration.check.names import plain
from ent import AdministeredGroup, AdministrationClient, Application, DirectoryAccount, GroupRules

PROFILE, STUDENT, MANUAL = "ProfileGroup", "Student", "ManualGroup"


@dataclass(frozen=True)
class Found:
    """The school as it is. `named` are the groups that bear the wanted name, or the pinned one; `rules` by group id."""

    structure_id: str
    structure_name: str
    group_ids: frozenset[str]
    pupils: AdministeredGroup | None
    named: tuple[AdministeredGroup, ...]
    members: tuple[DirectoryAccount, ...]
    staff: tuple[DirectoryAccount, ...]
    pupils_rules: GroupRules
    group_rules: GroupRules
    application: Application | None
    holders: frozenset[str]


_NO_RULES = GroupRules("NONE", ())


async def look(
    client: AdministrationClient, structure_id: str, group_name: str, group_id: str | None, app_name: str
) -> Found:
    """Read everything a plan needs; writes nothing. Raises EntError."""
    rows = await client.groups(structure_id)
    pupils = next((row for row in rows if row.kind == PROFILE and row.profile == STUDENT), None)
    named = _named(rows, group_name, group_id)
    group = named[0] if len(named) == 1 else None
    applications = await client.external_applications(structure_id)
    application = next((each for each in applications if each.name == app_name), None)
    return Found(
        structure_id=structure_id,
        structure_name=_name(rows, structure_id),
        group_ids=frozenset(row.id for row in rows),
        pupils=pupils,
        named=named,
        members=await client.group_accounts(group.id) if group else (),
        staff=await client.staff_accounts(structure_id),
        pupils_rules=await client.rules(pupils.id) if pupils else _NO_RULES,
        group_rules=await client.rules(group.id) if group else _NO_RULES,
        application=application,
        holders=await client.application_holders(structure_id, application.id) if application else frozenset(),
    )


def _named(rows: tuple[AdministeredGroup, ...], name: str, pinned: str | None) -> tuple[AdministeredGroup, ...]:
    """The pinned group when it still exists; else every group of that name, whatever its kind."""
    here = tuple(row for row in rows if row.id == pinned)
    return here or tuple(row for row in rows if row.kind != PROFILE and plain(row.name) == plain(name))


def _name(rows: tuple[AdministeredGroup, ...], structure_id: str) -> str:
    named = (name for row in rows for id_, name in row.structures if id_ == structure_id)
    return next(named, "")

"""Userinfo and its versions (contract, 1.5). Even the smallest answer holds name, birth date and e-mail [R]."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import Caller
from emulator.people import User
from emulator.refusals import ent_json
from emulator.world import World, world_of

HIDDEN_FROM_CLIENTS = (
    *("classNames", "structureNames", "federated", "functions", "groupsIds", "structures", "apps", "children"),
    *("classes", "realClassesNames"),
)
ALWAYS_HIDDEN = ("cache", "manualGroups", "structureNodes", "structureExternalId")
_VERSION = re.compile(r"version=(\d+(?:\.\d+)?)")


async def userinfo(request: Request, caller: Caller) -> Response:
    """GET or POST /auth/oauth2/userinfo, by cookie or by Bearer with scope `userinfo`; default version 1.0 [R]."""
    world = world_of(request)
    version = asked_version(request)
    whole = session_of(world, caller.user)
    if version == "oidc1.0":
        return ent_json(oidc_claims(caller.user))
    if version.startswith("2"):
        hidden = () if version == "2.1" else ("cache", "manualGroups", "structureNodes")
        return ent_json(_without(whole, hidden))
    return ent_json(_legacy(world, caller, whole, version))


def asked_version(request: Request) -> str:
    """`?version=`, else the Accept header, else 1.0; an `Accept: application/json` alone changes nothing."""
    asked = request.query_params.get("version")
    found = _VERSION.search(request.headers.get("accept", ""))
    version = asked or (found[1] if found else "1.0")
    return version if version in {"1.0", "1.1", "2.0", "2.1", "3.0", "oidc1.0"} else "1.0"


def session_of(world: World, user: User) -> dict[str, Any]:
    """The whole session object of a user, before any version takes parts away."""
    return {
        **_person(user),
        "type": user.profile,
        **_account_flags(user),
        **_schools(world, user),
        **_groups(world, user),
        "functions": user.functions,
        "childrenIds": user.children,
        "children": {child: {"lastName": world.users[child].last_name} for child in user.children},
        "widgets": [],
        "cache": {},
        "sessionMetadata": {"_id": "emulated", "userId": user.id},
        "authorizedActions": _actions(world, user),
    }


def _schools(world: World, user: User) -> dict[str, Any]:
    """`classId` and `schoolName` are the first ones only: wrong for people with two schools [R]."""
    schools = [world.structures[id_] for id_ in user.structures]
    return {
        "level": user.level,
        "classId": user.classes[0] if user.classes else None,
        "schoolName": schools[0].name if schools else None,
        "uai": [school.uai for school in schools if school.uai],
        "structures": [school.id for school in schools],
        "structureIds": [school.id for school in schools],
        "structureNames": [school.name for school in schools],
        "structureNodes": [{"id": s.id, "externalId": s.external_id, "name": s.name, "UAI": s.uai} for s in schools],
        "classes": [f"class-{name}" for name in user.classes],
        "classNames": user.classes,
        "realClassesNames": [name.partition("$")[2] for name in user.classes],
    }


def _groups(world: World, user: User) -> dict[str, Any]:
    groups = world.groups_of(user.id)
    ids = {group.id for group in groups}
    return {
        "groupsIds": [group.id for group in groups],
        "manualGroups": [_manual(world, group.id) for group in groups if group.kind == "ManualGroup"],
        "apps": [{"name": app.name, "address": app.address} for app in world.applications.values() if app.groups & ids],
    }


def _person(user: User) -> dict[str, Any]:
    return {
        "userId": user.id,
        "login": user.login,
        "username": user.display_name,
        "lastName": user.last_name,
        "firstName": user.first_name,
        "externalId": user.external_id,
        "birthDate": user.birth_date,
        "email": user.email,
        "mobile": user.mobile,
    }


def _account_flags(user: User) -> dict[str, Any]:
    return {
        "ignoreMFA": user.requirement != "mfa",
        "forceChangePassword": True if user.requirement == "password" else None,
        "needRevalidateTerms": user.requirement == "terms",
        "hasApp": user.has_mobile_app,
        "federated": user.federated,
        "deletePending": False,
        "hasPw": not user.federated,
        "hasTotp": False,
        "federatedIDP": "EduConnect" if user.federated else None,
        "optionEnabled": [],
    }


def _manual(world: World, group_id: str) -> dict[str, Any]:
    group = world.groups[group_id]
    school = world.structures[group.structure_id]
    return {"id": group.id, "name": group.name, "structureId": school.id, "structureUai": school.uai}


def _actions(world: World, user: User) -> list[dict[str, str]]:
    mine = {group.id for group in world.groups_of(user.id)}
    names = [(app.action, app.display_name) for app in world.applications.values() if app.groups & mine]
    names += [(right, right) for right in world.rights if world.has_right(user, right)]
    return [{"name": name, "displayName": shown, "type": "SECURED_ACTION_WORKFLOW"} for name, shown in names]


def _legacy(world: World, caller: Caller, whole: dict[str, Any], version: str) -> dict[str, Any]:
    """1.0, 1.1 and 3.0: legacy `type`; an application sees less than the browser does."""
    if caller.by == "cookie":
        answer = _without(whole, (*ALWAYS_HIDDEN, "structureIds"))
    else:
        answer = _without(whole, (*HIDDEN_FROM_CLIENTS, *ALWAYS_HIDDEN, "structureIds"))
        own = [action for action in whole["authorizedActions"] if action["name"].startswith(f"{caller.client_id}|")]
        answer = _without(answer, ("authorizedActions",)) | ({"authorizedActions": own} if own else {})
    answer["type"] = caller.user.legacy_type
    if version == "1.1":
        answer |= {key: whole[key] for key in ("structureIds", "classes", "realClassesNames")}
    if version == "3.0":
        answer |= {key: whole[key] for key in ("manualGroups", "structureNodes", "functions")}
        answer["structures"] = [world.structures[id_].external_id for id_ in caller.user.structures]
    return answer


def oidc_claims(user: User) -> dict[str, Any]:
    """`sub` is the external id, not the id that messages are addressed with; empty claims are left out [R]."""
    claims = {
        "sub": user.external_id,
        "name": user.display_name,
        "given_name": user.first_name,
        "family_name": user.last_name,
        "preferred_username": user.login,
        "email": user.email,
        "email_verified": False,
        "birthdate": user.birth_date,
        "locale": "fr",
        "phone_number": user.mobile,
        "phone_number_verified": False,
    }
    return {key: value for key, value in claims.items() if value is not None}


def _without(values: dict[str, Any], hidden: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in hidden}

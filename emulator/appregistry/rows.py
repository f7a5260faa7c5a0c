"""How an application is shown (contract, 1.7) [R]; its secret is there, as in the ENT."""

from __future__ import annotations

from typing import Any

from emulator.people import Application


def conf_row(application: Application) -> dict[str, Any]:
    """What `conf` tells of an application; the scope is one text."""
    return {
        "id": application.id,
        "name": application.name,
        "grantType": application.grant_type,
        "secret": application.secret,
        "address": application.address,
        "icon": application.icon,
        "target": application.target,
        "displayName": application.display_name,
        "scope": application.scope,
        "pattern": application.pattern,
        "casType": application.cas_type,
    }


def connector_row(application: Application) -> dict[str, Any]:
    """A line of `external-applications`: the node, its actions and its roles."""
    own = {"structureId": application.structure_id, "logoutUrl": application.logout_url}
    flags = {"inherits": application.inherits, "locked": application.locked}
    action = {
        "name": application.action,
        "displayName": f"{application.name}.address",
        "type": "SECURED_ACTION_WORKFLOW",
    }
    role = {"id": application.role_id, "name": f"{application.name}- ACCESS ", "structureId": application.structure_id}
    return {
        "data": {**conf_row(application), **own, **flags},
        "actions": [action],
        "roles": [{"role": role, "actions": [action]}],
    }

"""Addresses of the application registry (contract, 1.7)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from emulator.appregistry import applications, roles
from emulator.routing import delete, get, post, put

ROUTES: list[BaseRoute] = [
    post("/appregistry/application/external", applications.create, mfa=True),
    get("/appregistry/application/conf/{id}", applications.show, mfa=True),
    put("/appregistry/application/conf/{id}", applications.update, mfa=True),
    delete("/appregistry/application/external/{id}", applications.delete, mfa=True),
    put("/appregistry/application/external/{id}/lock", applications.toggle_lock, mfa=True),
    get("/appregistry/application/external/{id}/groups/roles", roles.groups_with_roles, mfa=True),
    get("/appregistry/external-applications", applications.list_external, mfa=True),
    put("/appregistry/structure/{structure}/application/external/{id}/authorize", roles.authorize, mfa=True),
    delete("/appregistry/structure/{structure}/application/external/{id}/authorize", roles.unauthorize, mfa=True),
]

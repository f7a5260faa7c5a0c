"""Addresses of the communication module (contract, 2.10 and 3)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from emulator.communication import links, search
from emulator.communication import visible as seen
from emulator.routing import delete, get, post

ROUTES: list[BaseRoute] = [
    get("/communication/visible/search", search.search),
    post("/communication/visible", seen.visible),
    get("/communication/visible/group/{id}", seen.group_members),
    get("/communication/verify/{sender}/{receiver}", seen.verify, mfa=True),
    get("/communication/v2/group/{start}/communique/{end}/check", links.check_link, mfa=True),
    post("/communication/v2/group/{start}/communique/{end}", links.link, mfa=True),
    post("/communication/group/{start}/communique/{end}", links.link_only, mfa=True),
    delete("/communication/group/{start}/relations/{end}", links.unlink, mfa=True),
    post("/communication/group/{id}/users", links.open_users, mfa=True),
    delete("/communication/group/{id}/users", links.close_users, mfa=True),
    get("/communication/group/{id}", links.show_group, mfa=True),
    get("/communication/group/{id}/outgoing", links.outgoing),
    get("/communication/group/{id}/incoming", links.incoming),
    get("/userbook/visible/users/{id}", seen.group_members),
]

"""Addresses of the directory (contract, 3.1 to 3.3)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from emulator.communication import bookmarks
from emulator.directory import groups, members
from emulator.routing import delete, get, post, put

ROUTES: list[BaseRoute] = [
    get("/directory/group/admin/list", groups.list_groups, mfa=True),
    post("/directory/group", groups.create_group, mfa=True),
    get("/directory/group/{id}", groups.show_group),
    put("/directory/group/{id}", groups.update_group, mfa=True),
    delete("/directory/group/{id}", groups.delete_group, mfa=True),
    put("/directory/group/{id}/users/add", members.add_members, mfa=True),
    put("/directory/group/{id}/users/delete", members.remove_members, mfa=True),
    get("/directory/user/admin/list", members.list_users, mfa=True),
    get("/directory/user/group/{id}", members.members, mfa=True),
    post("/directory/user/group/{user}/{group}", members.change_member, mfa=True),
    delete("/directory/user/group/{user}/{group}", members.change_member, mfa=True),
    post("/directory/sharebookmark", bookmarks.create),
    get("/directory/sharebookmark/all", bookmarks.show_all),
    get("/directory/sharebookmark/{id}", bookmarks.show),
    put("/directory/sharebookmark/{id}", bookmarks.update),
    delete("/directory/sharebookmark/{id}", bookmarks.delete),
]

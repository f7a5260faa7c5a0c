"""Signing in by a federation, such as EduConnect (contract, 1.1): those accounts have no usable password in the ENT [R].

The federation's own pages are not reproduced: the login page offers its accounts, one click opens the same cookie session that a
password opens [I].
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.auth.login import FAILED, login_form, signed_in
from emulator.world import world_of


async def by_federation(request: Request) -> Response:
    """POST /auth/federation/login with `email` (the login) and `callBack`: no password is asked, none is read."""
    world = world_of(request)
    form = await request.form()
    user = world.user_by_login(str(form.get("email", "")))
    if user is None or not user.federated or not user.activated:
        return login_form(request, form, FAILED)
    return signed_in(request, world, user, form)

"""Addresses of the test door."""

from __future__ import annotations

from functools import partial

from starlette.routing import BaseRoute, Route

from emulator.door import objects, project
from emulator.door.kinds import KINDS
from emulator.faults import control

OBJECTS: list[BaseRoute] = [
    route
    for kind in KINDS
    for route in (
        Route(f"/__test/{kind}", partial(objects.collection, kind=KINDS[kind]), methods=["GET", "POST"]),
        Route(f"/__test/{kind}/{{key}}", partial(objects.one, kind=KINDS[kind]), methods=["GET", "POST", "DELETE"]),
    )
]

ROUTES: list[BaseRoute] = [
    Route("/__test/faults", control.faults, methods=["GET", "POST", "DELETE"]),
    Route("/__test/reset", control.reset, methods=["POST"]),
    Route("/__test/clock", control.clock, methods=["GET", "POST"]),
    Route("/__test/mails", control.mails, methods=["GET", "DELETE"]),
    Route("/__test/pushes", control.pushes, methods=["GET", "DELETE"]),
    Route("/__test/outside", project.outside, methods=["GET", "DELETE"]),
    Route("/__test/messages", control.mailboxes),
    Route("/__test/revoke", control.revoke, methods=["POST"]),
    Route("/__test/rights", project.rights, methods=["GET", "POST"]),
    Route("/__test/inferred", project.inferred, methods=["GET", "POST"]),
    Route("/__test/options", project.options, methods=["GET", "POST"]),
    *OBJECTS,
]

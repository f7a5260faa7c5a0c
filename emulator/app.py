"""The emulated ENT as a Starlette application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from starlette.applications import Starlette
from starlette.middleware import Middleware

from emulator.conversation.schedule import ScheduleMiddleware
from emulator.faults.middleware import FaultMiddleware
from emulator.inferred import AS_READ, Inferred
from emulator.modules import ModulesMiddleware
from emulator.options import Options
from emulator.refusals import Refusal, answer_refusal
from emulator.routes import ROUTES
from emulator.seed import Seed, build_world
from emulator.world import World


def fresh_id() -> str:
    """Ids of users, messages, drafts and tokens are UUIDs (contract, 0.6)."""
    return str(uuid4())


def create_app(
    seed: Seed,
    options: Options,
    clock: Callable[[], datetime],
    new_id: Callable[[], str] = fresh_id,
    inferred: Inferred = AS_READ,
) -> Starlette:
    """An ENT filled from `seed` (see `emulator.seed.read_seed`); `clock` must give timezone-aware times."""

    def fresh_world() -> World:
        return build_world(seed, options, clock, new_id, inferred)

    middleware = [Middleware(each) for each in (ModulesMiddleware, FaultMiddleware, ScheduleMiddleware)]
    app = Starlette(routes=ROUTES, middleware=middleware, exception_handlers={Refusal: answer_refusal})
    app.state.fresh_world = fresh_world
    app.state.world = fresh_world()
    return app

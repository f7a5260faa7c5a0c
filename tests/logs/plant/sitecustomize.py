"""Loaded by every Python that has this folder on its path: plants faults whose message is a word that must be written nowhere.

`PLANTED_WORD` is that word. `PLANTED_AT_IMPORT` names a module that cannot be imported; `PLANTED_IN` (`module:name`) something that
fails when it is called. Once the file `PLANTED_GO` is there, everything else that can fail by the side fails, and `PLANTED_DONE` says
what was found.
"""

import asyncio
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import logging
import os
import sys
import threading
import time
import warnings

WORD = os.environ["PLANTED_WORD"]
# Everybody who would like to write something, at their most talkative, with an output of their own.
TALKATIVE = (
    *(
        "asyncio",
        "concurrent.futures",
        "httpx",
        "httpcore.http11",
        "httpcore.connection",
        "h11",
        "uvicorn",
        "uvicorn.error",
    ),
    *(
        "uvicorn.access",
        "starlette",
        "multipart",
        "python_multipart.multipart",
        "sqlalchemy.engine.Engine",
        "sqlalchemy.pool",
    ),
    *(
        "sanic.root",
        "sanic.error",
        "sanic.access",
        "rasa",
        "rasa.core.processor",
        "rasa_sdk.executor",
        "telegram.Bot",
        "py.warnings",
    ),
)


class Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the two modules that are planted, and spoils them."""

    def __init__(self) -> None:
        self.refused = os.environ.get("PLANTED_AT_IMPORT")
        self.spoilt, _, self.name = os.environ.get("PLANTED_IN", "").partition(":")
        self.loaders: dict[str, importlib.abc.Loader] = {}

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        if name not in {self.refused, self.spoilt}:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        self.loaders[name], spec.loader = spec.loader, self
        return spec

    def create_module(self, spec):  # type: ignore[no-untyped-def]
        return None

    def exec_module(self, module):  # type: ignore[no-untyped-def]
        if module.__name__ == self.refused:
            raise ValueError(WORD)
        self.loaders[module.__name__].exec_module(module)
        setattr(module, self.name, fails)


def fails(*_given: object, **_named: object) -> None:
    raise ValueError(WORD)


async def fails_later() -> None:
    await asyncio.sleep(0)
    raise ValueError(WORD)


class Dying:
    def __del__(self) -> None:
        raise ValueError(WORD)


def _loops() -> list[asyncio.AbstractEventLoop]:
    found = [one for one in gc.get_objects() if issubclass(type(one), asyncio.AbstractEventLoop)]
    return [loop for loop in found if loop.is_running()]


def _everybody_talks() -> None:
    for name in TALKATIVE:
        talkative = logging.getLogger(name)
        talkative.setLevel(logging.DEBUG)
        talkative.addHandler(logging.StreamHandler(sys.stdout))
        talkative.debug("said %s", WORD, extra={"word": WORD})
        try:
            fails()
        except ValueError:
            talkative.exception("failed %s", WORD, stack_info=True)
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger("parlons_en.planted").error("%d", WORD)
    try:
        fails()
    except ValueError:
        logging.getLogger("parlons_en.planted").exception("caught")


def _an_echo_of_every_query() -> None:
    import sqlalchemy  # noqa: PLC0415

    with sqlalchemy.create_engine("sqlite://", echo="debug").connect() as connection:
        connection.execute(sqlalchemy.text("SELECT :word"), {"word": WORD}).all()


def _in_the_loop() -> int:
    loops = _loops()
    for loop in loops:
        loop.call_soon_threadsafe(fails, WORD)
        asyncio.run_coroutine_threadsafe(_tasks(), loop).result(10)
    return len(loops)


async def _tasks() -> None:
    for _ in range(2):
        asyncio.ensure_future(fails_later())  # noqa: RUF006 - nobody waits for it
    for _ in range(4):
        await asyncio.sleep(0)
    gc.collect()
    asyncio.get_running_loop().call_exception_handler({"message": WORD, "exception": ValueError(WORD), "word": WORD})


def _plant() -> None:
    go = os.environ["PLANTED_GO"]
    while not os.path.exists(go):  # noqa: PTH110
        time.sleep(0.1)
    import faulthandler  # noqa: PLC0415
    import resource  # noqa: PLC0415

    loops = _in_the_loop()
    _everybody_talks()
    _an_echo_of_every_query()
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    Dying()
    warnings.warn(WORD, UserWarning, stacklevel=1)
    found = {
        "loops": loops,
        "faulthandler": faulthandler.is_enabled(),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
    }
    with open(os.environ["PLANTED_DONE"], "w", encoding="utf-8") as done:  # noqa: PTH123
        json.dump(found, done)


if os.environ.get("PLANTED_AT_IMPORT") or os.environ.get("PLANTED_IN"):
    sys.meta_path.insert(0, Planted())
if "PLANTED_GO" in os.environ:
    threading.Thread(target=_plant, daemon=True).start()

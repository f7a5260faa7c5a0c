"""How long a connection may take, and how many there may be: uvicorn leaves open for ever whoever says nothing, says it one byte at a time, or
does not read the answer.

* A request's line and headers are here HEADER_SECONDS after we began to wait for them, or the connection ends (408 if something had come).
* An answer that is not read is thrown away after UNREAD_SECONDS.
* What is left of a body that was refused is read and forgotten, LINGER_SECONDS long: a browser that hears of nothing while it sends would
  take our refusal for a broken line.
* When there are too many, whoever has been waited for the longest makes room, or else whose body has been coming for the longest. Nobody
  who is being answered ever does.

Nothing is kept of an address: a whole class shares one.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

HEADER_SECONDS = 10.0
UNREAD_SECONDS = 30.0
LINGER_SECONDS = 15.0
MOST_CONNECTIONS = 2000
_LOOK_SECONDS = 1.0
logger = logging.getLogger("parlons_en.web")


class Stage(Enum):
    """What a connection is about."""

    WAITED_FOR = "the next request is not here yet"
    COMING = "its body is on its way: whoever reads it has patience of their own (web.bodies)"
    ANSWERED = "a request is being answered"
    LINGERING = "answered, and still sending its body"
    UNREAD = "we write, nobody reads"


_PATIENCE = {Stage.WAITED_FOR: HEADER_SECONDS, Stage.LINGERING: LINGER_SECONDS, Stage.UNREAD: UNREAD_SECONDS}


class Connection(Protocol):
    """A connection, as far as the crowd knows it. `rounds` counts the answers: the same stage of another request is another stage."""

    rounds: int

    @property
    def stage(self) -> Stage:
        """What it is about now."""
        ...

    def end(self, stage: Stage) -> None:
        """End it, since it has been in that stage for too long or its place is needed."""
        ...


@dataclass(frozen=True)
class _Since:
    stage: Stage
    rounds: int
    at: float


class Crowd:
    """The connections of one process, the oldest first."""

    def __init__(self, most: int = MOST_CONNECTIONS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._since: dict[Connection, _Since] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._since)

    def arrive(self, connection: Connection) -> None:
        """One more; one that is only waited for makes room when there are too many."""
        if len(self._since) >= self._most:
            self._make_room()
        self._since[connection] = _Since(connection.stage, connection.rounds, self._clock())

    def leave(self, connection: Connection) -> None:
        """One less."""
        self._since.pop(connection, None)

    def look(self) -> None:
        """End those that have been in one stage for longer than we have patience."""
        now = self._clock()
        for connection, since in list(self._since.items()):
            stage, rounds = connection.stage, connection.rounds
            if (stage, rounds) != (since.stage, since.rounds):
                self._since[connection] = _Since(stage, rounds, now)
            elif now - since.at >= _PATIENCE.get(stage, float("inf")):
                connection.end(stage)

    async def watch(self) -> None:
        """Look each second, for as long as the process serves."""
        while True:
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 (the next look must come)
                logger.error("look failed error=%s", type(error).__name__)  # noqa: TRY400 (the type says enough)
            await asyncio.sleep(_LOOK_SECONDS)

    def _make_room(self) -> None:
        stages = {connection: connection.stage for connection in self._since}
        for kept in ({Stage.ANSWERED, Stage.COMING}, {Stage.ANSWERED}):
            found = next((each for each, stage in stages.items() if stage not in kept), None)
            if found is not None:
                self.leave(found)
                found.end(Stage.UNREAD)
                return

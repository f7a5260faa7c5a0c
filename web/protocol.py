"""HTTP/1.1 as uvicorn speaks it, with what it lacks: patience that ends (`web.connections`), and our headers on what no route answers."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from web.connections import Crowd, Stage

MOST_SURPLUS = 4 * 1024 * 1024  # what was on its way when we refused it, several times over
_BAD_REQUEST = 400
_TIMED_OUT = 408
_SAID = "Cette demande n'est pas lisible. Les numéros qui répondent sont à l'adresse /aide.\n"


class BoundedProtocol(H11Protocol):
    """One connection, in the crowd from its first moment to its last."""

    crowd: Crowd
    headers_of_refusals: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = 0
        self._is_read = True
        self._surplus = 0

    @property
    def stage(self) -> Stage:
        """What this connection is about now."""
        if self.transport.is_closing() or not self._is_read:
            return Stage.UNREAD
        is_coming = self.conn.their_state is h11.SEND_BODY
        if self.cycle is not None and not self.cycle.response_complete:
            return Stage.COMING if is_coming else Stage.ANSWERED
        return Stage.LINGERING if is_coming else Stage.WAITED_FOR

    def end(self, stage: Stage) -> None:
        """Say why, if something had come and can still be answered, and close; cut off whoever reads nothing."""
        if stage is Stage.UNREAD:
            self.transport.abort()
        elif stage is Stage.WAITED_FOR and self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._refuse(_TIMED_OUT)
        else:
            self.transport.close()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """One more in the crowd."""
        super().connection_made(transport)
        self.crowd.arrive(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """One less."""
        self.crowd.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """The next bytes; of a body that was refused, only so many are read to forget them."""
        if self.stage is Stage.LINGERING:
            self._surplus += len(data)
        if self._surplus > MOST_SURPLUS:
            self.transport.close()
        else:
            super().data_received(data)

    def pause_writing(self) -> None:
        """Nobody reads what we write."""
        self._is_read = False
        super().pause_writing()

    def resume_writing(self) -> None:
        """They read again."""
        self._is_read = True
        super().resume_writing()

    def on_response_complete(self) -> None:
        """Another round."""
        self.rounds += 1
        super().on_response_complete()

    def send_400_response(self, _msg: str) -> None:
        """What is not HTTP is answered like anything else of ours: in French, with the headers that protect, without quoting it."""
        self._refuse(_BAD_REQUEST)

    def _refuse(self, status: int) -> None:
        body = _SAID.encode()
        headers = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), "connection": "close"}
        answer = h11.Response(status_code=status, headers=list((headers | self.headers_of_refusals).items()))
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def bounded_protocol(crowd: Crowd, headers_of_refusals: dict[str, str]) -> type[BoundedProtocol]:
    """The protocol of one server: its crowd, and the headers of what it refuses by itself."""
    return type("OurProtocol", (BoundedProtocol,), {"crowd": crowd, "headers_of_refusals": headers_of_refusals})

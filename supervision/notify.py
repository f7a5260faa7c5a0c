"""What a process says to whoever supervises it: systemd's `sd_notify`, or `parlons-en run`, which speaks the same.

Without a supervisor nothing is said. A supervisor that cannot be spoken to never stops a process from serving.
"""

import contextlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass

_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Notifier:
    """Where to say it (None: nobody asked), and within how many seconds a sign of life is due (None: never)."""

    address: str | None = None
    watchdog_seconds: float | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str], pid: int) -> "Notifier":
        """As the supervisor told process `pid`; a watchdog that was meant for another process is none."""
        address = environment.get("NOTIFY_SOCKET", "")
        if not address.startswith(("/", "@")):
            return cls()
        meant_for_us = environment.get("WATCHDOG_PID", "") in ("", str(pid))
        return cls(address, _seconds(environment.get("WATCHDOG_USEC", "")) if meant_for_us else None)

    def ready(self) -> None:
        """Everything is there: it serves from now on."""
        self._say("READY=1")

    def alive(self) -> None:
        """It has just proved that it lives."""
        self._say("WATCHDOG=1")

    def stopping(self) -> None:
        """It ends what is under way, and then itself."""
        self._say("STOPPING=1")

    def _say(self, state: str) -> None:
        if self.address is None:
            return
        where = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaking:
            speaking.settimeout(0)
            speaking.sendto(state.encode(), where)


def _seconds(microseconds: str) -> float | None:
    return (
        int(microseconds) / _MICROSECONDS
        if microseconds.isascii() and microseconds.isdigit() and int(microseconds)
        else None
    )

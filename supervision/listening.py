"""The supervisor's side: one socket for each process, in a folder that nobody else may enter, and what was heard there."""

import contextlib
import os
import socket
from pathlib import Path

_LONGEST = 4096


class Ear:
    """Hears one process."""

    def __init__(self, path: Path, watchdog_seconds: float) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._watchdog_seconds = watchdog_seconds
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.settimeout(0)
        self._socket.bind(os.fspath(path))
        self.is_ready = False

    def environment(self) -> dict[str, str]:
        """What the process must find in its environment to be heard."""
        return {"NOTIFY_SOCKET": os.fspath(self._path), "WATCHDOG_USEC": str(round(self._watchdog_seconds * 1_000_000))}

    def listen(self) -> bool:
        """Take in what was said since the last time; whether anything was."""
        heard = False
        with contextlib.suppress(BlockingIOError):
            while True:
                said = self._socket.recv(_LONGEST).decode("utf-8", "replace").splitlines()
                self.is_ready = self.is_ready or "READY=1" in said
                heard = True
        return heard

    def close(self) -> None:
        """Hear no more."""
        self._socket.close()
        self._path.unlink(missing_ok=True)

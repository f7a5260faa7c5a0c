"""Ports for what a test starts, where no other worker of the run looks for its own: between looking and listening another would take them."""

import itertools
import os
import socket

_FIRST, _EACH, _STEP = 15_000, 2_000, 10  # below those that the system gives to whoever asks for none
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_start = _FIRST + _worker % 8 * _EACH
_bases = itertools.cycle(range(_start, _start + _EACH, _STEP))


def free_ports(count: int = 4) -> int:
    """The first of so many free ports in a row (at most ten), given to nobody else for a long while."""
    for base in itertools.islice(_bases, _EACH // _STEP):
        if all(_is_free(port) for port in range(base, base + count)):
            return base
    raise RuntimeError("not enough free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

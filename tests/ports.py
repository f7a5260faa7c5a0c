"""Ports for what a test starts, where nobody else who tests on this machine looks for theirs: between looking and listening another would take them."""

import itertools
import socket

_FIRST, _EACH, _RANGES, _STEP = 15_000, 1_000, 16, 10  # below those that the system gives to whoever asks for none


def free_ports(count: int = 4) -> int:
    """The first of so many free ports in a row (at most ten), given to nobody else for a long while."""
    for base in itertools.islice(_bases, _EACH // _STEP - 1):
        if all(_is_free(port) for port in range(base, base + count)):
            return base
    raise RuntimeError("not enough free ports in a row")


def _is_free(port: int) -> bool:
    if held := _bound(port):
        held.close()
    return held is not None


def _bound(port: int) -> socket.socket | None:
    """A socket that has this port until it is forgotten; None where somebody else has it."""
    holder = socket.socket()
    try:
        holder.bind(("127.0.0.1", port))
    except OSError:
        holder.close()
        return None
    return holder


def _range_of_our_own() -> tuple[int, socket.socket]:
    """The first port of a range that no other process took, and what says so as long as this process lives: its last port, held."""
    for start in range(_FIRST, _FIRST + _RANGES * _EACH, _EACH):
        if held := _bound(start + _EACH - 1):
            return start, held
    raise RuntimeError(f"{_RANGES} processes are testing on this machine already")


_start, _held = _range_of_our_own()
_bases = itertools.cycle(range(_start, _start + _EACH - _STEP, _STEP))

"""An ENT set up otherwise: an emulator of its own, with the operator's settings of emulator/README.md."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.emulator.contract.bench import starting
from tests.emulator.contract.bench.door import door_of
from tests.emulator.contract.bench.target import Ent


@contextmanager
def variant(ent: Ent, *arguments: str) -> Iterator[Ent]:
    """Skips on a real ENT: its settings are its operator's."""
    ent.need_door()
    with starting.emulator(*arguments) as url:
        other = replace(ent, url=url, journal=[], written={}, ids={}, browsers={}, bearers={})
        other.door = door_of(other.anyone())
        yield other

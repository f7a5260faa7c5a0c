"""Long work, told simply: one line that counts the seconds, and the chatter of others in a file."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def told(what: str, log: Path) -> Iterator[None]:
    """While the block runs, say `what` and the seconds on the terminal; everything printed by the block goes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    terminal = os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding="utf-8")
    over = threading.Event()
    counting = threading.Thread(target=_count, args=(terminal, what, over), daemon=True)
    counting.start()
    try:
        with _printed_to(log):
            yield
    finally:
        over.set()
        counting.join()
        terminal.close()


def _count(terminal: TextIO, what: str, over: threading.Event) -> None:
    started = time.monotonic()
    live = terminal.isatty()
    terminal.write(f"{what} …" + ("" if live else "\n"))
    while not over.wait(1 if live else 15):
        seconds = time.monotonic() - started
        terminal.write(f"\r{what} … {seconds:.0f} s" if live else f"  … {seconds:.0f} s\n")
        terminal.flush()
    terminal.write(f"\r{what} : {time.monotonic() - started:.0f} s\n")
    terminal.flush()


@contextmanager
def _printed_to(log: Path) -> Iterator[None]:
    saved = [os.dup(descriptor) for descriptor in (1, 2)]
    with log.open("wb") as file:
        for descriptor in (1, 2):
            os.dup2(file.fileno(), descriptor)
        try:
            yield
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for descriptor, copy in zip((1, 2), saved, strict=True):
                os.dup2(copy, descriptor)
                os.close(copy)

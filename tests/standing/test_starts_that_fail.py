"""A process that cannot be started again is tried again, and nothing else ends because of it."""

import os
import signal
from pathlib import Path

from cli.stack import Program, Stack

LISTENER = Program("témoin", "web", "http.server", ("0", "--bind", "127.0.0.1"))


def test_a_start_that_the_machine_refuses_is_tried_again_later_and_said(tmp_path: Path):
    stack, told = Stack({}, tmp_path), []
    log = stack.log_of(LISTENER.name)

    def tell(sentence: str) -> None:
        told.append(sentence)
        if "n'a pas pu être lancé" in sentence:
            log.rmdir()

    try:
        stack.start([LISTENER])
        pid = stack.pid_of(LISTENER.name)
        assert pid is not None
        log.unlink()
        log.mkdir()  # no log can be opened there: the start fails as on a full disk
        os.kill(pid, signal.SIGKILL)
        stack.keep(tell, goes_on=lambda: not told or "est reparti" not in told[-1])
        again = stack.pid_of(LISTENER.name)
    finally:
        stack.stop()

    assert [sentence.split(".")[0] for sentence in told] == [
        "« témoin » s'est arrêté",
        "« témoin » n'a pas pu être lancé : la machine manque peut-être de mémoire ou de place",
        "« témoin » est reparti",
    ]
    assert again not in {None, pid}

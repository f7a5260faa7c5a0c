"""A real terminal and a real Ctrl-C: the event loop keeps the first one for itself, and `input` would go on waiting."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.administration.setting_up import state

ROOT = Path(__file__).parents[2]
COMMAND = ["-m", "cli", "ent", "setup", "--compte-administrateur", "mme.besson", "--uai", "0330139P", "--zone", "A"]
MEMBERS = ["--membre", "mme.lemoine", "--membre", "m.diallo"]


def test_one_ctrl_c_at_a_question_is_enough(bare):
    before = state(bare)
    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = subprocess.Popen(
        [sys.executable, *COMMAND, *MEMBERS], cwd=ROOT, env=environment, stdin=slave, stdout=subprocess.PIPE, text=True
    )
    try:
        os.write(master, b"\noui\n")  # nobody more, then yes to the first change
        said = ""
        while said.count("(oui / non)") < 2:
            letter = command.stdout.read(1)
            assert letter, said
            said += letter
        time.sleep(0.5)  # the question is printed before the terminal is read: let it come to that
        command.send_signal(signal.SIGINT)
        out, _ = command.communicate(timeout=20)
    finally:
        command.kill()
        command.wait()
        os.close(master)
        os.close(slave)
    assert command.returncode == 1
    assert "L'ENT est comme avant." in out
    assert state(bare) == before

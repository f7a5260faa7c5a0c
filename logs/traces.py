"""What a process could leave on the machine beside its lines: its memory in a core file, and files that other accounts read.

A turn is in clear in the memory of web and rasa while it lasts, and pieces of it may stay there after it (measured: a word was still in
web's memory minutes after the pupil had left). So none of our processes may be dumped, by a crash or by another program of the same
account, which could not read their environment either. Only root remains.
"""

import ctypes
import faulthandler
import os
import resource
import sys

_PR_SET_DUMPABLE = 4
_OWNER_ONLY = 0o077


def refuse_dumps() -> None:
    """No core file, for this process and those it starts; no list of calls when it crashes; on Linux nobody but root attaches to this one either."""
    faulthandler.disable()  # PYTHONDEVMODE and PYTHONFAULTHANDLER switch it on before any code of ours
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def private_files() -> None:
    """Whatever this process and those it starts create (database, journal, logs) is readable by their account only."""
    os.umask(_OWNER_ONLY)

"""Questions to whoever is at the terminal, also from inside a running event loop.

The loop catches the first Ctrl-C for itself and `input` would go on waiting: while a question is asked, Ctrl-C is ours, at once.
"""

import signal
import threading


def ask(question: str) -> str:
    """What is typed; nothing at the end of the input. Raises KeyboardInterrupt on Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        return _typed(question)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return _typed(question)
    finally:
        signal.signal(signal.SIGINT, before)


def _typed(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        return ""

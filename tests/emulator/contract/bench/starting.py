"""Starts the emulator as an operator would: its own process, reached by HTTP only."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.ports import free_ports

ROOT = Path(__file__).parents[4]
PATIENCE = 40.0


def answers(url: str) -> bool:
    try:
        httpx.get(f"{url}/locale", trust_env=False)
    except httpx.TransportError:
        return False
    return True


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(url):
        if time.monotonic() > deadline or process.poll() is not None:
            raise RuntimeError("the emulator did not start")
        time.sleep(0.1)


@contextmanager
def emulator(*arguments: str) -> Iterator[str]:
    """The base URL of an emulator of its own, stopped on leaving."""
    port = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "emulator", "--port", str(port), "--public-url", url, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(10)

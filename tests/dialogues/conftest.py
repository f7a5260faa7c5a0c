"""Whole conversations through `parlons-en talk` and `understand`, as an evaluator runs them: real model, rules, wording, acts."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-24T10:30+01:00"  # a school Tuesday
NIGHT = "2026-11-24T03:00+01:00"

Conversations = dict[str, list[str]]


def stream(command: str, lines: list[dict[str, Any]], *options: str) -> list[dict[str, Any]]:
    asked = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"
    done = subprocess.run(
        [ROOT / "bin" / "parlons-en", command, *options],
        input=asked.encode(),
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Running:
    """A command that is started once, and answers line by line: it takes seconds to load, a line takes milliseconds."""

    def __init__(self, command: str) -> None:
        self._process = subprocess.Popen(
            [ROOT / "bin" / "parlons-en", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, line: dict[str, Any]) -> dict[str, Any]:
        asked, told = self._process.stdin, self._process.stdout
        assert asked
        assert told
        asked.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        asked.flush()
        answer: dict[str, Any] = json.loads(told.readline())
        return answer

    def ends(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0


@pytest.fixture(scope="session")
def talk() -> Iterator[Callable[..., dict[str, list[dict[str, Any]]]]]:
    running = Running("talk")

    def play(conversations: Conversations, at: str = DAY) -> dict[str, list[dict[str, Any]]]:
        lines = ({"id": name, "turns": turns, "at": at} for name, turns in conversations.items())
        return {answer["id"]: answer["replies"] for answer in map(running.ask, lines)}

    yield play
    running.ends()


@pytest.fixture(scope="session")
def understand() -> Iterator[Callable[[list[str]], dict[str, dict[str, Any]]]]:
    running = Running("understand")

    def read(texts: list[str]) -> dict[str, dict[str, Any]]:
        answers = (running.ask({"id": text, "text": text}) for text in texts)
        return {answer["id"]: answer for answer in answers}

    yield read
    running.ends()

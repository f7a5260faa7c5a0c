"""Whole conversations through `parlons-en talk` and `understand`, as an evaluator runs them: real model, rules, wording, acts."""

import json
import subprocess
from collections.abc import Callable
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


@pytest.fixture(scope="session")
def talk() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    def play(conversations: Conversations, at: str = DAY) -> dict[str, list[dict[str, Any]]]:
        lines = [{"id": name, "turns": turns} for name, turns in conversations.items()]
        return {answer["id"]: answer["replies"] for answer in stream("talk", lines, "--at", at)}

    return play


@pytest.fixture(scope="session")
def understand() -> Callable[[list[str]], dict[str, dict[str, Any]]]:
    def read(texts: list[str]) -> dict[str, dict[str, Any]]:
        answers = stream("understand", [{"id": text, "text": text} for text in texts])
        return {answer["id"]: answer for answer in answers}

    return read

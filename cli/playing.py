"""The bot as it is served, played from the content team's environment: `talk` and `understand --why` in Rasa's, asked line by line.

A conversation is played again from its beginning at each turn: nothing is kept between two questions.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from cli.process import ROOT, Program

Replies = list[dict[str, Any]]
_TALK, _WHY = ("talk",), ("understand", "--why")


class NoBotError(Exception):
    """The bot does not answer (no model, or one of other code): its last words, in French."""


@dataclass(frozen=True)
class _Asked:
    """A command that answers each JSON line with one."""

    asked: IO[bytes]
    told: IO[bytes]
    complained: IO[bytes]

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        try:
            self.asked.write(json.dumps(question).encode() + b"\n")
            self.asked.flush()
            answer: dict[str, Any] = json.loads(self.told.readline())
        except (BrokenPipeError, ValueError):
            self.complained.seek(0)
            raise NoBotError(_last_words(self.complained.read())) from None
        if "error" in answer:
            raise NoBotError(answer["error"])
        return answer


@dataclass(frozen=True)
class Player:
    """A bot that is asked for whole conversations, one at a time."""

    talk: _Asked
    why: _Asked

    def play(self, turns: Sequence[str], beside: Mapping[str, str]) -> Replies:
        """The reply to each turn, whole. `beside`: the hour (`at`) and what web would say beside each turn (`cli.talk`).

        Raises:
            NoBotError: it has ended, or cannot play this.
        """
        replies: Replies = self.talk.ask({**beside, "id": 1, "turns": list(turns), "whole": True})["replies"]
        return replies

    def rule(self, turn: str, reply: Mapping[str, Any]) -> str | None:
        """The rule that decided what this message was understood to be, in one of the codes of `--why`; None for a button, or for words that
        the conversation, not the understanding, gave their meaning.

        Raises:
            NoBotError: it has ended.
        """
        understood = reply.get("understood") or {}
        if not understood.get("situation"):
            return None
        why = self.why.ask({"id": 1, "text": turn})
        return str(why["rule"]) if why["understood"]["situation"] == understood["situation"] else None


@contextmanager
def player() -> Iterator[Player]:
    """The bot, for the length of the block."""
    with _asked(*_TALK) as talk, _asked(*_WHY, "--json") as why:
        yield Player(talk, why)


def explained(text: str) -> str:
    """Why this sentence is understood as it is: the page of `understand --why`.

    Raises:
        NoBotError: there is no model, or one of other code.
    """
    command = Program("why", "rasa", "cli", _WHY).command()
    line = json.dumps({"id": 1, "text": text}).encode()
    done = subprocess.run(command, cwd=ROOT, env=_environment(), input=line, capture_output=True, check=False)
    if done.returncode != 0:
        raise NoBotError(_last_words(done.stderr))
    return done.stdout.decode("utf-8", "replace").partition("\n")[2].strip()


@contextmanager
def _asked(*arguments: str) -> Iterator[_Asked]:
    command = Program(arguments[0], "rasa", "cli", arguments).command()
    with (
        tempfile.TemporaryFile() as complained,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complained,
        ) as process,
    ):
        try:
            if process.stdin and process.stdout:
                yield _Asked(process.stdin, process.stdout, complained)
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}


def _last_words(complained: bytes) -> str:
    lines = [line.strip() for line in complained.decode("utf-8", "replace").splitlines()]
    return next(filter(None, reversed(lines)), "")

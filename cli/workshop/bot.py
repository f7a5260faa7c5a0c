"""The bot behind the local page: started when first needed, one conversation at a time, started again when it has ended."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from threading import Lock

from cli.playing import NoBotError, Player, Replies, player


class Bot:
    """Closed at the end: `close`."""

    def __init__(self) -> None:
        self._one = Lock()
        self._running = ExitStack()
        self._player: Player | None = None

    def play(self, turns: Sequence[str], beside: Mapping[str, str]) -> tuple[Replies, list[str | None]]:
        """Each reply, and the rule that decided what its words were understood to be.

        Raises:
            NoBotError: it does not answer; the next time another one is started.
        """
        with self._one:
            try:
                if self._player is None:
                    self._player = self._running.enter_context(player())
                replies = self._player.play(turns, beside)
                return replies, [self._player.rule(turn, reply) for turn, reply in zip(turns, replies, strict=True)]
            except NoBotError:
                self._end()
                raise

    def close(self) -> None:
        """End it."""
        with self._one:
            self._end()

    def _end(self) -> None:
        self._running.close()
        self._player = None

"""A command line that speaks French: help, and refusals of what was typed. Sentences are in french_options.fr.yml."""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import yaml

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("french_options.fr.yml").read_text(encoding="utf-8"))
WRONG_OPTIONS = 2


class _FrenchHelp(argparse.HelpFormatter):
    """`Usage :` before the usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, TEXTS["usage"] if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """As its parent; its sub-commands speak French too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _FrenchHelp, **options, "add_help": False})
        self._positionals.title, self._optionals.title = TEXTS["arguments"], TEXTS["options"]
        self.add_argument("-h", "--help", action="help", help=TEXTS["help"])

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave with 2."""
        hint = TEXTS["help_hint"].format(program=self.prog)
        self.exit(WRONG_OPTIONS, f"{in_french(message)}\n{hint}\n")


def in_french(message: str) -> str:
    """The refusal of the library in French; unknown, as it is."""
    for each in TEXTS["errors"]:
        if found := re.fullmatch(each["of"], message, re.DOTALL):
            return str(each["says"]).format(*found.groups())
    return message

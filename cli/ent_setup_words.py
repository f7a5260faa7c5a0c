"""What `parlons-en ent setup` says; every word is in data/responses/administration_check.yml, block `setup:`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from administration.check import texts
from administration.check.gather.asking import why
from administration.setup import Outcome, PlanRefused, Step
from ent import DirectoryAccount, EntError, Forbidden, MandatoryStep, NotSignedIn, Refused, SignInRefused

_TEXTS = Path(__file__).parents[1] / "data" / "responses" / "administration_check.yml"
_IMPOSSIBLE = 409
_NAME_TAKEN = "appregistry.failed.app"


@cache
def words() -> Mapping[str, Any]:
    """The block."""
    written: Mapping[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))["setup"]
    return written


def said(key: str, **values: object) -> str:
    """One sentence."""
    return str(words()[key]).format(**values)


def step_said(step: Step) -> str:
    """What the step does."""
    return str(words()["steps"][step.code]["step"]).format(**step.values)


def consequence(step: Step) -> str:
    """What it changes for people."""
    return str(words()["steps"][step.code]["consequence"]).format(**step.values)


def warning(key: str) -> str:
    """The ENT's own warning."""
    return str(words()["warnings"].get(key, words()["warnings"]["other"])).format(key=key)


def refusal(refused: PlanRefused) -> str:
    """Why nothing can be planned."""
    return str(words()["refusals"][refused.code]).format(**refused.values)


def person(someone: DirectoryAccount) -> str:
    """A name, a login, and whether the account was ever used."""
    never = "" if someone.activated else said("never_activated")
    return said("person", name=someone.name, login=someone.login, never=never)


def not_reached(reason: str) -> str:
    """Why the ENT could not be asked at all, and what to do."""
    written = texts()["why"][reason]
    steps = " ".join(str(step) for step in written["do"]).format(**texts()["menus"])
    return f"{written['says']} {steps}"


def failure(error: EntError) -> str:
    """Why a step failed."""
    reasons: Mapping[str, str] = words()["why"]
    if isinstance(error, Refused) and error.status == _IMPOSSIBLE:
        return reasons["link_impossible"]
    if isinstance(error, Refused) and error.key == _NAME_TAKEN:
        return reasons["name_taken"]
    if isinstance(error, Forbidden):
        return reasons["forbidden"]
    if isinstance(error, (MandatoryStep, NotSignedIn, SignInRefused)):
        return not_reached(why(error))
    return reasons["other"].format(code=error.code)


def ending(outcome: Outcome) -> list[str]:
    """What happened in the end, line by line."""
    if outcome.is_whole:
        return [said("done")]
    step = step_said(outcome.failed) if outcome.failed else ""
    first = said("failed", step=step, why=failure(outcome.error)) if outcome.error else said("declined")
    undone = [said("undone", step=step_said(each)) for each in outcome.undone]
    left = [said("left", step=step_said(each)) for each in outcome.left]
    return [first, *undone, *left, said("partly" if outcome.left else "as_before")]

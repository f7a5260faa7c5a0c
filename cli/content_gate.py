"""`parlons-en content gate NEW [--against OLD]`: may this model be published? The report stays beside the model (`content.gate.verdict`)."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from bot.model_file import ModelMissingError
from bot.shelf import chosen, read_pointer
from cli.asking_models import ROOT, NoAnswerError, WholeModel, answers, whole
from cli.french_options import FrenchParser
from content.gate.hearing import Heard
from content.gate.judging import SHARES, Judgement, judge
from content.gate.sentences import BadSetError, GateSet, Sentence, read_set
from content.gate.verdict import ACCEPTED, REFUSED, Verdict, verdict_path, write_verdict
from content.gate.words import bad_set_line, inside_quotes, percent, reason_line
from facts.paris import PARIS
from settings.values import DEFAULT_MODEL

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("content_gate.fr.yml").read_text(encoding="utf-8"))
RUNNING = ROOT / DEFAULT_MODEL
SET = ROOT / "data" / "gate"


def main(arguments: Sequence[str], running: Path = RUNNING) -> int:
    """Exit code 0 when it may be published, 1 when it may not, 2 when the question could not be put."""
    parser = FrenchParser(prog="parlons-en content gate", description=TEXTS["program"])
    parser.add_argument("new", type=Path, metavar="MODELE", help=TEXTS["new"])
    parser.add_argument("--against", type=Path, metavar="MODELE", help=TEXTS["against"].format(model=running))
    parser.add_argument("--json", action="store_true", help=TEXTS["json"])
    options = parser.parse_args(arguments)
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    try:
        gate_set = read_set(SET)
        verdict, judgement = _judged(gate_set, options.new, _old(options.new, options.against, running), console)
    except BadSetError as error:
        return _said(bad_set_line(error))
    except _CannotCompareError as error:
        return _said(TEXTS["bad_old"].format(error=error))
    except (ModelMissingError, NoAnswerError) as error:
        _said(TEXTS["bad_model"].format(error=error))
        return 1
    path = verdict_path(options.new)
    write_verdict(path, verdict)
    print(json.dumps(asdict(verdict), ensure_ascii=False)) if options.json else _print(judgement, path)
    return int(not verdict.is_accepted)


class _CannotCompareError(Exception):
    """The running model cannot be asked; says why, in French."""


def _old(new: Path, against: Path | None, running: Path) -> Path | None:
    """What it is compared with: nothing when no model runs, or when it is that one."""
    if against is not None:
        return _serving(against)
    return running if running.is_file() and not (new.is_file() and running.samefile(new)) else None


def _serving(model: Path) -> Path | None:
    """Of a shelf, what serves; nothing before its first publication."""
    if not model.is_dir():
        return model
    try:
        return None if read_pointer(model) is None else chosen(model).path
    except ModelMissingError as error:
        raise _CannotCompareError(str(error)) from error


def _judged(gate_set: GateSet, new: Path, old: Path | None, console: Console) -> tuple[Verdict, Judgement]:
    with whole(new) as model, console.status(TEXTS["listening"].format(count=len(gate_set.sentences))):
        now = heard_by(model, gate_set)
    against, then = _heard_before(gate_set, old, console) if old else ("", None)
    judgement = judge(gate_set, now, then)
    verdict = Verdict(
        model_sha256=model.sha256,
        set_sha256=gate_set.sha256,
        verdict=ACCEPTED if judgement.is_accepted else REFUSED,
        at=datetime.now(PARIS).isoformat(timespec="seconds"),
        counts=dict(judgement.counts),
        against_sha256=against,
        reasons=tuple(map(reason_line, judgement.reasons)),
    )
    return verdict, judgement


def heard_by(model: WholeModel, gate_set: GateSet) -> list[Heard]:
    """What a model hears of the set, in its order; raises `NoAnswerError`."""
    return [Heard.of(told) for told in answers(model, [sentence.text for sentence in gate_set.sentences])]


def _heard_before(gate_set: GateSet, old: Path, console: Console) -> tuple[str, list[Heard]]:
    try:
        with whole(old) as model, console.status(TEXTS["listening_old"]):
            return model.sha256, heard_by(model, gate_set)
    except (ModelMissingError, NoAnswerError) as error:
        raise _CannotCompareError(str(error)) from error


def _print(judgement: Judgement, path: Path) -> None:
    console = Console(soft_wrap=True, highlight=False, markup=False)
    for reason in judgement.reasons:
        console.print(f"✗ {reason_line(reason)}", style="red")
    for line in _summary(judgement):
        console.print(line)
    said, style = ("accepted", "bold green") if judgement.is_accepted else ("refused", "bold red")
    console.print(TEXTS[said].format(path=path, count=len(judgement.reasons)), style=style)


def _summary(judgement: Judgement) -> Iterator[str]:
    for name in SHARES:
        yield _share(judgement, name)
    if not judgement.before:
        yield TEXTS["alone"]
    if judgement.alarms:
        yield TEXTS["alarms"].format(count=len(judgement.alarms), texts=_quoted(judgement.alarms))
    if judgement.missing:
        yield TEXTS["known"].format(count=len(judgement.missing), texts=_quoted(judgement.missing))
    if judgement.learnt:
        yield TEXTS["learnt"].format(count=len(judgement.learnt), texts=_quoted(judgement.learnt))


def _share(judgement: Judgement, name: str) -> str:
    share, before = judgement.shares[name], judgement.before.get(name)
    return str(TEXTS["share_before" if before else "share"]).format(
        title=TEXTS["titles"][name],
        hits=round(share.value * share.count),
        count=share.count,
        value=percent(share.value),
        low=percent(share.low),
        before=percent(before.value) if before else "",
    )


def _quoted(sentences: Iterable[Sentence]) -> str:
    return ", ".join(TEXTS["quoted"].format(text=inside_quotes(sentence.text)) for sentence in sentences)


def _said(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2

"""The page of `parlons-en understand --why`: what weighed, in French, for whoever writes the training lines and the word lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.danger import DENIED, Ring
from bot.nlu.examples import situation_of
from bot.nlu.why_told import FAMILIES, FAMILY, Flag, Weight, Why

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("understand.fr.yml").read_text(encoding="utf-8"))
_PAGE: dict[str, str] = TEXTS["page"]
_BAR = 20


def page(why: Why) -> str:
    """The whole explanation, some twenty lines."""
    parts = (_reading(why), _decision(why), _scores(why), _weights(why), _rules(why))
    return "\n".join(line for part in parts for line in part) + "\n"


def _reading(why: Why) -> Iterator[str]:
    yield _PAGE["read"].format(read=why.read or _PAGE["nothing_read"])
    changes = " ; ".join(_change(before, after) for before, after in why.changes)
    yield _PAGE["changed"].format(changes=changes) if changes else _PAGE["unchanged"]
    if len(why.pieces) > 1:
        yield _PAGE["pieces"].format(count=len(why.pieces), number=why.worst + 1)
        for at, piece in enumerate(why.pieces):
            yield _PAGE["piece"].format(mark="→" if at == why.worst else " ", text=piece)


def _change(before: str, after: str) -> str:
    kind = "change" if before and after else "added" if after else "removed"
    return _PAGE[kind].format(before=before, after=after)


def _decision(why: Why) -> Iterator[str]:
    said = why.understood
    yield _PAGE["decision"].format(
        situation=TEXTS["situation"][said.situation],
        share=_percent(said.confidence),
        about=TEXTS["about"][said.about],
        urgency=TEXTS["urgency"][said.urgency],
    )
    yield _PAGE["rule"].format(rule=TEXTS["rule"][why.rule])
    code, detail = why.urgent_because
    bounds = (why.thresholds[name] for name in ("immediate_danger", "immediate_danger_seldom", "concerned_at_all"))
    yield _PAGE["urgency"].format(because=TEXTS["urgent_because"][code].format(detail, *bounds))
    yield _PAGE["routes"].format(routes=", ".join(TEXTS["routes"].get(route, route) for route in said.routes))


def _scores(why: Why) -> Iterator[str]:
    name = "danger_despite_excuse" if why.excused else "danger"
    yield _PAGE["score_excused" if why.excused else "score"].format(
        score=f"{why.danger:.2f}",
        bar="█" * round(why.danger * _BAR) + "·" * (_BAR - round(why.danger * _BAR)),
        threshold=why.thresholds[name],
        doubt=why.thresholds["doubt"],
    )
    yield _PAGE["likeliest"]
    for situation, share in why.situations:
        if _percent(share):
            yield _PAGE["share"].format(share=_percent(share), situation=TEXTS["situation"][situation])
    yield _encoder(why)


def _encoder(why: Why) -> str:
    if why.encoded is None:
        return _PAGE["encoder_silent"]
    (before, before_share), (after, after_share) = why.encoded.before, why.encoded.after
    return _PAGE["encoder_same" if before == after else "encoder_changed"].format(
        before=TEXTS["situation"][before],
        after=TEXTS["situation"][after],
        before_share=_percent(before_share),
        after_share=_percent(after_share),
        danger_before=f"{why.encoded.danger_before:.2f}",
        danger_after=f"{why.encoded.danger_after:.2f}",
    )


def _weights(why: Why) -> Iterator[str]:
    finer = why.weighed.partition("__")[2]
    label = TEXTS["situation"][situation_of(why.weighed)] + (f" ({finer})" if finer else "")
    yield _PAGE["in_favour"].format(label=label)
    yield from map(_weight, why.in_favour)
    if why.against:
        yield _PAGE["against"]
        yield from map(_weight, why.against)


def _weight(weight: Weight) -> str:
    told = " + ".join(map(_family, weight.text.split("+"))) if weight.kind in (FAMILY, FAMILIES) else weight.text
    return _PAGE["weight"].format(value=f"{weight.value:+.2f}", text=TEXTS["said_by"][weight.kind].format(text=told))


def _family(name: str) -> str:
    roles: dict[str, str] = TEXTS["roles"]
    denied = name.startswith("non-") or ">non-" in name
    plain = name.replace("non-", "")
    if plain.startswith("moi>"):
        told = roles["done"].format(act=plain[len("moi>") :])
    elif "<" in plain:
        act, _, whom = plain.partition("<")
        told = roles["suffered" if whom == "moi" else "others"].format(act=act)
    else:
        told = plain
    return roles["denied"].format(act=told) if denied else told


def _rules(why: Why) -> Iterator[str]:
    families = " ; ".join(_PAGE["family"].format(name=_family(name), words=words) for name, words in why.families)
    yield _PAGE["families"].format(families=families) if families else _PAGE["no_family"]
    yield _PAGE["alarms" if why.alarms else "no_alarm"]
    yield from map(_ring, why.alarms)
    if why.excuses:
        excuses = " ; ".join(_PAGE["excuse"].format(name=name, words=words) for name, words in why.excuses)
        yield _PAGE["excuses"].format(excuses=excuses)
    if why.flags:
        yield _PAGE["flags"]
        yield from map(_flag, why.flags)


def _ring(ring: Ring) -> str:
    kind = "denied" if ring.silenced_by == DENIED else "silenced" if ring.silenced_by else "ring"
    return _PAGE[kind].format(name=ring.alarm.name, words=ring.words, guard=ring.silenced_by, because=ring.because_of)


def _flag(flag: Flag) -> str:
    told = TEXTS["flag"].get(flag.name, flag.name)
    return str(TEXTS["flag_from"][flag.source]).format(flag=told, words=flag.words, share=_percent(flag.probability))


def _percent(share: float) -> int:
    return round(share * 100)

from dataclasses import replace
from datetime import datetime, timezone
from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from administration.check import Account, Lent, Report, check, gather
from cli.ent_report import print_report
from tests.administration.broken_schools import BROKEN
from tests.administration.emulated_school import CAMUS, NOT_AN_ENT, ZOLA, Scene, browser

GOLDEN = Path(__file__).parent / "golden"


async def examined(scene: Scene, seen: list[httpx.Request] | None = None) -> tuple[Report, ...]:
    accounts = Lent(
        Account(scene.administrator, scene.password) if scene.administrator else None,
        Account(scene.pupil, scene.password) if scene.pupil else None,
    )
    settings = scene.settings

    def clock() -> datetime:
        return datetime.now(timezone.utc) - scene.machine_is_late

    async def look(request: httpx.Request) -> None:
        if seen is not None:
            seen.append(request)

    async with browser(settings) as http:
        http.event_hooks["request"] = [look]
        facts = await gather(http, settings, scene.schools, accounts, scene.database, scene.now, clock)
    return tuple(check(each) for each in facts)


def printed(report: Report, scene: Scene) -> str:
    out = StringIO()
    print_report(Console(file=out, width=80, color_system=None), report, scene.now)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip() + "\n"


def without_what_is_right(text: str) -> str:
    """The golden file of a broken school holds what is not right, and the note on the menus."""
    wrong, _, right = text.partition("✓ BON")
    note = right.partition("\n* ")[2]
    return f"{wrong.rstrip()}\n" + (f"* {note}" if note else "")


def codes(report: Report, level: str) -> set[str]:
    return {each.values["question"] if level == "unknown" else each.code for each in report.of(level)}


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


async def test_a_school_that_is_ready(scene):
    (report,) = await examined(scene)
    assert (codes(report, "red"), codes(report, "warn"), codes(report, "unknown")) == (set(), set(), {"transformer"})
    assert printed(report, scene) == golden("pret")


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
async def test_a_broken_school_is_told_what_is_wrong_and_nothing_else(scene, broken):
    broken.breaks(scene)
    (report,) = await examined(scene)
    assert codes(report, "red") == set(broken.red)
    assert codes(report, "warn") == set(broken.warn)
    assert codes(report, "unknown") == set(broken.unknown) | {"transformer"}
    text = printed(report, scene)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert without_what_is_right(text) == golden(broken.name)


async def test_the_check_changes_nothing_in_the_ent(scene):
    kinds = ("groups", "users", "applications", "messages", "mails", "pushes")
    before = [scene.shown(kind) for kind in kinds]
    seen: list[httpx.Request] = []
    await examined(scene, seen)
    assert [scene.shown(kind) for kind in kinds] == before
    written = {request.url.path for request in seen if request.method != "GET"}
    assert written <= {"/auth/login", "/auth/oauth2/token", "/conversation/visibles"}


async def test_each_session_is_closed_at_the_end(scene):
    seen: list[httpx.Request] = []
    await examined(scene, seen)
    cookies = {request.headers["cookie"] for request in seen if "cookie" in request.headers}
    assert len(cookies) == 2
    for cookie in cookies:
        answer = scene.door.get(f"{scene.url}/theme", headers={"Cookie": cookie})
        assert answer.headers["location"].partition("?")[0].endswith("/auth/login")


async def test_sessions_are_closed_too_when_the_ent_breaks_down_in_the_middle(scene):
    scene.arm({"kind": "unavailable", "path": "/directory"}, {"kind": "drop", "path": "/appregistry"})
    seen: list[httpx.Request] = []
    (report,) = await examined(scene, seen)
    assert len([request for request in seen if request.url.path == "/auth/logout"]) == 2
    assert codes(report, "unknown") >= {"members", "connector", "namesakes"}


async def test_no_password_is_sent_to_what_is_not_an_ent(scene):
    scene.environment["PARLONS_EN_ENT_API_URL"] = NOT_AN_ENT
    seen: list[httpx.Request] = []
    await examined(scene, seen)
    assert not [request for request in seen if request.method != "GET"]


async def test_the_administrator_of_one_school_sees_nothing_of_the_other(scene):
    scene.schools = (ZOLA, CAMUS)
    scene.knob("applications/vpe-bot", structure_id="col-zola")
    first, second = await examined(scene)
    assert not first.is_red
    assert {each.values["why"] for each in second.of("unknown")} >= {"not_administrator", "pupil_elsewhere"}
    assert "Faure" not in printed(second, scene)
    assert not codes(second, "red") - {"keys_too_few"}


async def test_a_group_of_a_circonscription_is_of_each_of_its_schools(scene):
    """The group lives in the lycée, is shared with the collège, and the keys were made at the collège."""
    shared = {"group_id": CAMUS.group_id, "circonscription": "Bordeaux-Nord"}
    scene.schools = (replace(ZOLA, **shared), replace(CAMUS, **shared))
    scene.knob(f"groups/{CAMUS.group_id}", members=["mme.lemoine", "m.diallo"], also_in=["col-zola"])
    scene.knob("groups/grp-eleves-zola", links=[CAMUS.group_id])
    zola, camus = await examined(scene)
    assert codes(zola, "red") == set()
    assert codes(camus, "red") == set()
    assert "keys_enough" in codes(camus, "ok")


async def test_the_check_says_the_same_whichever_way_each_inferred_fact_turns_out(scene):
    names = [fact["name"] for fact in scene.shown("inferred")]
    wrong = {}
    for name in names:
        scene.knob("inferred", **{name: "other"})
        (report,) = await examined(scene)
        wrong[name] = codes(report, "red") | codes(report, "warn")
        scene.knob("inferred", **{name: "default"})
    assert {name: found for name, found in wrong.items() if found} == {}

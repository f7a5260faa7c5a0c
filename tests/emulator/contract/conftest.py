from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.emulator.contract.bench import report, starting
from tests.emulator.contract.bench.door import Door, door_of
from tests.emulator.contract.bench.facts import all_facts, facts_of
from tests.emulator.contract.bench.people import read_people
from tests.emulator.contract.bench.sentences import say
from tests.emulator.contract.bench.target import NO_TLS, Ent

SEEDED = Path(__file__).parent / "people.yml"
FINDINGS = pytest.StashKey[report.Findings]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ent", "contract of an ENT")
    group.addoption("--ent-url", default=None, help="a real ENT; without it, an emulator is started")
    group.addoption("--ent-people", default=str(SEEDED), help="YAML of test accounts, see contract/people.yml")
    group.addoption("--ent-report", default=None, help="file to write: .json, or Markdown")
    group.addoption("--ent-pace", type=float, default=None, help="seconds between two requests (real ENT: 0.5)")
    group.addoption("--ent-allow-administration", action="store_true", default=False, help="may create groups, …")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fact(*ids): what a test says of the contract, see contract/sheets/")
    config.stash[FINDINGS] = report.Findings(date=f"{datetime.now():%Y-%m-%d %H:%M}")  # noqa: DTZ005 the reader's own time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Facts become words for -k."""
    known = all_facts()
    for item in items:
        for name in facts_of(item):
            item.extra_keyword_matches |= {name, f"section-{known[name].section}", f"mark-{known[name].mark}"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    outcome: Any = yield
    findings = item.config.stash[FINDINGS]
    for name in facts_of(item):
        if outcome.outcome != "passed":
            findings.add(name, *judged(outcome, getattr(item, "funcargs", {}).get("ent")))
        elif outcome.when == "call":
            findings.add(name, "verified")
    return outcome


def judged(outcome: pytest.TestReport, ent: Ent | None) -> tuple[str, str]:
    """State and reason of a test that did not pass: the skip's sentence, or the last exchanges without their bodies."""
    if outcome.outcome == "skipped":
        reason = outcome.longrepr[2] if isinstance(outcome.longrepr, tuple) else ""
        return "unverifiable", reason.removeprefix("Skipped: ")
    state = "contradicted" if outcome.when == "call" else "error"
    return state, " ; ".join(ent.journal[-3:]) if ent else ""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    findings = config.stash[FINDINGS]
    if not findings.outcomes:
        return
    terminalreporter.section(say("heading"))
    terminalreporter.write_line(say("target", url=findings.url, date=findings.date))
    terminalreporter.write_line(say("marks"))
    for each in report.summary(findings):
        terminalreporter.write_line(each)
    if path := config.getoption("--ent-report", default=None):
        report.write(findings, Path(path))


@pytest.fixture(scope="session")
def target_url(request: pytest.FixtureRequest) -> Iterator[str]:
    url = request.config.getoption("--ent-url", default=None)
    if url:
        yield url.rstrip("/")
        return
    with starting.emulator() as started:
        yield started


@pytest.fixture(scope="session")
def whole_ent(request: pytest.FixtureRequest, target_url: str) -> Iterator[Ent]:
    option = request.config.getoption
    people = read_people(Path(option("--ent-people", default=str(SEEDED))))
    tls: Any = True if target_url.startswith("https:") else NO_TLS
    door = door_of(httpx.Client(base_url=target_url, verify=tls, timeout=60))
    if door:
        door.call("POST", "reset")
    pace = option("--ent-pace", default=None)
    ent = Ent(target_url, people, door, pace=(0.0 if door else 0.5) if pace is None else pace)
    ent.administration = bool(door) or option("--ent-allow-administration", default=False)
    findings = request.config.stash[FINDINGS]
    findings.url = target_url
    yield ent
    findings.left = ent.tidy()


@pytest.fixture
def ent(request: pytest.FixtureRequest, whole_ent: Ent) -> Iterator[Ent]:
    """The target, its journal empty; switches of the test door are put back after each test."""
    whole_ent.journal.clear()
    if any(name.startswith("2.") for name in facts_of(request.node)) and not whole_ent.has_messaging():
        pytest.skip(say("no_messaging"))
    yield whole_ent
    if whole_ent.door:
        whole_ent.door.disarm()


@pytest.fixture
def door(ent: Ent) -> Door:
    return ent.need_door()


@pytest.fixture
def clock(door: Door, ent: Ent) -> Iterator[Door]:
    """The emulator's time may be moved; whoever was signed in has to do it again."""
    yield door
    ent.forget_sessions()


@pytest.fixture(scope="session")
def findings(request: pytest.FixtureRequest) -> report.Findings:
    return request.config.stash[FINDINGS]

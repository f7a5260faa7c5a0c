"""About the suite itself. The last file by its name, so that it can count what the others saw."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.emulator.contract.bench import report, shapes
from tests.emulator.contract.bench.facts import all_facts
from tests.emulator.contract.bench.guard import Refused
from tests.emulator.contract.bench.letters import letter
from tests.emulator.contract.bench.variants import variant

HERE = Path(__file__).parent
GROUPS = 24


def cited(pattern: str) -> set[str]:
    sources = (file.read_text(encoding="utf-8") for file in HERE.rglob("*.py"))
    return {found for source in sources for found in re.findall(pattern, source)}


def test_each_fact_has_a_test_and_each_test_a_known_fact():
    named = {each for row in cited(r"\bfact\(([^)]*)\)") for each in re.findall(r'"([\d.]+/[\w-]+)"', row)}
    assert named == set(all_facts())


def test_each_endpoint_group_of_section_11_has_facts():
    assert {fact.group for fact in all_facts().values()} >= set(range(GROUPS + 1))


def test_each_shape_is_a_schema_and_is_used():
    files = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in shapes.FOLDER.glob("*.json")}
    for schema in files.values():
        Draft202012Validator.check_schema(schema)
    referred = {found for schema in files.values() for found in re.findall(r'"([\w.]+)\.json[#"]', json.dumps(schema))}
    assert set(files) <= cited(r'"([\w.]+)"') | referred


@pytest.mark.parametrize(
    ("shape", "broken"),
    [
        ("sent", {"sent": "6"}),
        ("token", {"token_type": "bearer"}),
        ("message_rows", [{"id": "x"}]),
        ("userinfo_1.0_client", {"userId": "x", "structures": []}),
        ("visibles", [{"id": "x"}]),
    ],
)
def test_a_shape_refuses_what_departs_from_it(shape, broken):
    assert shapes.departures(shape, broken)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/conversation/send", {"to": ["11111111-0000-4000-8000-000000000000"]}),
        ("/conversation/send", {"to": [], "cci": ["autre"]}),
        ("/timeline/publish", {"recipients": [{"userId": "autre"}]}),
    ],
)
def test_the_suite_writes_to_nobody_else(ent, path, content):
    before = list(ent.journal)
    with pytest.raises(Refused):
        ent.anyone().post(path, json=content)
    assert ent.journal == before


def test_a_project_without_this_messaging_is_recognised(ent):
    assert ent.has_messaging()
    with variant(ent, "--without", "conversation") as other:
        other.messaging = None
        assert not other.has_messaging()


def test_the_suite_changes_nothing_of_the_school_unasked(ent, monkeypatch):
    monkeypatch.setattr(ent, "administration", False)
    for path in ("/directory/group", "/appregistry/application/external", "/actualites/api/v1/threads"):
        with pytest.raises(Refused):
            ent.anyone().post(path, json={})
    with pytest.raises(Refused):
        ent.anyone().post("/communication/v2/group/a/communique/b", json={})


def test_the_suite_removes_what_the_sender_wrote(ent, monkeypatch):
    pupil = ent.bearer("pupil")
    id_ = pupil.post("/conversation/send", json=letter(ent.group)).json()["id"]
    assert id_ in ent.written["pupil"]
    monkeypatch.setattr(ent, "written", {"pupil": {id_}})
    assert ent.tidy() == 0
    assert pupil.get(f"/conversation/api/messages/{id_}").status_code == 401


def test_the_report_holds_every_fact_that_was_met_and_no_word_of_anybody(findings: report.Findings, ent, tmp_path):
    for name in ("rapport.json", "rapport.md"):
        report.write(findings, tmp_path / name)
    rows: list[dict[str, Any]] = json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))["facts"]
    assert {row["id"] for row in rows} == set(findings.outcomes)
    text = (tmp_path / "rapport.md").read_text(encoding="utf-8")
    assert all(row["sentence"].replace("|", "\\|") in text for row in rows)
    secrets = [ent.people.get("application.secret"), ent.people.account("pupil").login]
    assert not any(each in text for each in secrets)


def test_on_the_emulator_nothing_is_left_unseen_without_a_reason(findings: report.Findings, ent):
    ent.need_door()
    excused = yaml.safe_load((HERE / "unverifiable.yml").read_text(encoding="utf-8"))
    assert {all_facts()[name].group for name in excused} <= {None}, "section 11 asks for it"
    assert set(findings.ids("unverifiable")) <= set(excused), "unseen without a reason"
    if set(findings.outcomes) == set(all_facts()):
        assert set(excused) <= set(findings.ids("unverifiable")), "excused for nothing"

"""The bills of materials are those of the locks, whole, and read by CycloneDX's own reader; written again they are the same bytes."""

import base64
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]
BILLS = ROOT / "sbom"
SBOM = runpy.run_path(str(ROOT / "bin" / "sbom"))


def bill(name: str) -> dict:
    return json.loads((BILLS / f"{name}.cdx.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["web", "rasa", "browser"])
def test_a_bill_is_valid_cyclonedx(name: str):
    text = (BILLS / f"{name}.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


@pytest.mark.parametrize("name", ["web", "rasa"])
def test_a_python_bill_says_exactly_what_the_lock_installs(name: str):
    said = {
        one["name"]: (one["version"], [allowed["value"] for allowed in one["properties"]])
        for one in bill(name)["components"]
    }
    assert said == SBOM["locked_for"](name)


def test_the_browser_s_bill_says_exactly_what_npm_serves():
    lock = json.loads((ROOT / "web" / "client" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    served = {
        (place.rpartition("node_modules/")[2], one["version"], one["integrity"])
        for place, one in lock.items()
        if place and not one.get("dev")
    }
    said = {
        (one["name"], one["version"], "sha512-" + base64.b64encode(bytes.fromhex(one["hashes"][0]["content"])).decode())
        for one in bill("browser")["components"]
    }
    assert said == served


def test_written_again_the_bills_are_the_same_bytes(tmp_path: Path):
    subprocess.run([sys.executable, ROOT / "bin" / "sbom", "--to", tmp_path], check=True, capture_output=True)
    names = sorted(path.name for path in BILLS.iterdir())
    assert names == ["browser.cdx.json", "licences.md", "rasa.cdx.json", "web.cdx.json"]
    assert {name: (tmp_path / name).read_bytes() for name in names} == {
        name: (BILLS / name).read_bytes() for name in names
    }


def test_no_licence_forbids_what_we_do_with_it():
    forbidding = ("GPL-2.0-only", "proprietary", "commercial", "SSPL", "BUSL", "no derivatives")
    lines = (BILLS / "licences.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if any(word.lower() in line.lower() for word in forbidding)] == []

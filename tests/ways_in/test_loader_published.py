"""The loader as an operator checks it: small, built twice the same, at an address of its very bytes, with its hash."""

import base64
import hashlib
import os
import re
import subprocess
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from cli import loader as command
from tests.ways_in.grounds import OWN_PAGE, Grounds
from web.shelf import LOADER, Shelf

ROOT = Path(__file__).resolve().parents[2]
MOST = 2_000


def sri(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


@pytest.fixture(scope="module")
def served() -> bytes:
    file = Shelf().find(LOADER)
    assert file is not None
    return file.content


def test_two_builds_give_the_same_bytes_and_those_are_served(tmp_path: Path, served: bytes):
    built = []
    for name in ("a", "b"):
        folder = tmp_path / name
        environment = {**os.environ, "PARLONS_EN_BUILT": str(folder), "TZ": f"UTC{len(built)}", "LANG": "C"}
        subprocess.run(["node", "web/client/build.mjs"], cwd=ROOT, env=environment, check=True, capture_output=True)
        built.append({path.name: path.read_bytes() for path in folder.iterdir()})

    assert built[0] == built[1]
    assert built[0]["loader.js"] == served
    assert sri(served) in built[0]["hashes.json"].decode()


def test_it_is_under_two_kilobytes_and_asks_the_page_for_nothing(served: bytes):
    words = served.decode()

    assert len(served) < MOST
    for forbidden in ("cookie", "localStorage", "sessionStorage", "fetch(", "XMLHttp", "innerHTML", "innerText", "eval(",
                      "querySelector", "document.title", "sendBeacon", "import(", "MutationObserver"):  # fmt: skip
        assert forbidden not in words, forbidden


@pytest.mark.browser
def test_every_address_gives_the_same_bytes_and_only_that_of_the_bytes_is_kept_for_ever(
    grounds: Grounds, served: bytes
):
    digest = hashlib.sha256(served).hexdigest()[:16]
    addresses = ["/loader.js", "/backoffice/assets/scripts/embbed-chatbot.min.js", f"/loader.{digest}.js"]
    answers = [httpx.get(f"http://127.0.0.1:{grounds.settings.port_base + 1}{address}") for address in addresses]

    assert [answer.content for answer in answers] == [served] * 3
    assert ["immutable" in answer.headers["cache-control"] for answer in answers] == [False, False, True]
    for answer in answers:
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "set-cookie" not in answer.headers


@pytest.mark.browser
def test_the_address_of_other_bytes_does_not_exist(grounds: Grounds):
    for digest in ("0" * 16, "", "x", "../loader"):
        assert httpx.get(f"http://127.0.0.1:{grounds.settings.port_base + 1}/loader.{digest}.js").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("hosted_by", ["us", "the ENT"])
def test_a_page_with_the_printed_hash_runs_it_and_refuses_one_changed_byte(
    grounds: Grounds, browse, served: bytes, hosted_by: str
):
    file = Shelf().find(LOADER)
    assert file is not None
    address = f"{grounds.bot_url}/loader.{file.digest}.js" if hosted_by == "us" else "/loader-de-l-ent.js"
    tag = f"<script src='{address}' integrity='{file.integrity}' crossorigin='anonymous'></script>"
    grounds.own_page = f"<!doctype html>{tag}<script>Webchat.init({{botURL: '{grounds.bot_url}'}})</script>"
    page = browse().new_page()
    page.route("**/loader-de-l-ent.js", lambda route: route.fulfill(body=served, content_type="text/javascript"))
    page.goto(grounds.ent_url + OWN_PAGE)
    page.get_by_role("button", name=re.compile("Besoin de parler")).click()
    expect(page.frame_locator("#iframe-bot").get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    page.unroute("**/loader-de-l-ent.js")
    page.route(
        "**/loader*.js",
        lambda route: route.fulfill(
            body=served + b" ", content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"}
        ),
    )
    page.goto(grounds.ent_url + OWN_PAGE)

    assert page.evaluate("typeof Webchat") == "undefined"


def test_the_command_says_the_hash_the_addresses_and_the_policy_and_copies_the_very_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], served: bytes
):
    assert command.main(["https://aide.exemple.fr", "--copie", str(tmp_path)]) == 0
    said = capsys.readouterr().out

    assert sri(served) in said
    assert "script-src https://aide.exemple.fr" in said
    assert "frame-src https://aide.exemple.fr" in said
    assert f'integrity="{sri(served)}" crossorigin="anonymous"' in said
    [copy] = tmp_path.iterdir()
    assert copy.read_bytes() == served
    assert copy.name in said


@pytest.mark.parametrize(
    "address", ["aide.exemple.fr", "http://aide.exemple.fr", "https://aide.exemple.fr/", "https://a b", "https://*.fr"]
)
def test_an_address_that_would_not_work_is_refused_in_french(capsys: pytest.CaptureFixture[str], address: str):
    assert command.main([address]) == 2
    assert "https" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert command.main(["https://aide.exemple.fr", "--copie", str(tmp_path / "nulle-part")]) == 2
    assert "dossier" in capsys.readouterr().err

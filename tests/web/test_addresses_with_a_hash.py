"""An address that carries a hash gives those bytes or nothing (docs/adr/0029): an open page never runs half of one build and half of another."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from tests.web.browsers import Pupil
from web.shelf import Shelf

LATER = re.compile(r'address:"(/static/built/\w+\.js)\?v=([0-9a-f]+)",integrity:"(sha384-[^"]+)"')
SCRIPTS = {
    "widget.js": {"/static/built/sealing.js", "/static/built/work.js"},
    "desk.js": {"/static/built/passphrase.js"},
}


@pytest.mark.parametrize("script", SCRIPTS)
async def test_what_a_page_asks_for_later_is_named_by_its_bytes(pupil: Pupil, script: str):
    named = LATER.findall((await pupil.get(f"/static/built/{script}")).text)

    assert {path for path, _, _ in named} == SCRIPTS[script]
    for path, version, integrity in named:
        answer = await pupil.get(f"{path}?v={version}")
        assert "immutable" in answer.headers["cache-control"]
        assert integrity == "sha384-" + base64.b64encode(hashlib.sha384(answer.content).digest()).decode()


@pytest.mark.parametrize("version", ["0" * 16, "", "x", "df15cbf7"])
async def test_the_address_of_other_bytes_gives_nothing_that_a_browser_keeps(pupil: Pupil, version: str):
    answer = await pupil.get(f"/static/page.css?v={version}")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert not answer.headers["content-type"].startswith("text/css")


def test_what_open_pages_ask_for_stays_one_build_longer(tmp_path: Path):
    (tmp_path / "built" / "former").mkdir(parents=True)
    (tmp_path / "built" / "sealing.js").write_text("new()")
    (tmp_path / "built" / "former" / "sealing.js").write_text("old()")
    shelf = Shelf(tmp_path)
    new, old = (hashlib.sha256(words).hexdigest()[:16] for words in (b"new()", b"old()"))

    assert shelf.address("built/sealing.js").endswith(new)
    found = [shelf.find("built/sealing.js", version) for version in (None, new, old, "0" * 16)]
    assert [file and file.content for file in found] == [b"new()", b"new()", b"old()", None]

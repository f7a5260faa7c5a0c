"""Every file of ours that a page runs or wears carries the hash of its bytes: changed on its way, a browser refuses it (docs/adr/0029)."""

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from tests.web.browsers import Pupil
from web.pages import FOLDER

TAGS = re.compile(r"<(?:script|link)\b[^>]*>")
FILE = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css)[^"]*)"')


def tags_of(page: str) -> list[str]:
    return [tag for tag in TAGS.findall(page) if FILE.search(tag)]


@pytest.mark.parametrize(
    "path", ["/assistant", "/aide", "/aide/sans-reseau", "/reperes", "/tes-mots", "/desk", "/administration"]
)
async def test_each_tag_says_the_hash_of_what_is_served(pupil: Pupil, path: str):
    tags = tags_of((await pupil.get(path)).text)

    assert tags
    for tag in tags:
        address = html.unescape(FILE.search(tag)[1])  # type: ignore[index] # it has one: see tags_of
        bytes_ = (await pupil.get(address)).content
        assert f'integrity="sha384-{base64.b64encode(hashlib.sha384(bytes_).digest()).decode()}"' in tag


@pytest.mark.parametrize("template", sorted(FOLDER.glob("*.html")), ids=lambda path: path.name)
def test_no_page_writes_such_a_tag_by_itself(template: Path):
    written = tags_of(template.read_text(encoding="utf-8").replace("{{ static(path) }}", "/static/x.js"))
    assert [tag for tag in written if "checked(path)" not in tag] == []

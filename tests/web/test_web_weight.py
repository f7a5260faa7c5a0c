"""What a school's line carries before a child reads the first word: files that are packed, and few."""

import gzip
import re

import pytest

from tests.web.browsers import Pupil
from tests.web.house import PUBLIC

MOST_BYTES = 100_000
SHEET = "/static/built/widget.css"


async def bytes_on_the_wire(pupil: Pupil, address: str) -> tuple[bytes, int]:
    """What is read, and how many bytes carried it."""
    async with pupil.http.stream("GET", PUBLIC + address, headers={"Accept-Encoding": "gzip, br"}) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
        packed = answer.headers.get("content-encoding") == "gzip"
    return gzip.decompress(raw) if packed else raw, len(raw)


async def test_the_first_load_of_the_assistant_weighs_less_than_100_kilobytes_without_the_sealing_code(pupil: Pupil):
    page, weight = await bytes_on_the_wire(pupil, "/assistant")
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.decode())
    for address in loaded:
        sheet, size = await bytes_on_the_wire(pupil, address)
        weight += size
        if ".css" in address:
            names = re.findall(r"url\(\"?\./([\w.-]+\.ttf)\"?\)", sheet.decode())
            weight += sum([(await bytes_on_the_wire(pupil, f"/static/built/{name}"))[1] for name in names])

    assert any("widget.js" in address for address in loaded)
    assert not any("sealing" in address for address in loaded)
    assert weight < MOST_BYTES


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
async def test_a_browser_that_does_not_take_gzip_gets_the_plain_file(pupil: Pupil, accepted: str):
    plain = await pupil.http.get(PUBLIC + SHEET, headers={"Accept-Encoding": accepted})
    packed = await pupil.http.get(PUBLIC + SHEET, headers={"Accept-Encoding": "deflate, gzip;q=0.8"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != packed.headers["etag"]


async def test_a_browser_that_has_the_packed_file_is_not_given_it_again(pupil: Pupil):
    had = await pupil.http.get(PUBLIC + SHEET, headers={"Accept-Encoding": "gzip"})
    again = {"Accept-Encoding": "gzip", "If-None-Match": had.headers["etag"]}

    assert (await pupil.http.get(PUBLIC + SHEET, headers=again)).status_code == 304


@pytest.mark.parametrize("path", ["/assistant", "/aide"])
async def test_pages_are_never_packed_with_what_they_hold(pupil: Pupil, path: str):
    page = await pupil.http.get(PUBLIC + path, headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in page.headers

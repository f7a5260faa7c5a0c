import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from administration.kit import build
from administration.kit.poster import WHOLE, WITH_STRIPS
from administration.kit.stickers import SHEETS, Sheet
from schools.page import SchoolPage
from tests.kit.kit_scene import ADDRESS, AT, PUBLIC, SCHOOL, whole_kit
from tests.kit.printed import codes_of, page_of

ROOT = Path(__file__).parents[2]
READ_FROM_3_M = 90
PRINT_ALL = """
import hashlib
from tests.kit.kit_scene import whole_kit
kit = whole_kit()
print(*(hashlib.sha256(pdf).hexdigest() for pdf in (kit.poster_pdf, kit.strips_pdf, kit.sticker_pdf)))
"""


def pdfs() -> dict[str, bytes]:
    kit = whole_kit()
    return {"poster": kit.poster_pdf, "strips": kit.strips_pdf, "stickers": kit.sticker_pdf}


def test_the_poster_has_one_large_code_that_leads_to_the_school():
    ((width, said),) = codes_of(whole_kit().poster_pdf)
    assert said == ADDRESS
    assert width == pytest.approx(WHOLE.code, abs=0.01)
    assert width > READ_FROM_3_M


def test_the_strips_each_carry_the_code_and_the_large_one_stays_large():
    found = list(codes_of(whole_kit().strips_pdf))
    assert [said for _, said in found] == [ADDRESS] * (1 + WITH_STRIPS.strips)
    assert found[0][0] > READ_FROM_3_M
    assert all(width > 15 for width, _ in found)


@pytest.mark.parametrize("count", sorted(SHEETS))
def test_every_sticker_of_the_sheet_carries_the_code(count: int):
    kit = build(SCHOOL, PUBLIC, SchoolPage(), AT, sticker_count=count)
    found = list(codes_of(kit.sticker_pdf))
    assert [said for _, said in found] == [ADDRESS] * count
    assert all(width > 15 for width, _ in found)


@pytest.mark.parametrize(
    "public", ["http://bot.fr", PUBLIC, "https://violences-parlons-en.lycees-hauts-de-france.exemple.fr"]
)
def test_codes_of_every_size_are_read_back(public: str):
    kit = build(SCHOOL, public, SchoolPage(), AT)
    assert {said for _, said in codes_of(kit.poster_pdf)} == {f"{public}/assistant?ecole=0330139P"}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=str)
def test_stickers_hold_on_the_sheet(sheet: Sheet):
    assert sheet.left + (sheet.columns - 1) * sheet.pitch + sheet.width <= 210
    assert sheet.top + sheet.rows * sheet.height <= 297


@pytest.mark.parametrize("name", ["poster", "strips", "stickers"])
def test_a_screen_reader_is_given_a_title_a_language_and_embedded_letters(name: str):
    pdf = pdfs()[name]
    assert re.search(rb"/Lang \((fr-FR|\xfe\xff\x00f\x00r\x00-\x00F\x00R)\)", pdf)
    assert b"/DisplayDocTitle true" in pdf
    assert re.search(rb"/Title ", pdf)
    assert len(re.findall(rb"/FontFile2", pdf)) == len(set(re.findall(rb"/FontName /(\S+)", pdf))) >= 2
    assert not re.search(rb"/BaseFont /Helvetica", pdf)


@pytest.mark.parametrize("name", ["poster", "strips"])
def test_nothing_is_drawn_outside_the_sheet_or_over_the_foot(name: str):
    lowest = [float(y) for y in re.findall(r"BT [\d.]+ (-?[\d.]+) Td", page_of(pdfs()[name]))]
    assert min(lowest) > 4
    ordered = sorted(lowest)
    layout = WHOLE if name == "poster" else WITH_STRIPS
    above_the_strips = [y for y in ordered if y > layout.foot * 72 / 25.4]
    foot, next_above = above_the_strips[0], above_the_strips[1]
    assert next_above - foot > 15


def test_the_longest_words_hold_on_the_poster_or_are_refused():
    long = replace(SCHOOL, name="Lycée polyvalent et professionnel des métiers de Villeneuve-Saint-Georges-sur-Marne")
    kit = build(long, PUBLIC, SchoolPage(), AT)
    xs = [float(x) for x in re.findall(r"BT ([\d.]+) -?[\d.]+ Td", page_of(kit.poster_pdf))]
    assert min(xs) >= 12 * 72 / 25.4 - 1


def test_black_is_the_only_colour():
    for pdf in pdfs().values():
        colours = re.findall(r"[\d. ]+ (?:rg|RG|k|K)\b", page_of(pdf))
        assert colours == []


def test_the_same_input_gives_the_same_bytes_in_any_process():
    here = [hashlib.sha256(pdf).hexdigest() for pdf in pdfs().values()]
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Cayenne")):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", PRINT_ALL]
        printed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert printed.stdout.split() == here


def test_another_day_of_verification_is_printed():
    later = build(SCHOOL, PUBLIC, SchoolPage(), AT.replace(day=23))
    assert later.poster_pdf != build(SCHOOL, PUBLIC, SchoolPage(), AT).poster_pdf


def test_neither_poster_nor_sticker_names_what_could_mark_a_child():
    written = (ROOT / "data" / "kit" / "affiche.yml").read_text(encoding="utf-8")
    said = "\n".join(line for line in written.splitlines() if not line.startswith("#") and "auteur:" not in line)
    assert re.search(r"violen|victime|agress|maltrait|viol\b|abus|suicid", said, re.IGNORECASE) is None


def test_every_strip_is_where_a_schools_printer_prints():
    """Printers leave about 5 mm of the sheet white: a code cut by the edge leads nowhere."""
    drawn = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) [\d.]+ re", page_of(whole_kit().strips_pdf))
    strips = [(float(x), float(x) + float(width)) for x, y, width in drawn if float(y) > 297 - WITH_STRIPS.foot]
    assert len(strips) > 100 * WITH_STRIPS.strips
    assert min(left for left, _ in strips) > 6
    assert max(right for _, right in strips) < 204

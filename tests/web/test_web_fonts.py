"""The letters that « Affichage » offers: those that were drawn, fewer of them, and every one that we write."""

import importlib.util
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "web" / "client" / "fonts"
NAMES = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")


@pytest.mark.parametrize("name", NAMES)
def test_they_are_what_our_tool_makes_of_the_drawn_ones_and_the_licence_is_beside_them(name: str):
    found = importlib.util.spec_from_file_location("fonts", ROOT / "web" / "client" / "dev" / "fonts.py")
    assert found
    assert found.loader
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    assert tool.lighter(tool.DRAWN / name) == (FONTS / name).read_bytes()
    assert (FONTS / tool.LICENCE).read_bytes() == (tool.DRAWN / tool.LICENCE).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_that_we_write_and_that_was_drawn_is_missing(name: str):
    written = [*(ROOT / "data" / "responses").glob("**/*.yml"), *(ROOT / "web/client/src/texts").glob("*.ts")]
    letters = {ord(letter) for path in written for letter in path.read_text(encoding="utf-8")}
    drawn = set(TTFont(ROOT / "data" / "kit" / "fonts" / name).getBestCmap())
    served = set(TTFont(FONTS / name).getBestCmap())
    assert letters & drawn <= served
    assert {ord(letter) for letter in "éèêëàâçîïôùûüÿœŒæÉÀÇ«»’…–—€\u00a0"} <= served

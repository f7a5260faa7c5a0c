"""The ENT's look as an operator writes it: what is accepted can be read by everybody, what is refused says what to write instead."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as checking
from hypothesis import strategies as st

from settings import SettingsError
from settings.contrast import Colour, colour_of, ratio, written
from settings.theme import DARK_GROUNDS, LIGHT_GROUNDS, Shades, Theme, load_theme
from web.theme import sheet_of

ENOUGH = 4.5
OURS = (Path(__file__).resolve().parents[2] / "web/client/src/styles/theme.css").read_text(encoding="utf-8")


def load(folder: Path, said: object) -> Theme:
    path = folder / "theme.yml"
    path.write_text(said if isinstance(said, str) else yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return load_theme("PARLONS_EN_THEME", path)


def rgb(value: str) -> Colour:
    found = colour_of(value)
    assert found is not None
    return found


def pairs_of(shades: Shades, grounds: tuple[Colour, ...], text: Colour) -> list[tuple[Colour, Colour]]:
    """Every pair of what is read and what it is read on."""
    accent, soft = rgb(shades.accent), rgb(shades.soft)
    return [*((accent, ground) for ground in (*grounds, soft)), (rgb(shades.ink), accent), (text, soft)]


def test_the_grounds_are_those_of_our_sheet():
    light, dark = OURS.split("@media (prefers-color-scheme: dark)")[:2]
    for sheet, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        named = [re.search(rf"--pe-{name}: (#\w+);", sheet) for name in ("ground", "surface", "warm", "urgent-soft")]
        assert tuple(rgb(found[1]) for found in named if found) == grounds


# Worked out by hand with the formula of WCAG 2.2: black on white, white on itself, and the two greys that pages about contrast quote.
@pytest.mark.parametrize(("one", "other", "known"), [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48)])  # fmt: skip
def test_contrast_is_that_of_wcag(one: str, other: str, known: float):
    assert ratio(rgb(one), rgb(other)) == pytest.approx(known, abs=0.01)


@checking(max_examples=300, deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_that_is_accepted_can_be_read_and_one_that_is_refused_comes_with_one_that_is_not(
    tmp_path_factory: pytest.TempPathFactory, colour: Colour
):
    folder = tmp_path_factory.getbasetemp()
    try:
        look = load(folder, {"secondary": {"accent": written(colour)}}).secondary
    except SettingsError as refused:
        better = re.findall(r'"(#\w{6})"', str(refused))
        look = load(folder, {"secondary": {"accent": better[-1]}}).secondary
    assert look.light is not None
    assert look.dark is not None
    for shades, grounds, ink in ((look.light, LIGHT_GROUNDS, "#21323a"), (look.dark, DARK_GROUNDS, "#eef2ef")):
        for text, ground in pairs_of(shades, grounds, rgb(ink)):
            assert ratio(text, ground) >= ENOUGH, (shades, text, ground)


@checking(max_examples=150, deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_same_holds_for_a_dark_accent_of_ones_own(tmp_path_factory: pytest.TempPathFactory, colour: Colour):
    folder = tmp_path_factory.getbasetemp()
    try:
        look = load(folder, {"primary": {"accent_dark": written(colour)}}).primary
    except SettingsError as refused:
        better = re.findall(r'"(#\w{6})"', str(refused))
        look = load(folder, {"primary": {"accent_dark": better[-1]}}).primary
    assert look.dark is not None
    for text, ground in pairs_of(look.dark, DARK_GROUNDS, rgb("#eef2ef")):
        assert ratio(text, ground) >= ENOUGH


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "theme_shape"),
        ("- accent", "theme_shape"),
        ("secondary: [", "theme_file"),
        ("\x00", "theme_file"),
        ("a: " + "x" * 20_000, "theme_shape"),
        ({"tertiary": {}}, "theme_shape"),
        ({"secondary": "#1d6c8b"}, "theme_shape"),
        ({"secondary": {"ground": "#ffffff"}}, "theme_shape"),
        ({"secondary": {"accent": "red;} body{display:none"}}, "theme_colour"),
        ({"secondary": {"accent": "url(https://x.example/a)"}}, "theme_colour"),
        ({"secondary": {"accent": "#1d6c8b "}}, "theme_colour"),
        ({"secondary": {"accent": 123456}}, "theme_colour"),
        ({"secondary": {"accent_dark": "#fff"}}, "theme_colour"),
        ({"secondary": {"font": 'Arimo"; } @import "https://x.example'}}, "theme_font"),
        ({"secondary": {"font": ["Arimo"] * 6}}, "theme_font"),
        ({"secondary": {"font": [3]}}, "theme_font"),
        ({"secondary": {"round": "1px"}}, "theme_round"),
        ({"secondary": {"round": -1}}, "theme_round"),
        ({"secondary": {"round": True}}, "theme_round"),
        ({"secondary": {"round": float("nan")}}, "theme_round"),
    ],
    ids=str,
)
def test_what_is_not_a_theme_is_refused_and_the_variable_is_named(tmp_path: Path, said: object, code: str):
    with pytest.raises(SettingsError, match="PARLONS_EN_THEME") as refused:
        load(tmp_path, said)
    assert refused.value.code == code


def test_a_colour_that_is_too_pale_is_named_with_its_ground_its_contrast_and_one_that_suits(tmp_path: Path):
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, {"secondary": {"accent": "#ff8d2e"}})
    said = str(refused.value)
    assert "#ff8d2e" in said
    ground, quoted, better = re.findall(r"fond (#\w{6}) \(contraste (\d,\d).*\"(#\w{6})\"", said)[0]
    assert float(quoted.replace(",", ".")) == pytest.approx(ratio(rgb("#ff8d2e"), rgb(ground)), abs=0.1)
    assert float(quoted.replace(",", ".")) < ENOUGH <= ratio(rgb(better), rgb(ground))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match="ne peut pas être lu"):
        load_theme("PARLONS_EN_THEME", tmp_path / "absent.yml")


def test_the_sheet_sets_properties_of_ours_and_nothing_else(tmp_path: Path):
    look = {"accent": "#1d6c8b", "font": ["Arimo", "Comfortaa"], "round": 0.5}
    sheet = sheet_of(load(tmp_path, {"secondary": look, "primary": {"accent": "#1a6a96"}})).decode()
    declared = set(re.findall(r"[{;]\s*([\w-]+):", sheet))
    assert declared == {
        *(f"--pe-{name}" for name in ("accent", "accent-ink", "accent-soft", "own", "font", "round", "round-small"))
    }
    assert "url(" not in sheet
    assert sheet.count('[data-register="primaire"]') == 2  # its light and its dark


def test_every_edifice_colour_comes_with_one_that_can_be_used(tmp_path: Path):
    for colour in ("#ff8d2e", "#2a9cc8", "#46afe6"):
        with pytest.raises(SettingsError) as refused:
            load(tmp_path, {"secondary": {"accent": colour}})
        assert load(tmp_path, {"secondary": {"accent": re.findall(r'"(#\w{6})"', str(refused.value))[-1]}})

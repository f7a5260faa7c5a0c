"""The ENT's colours and letters, chosen by the operator: a foreign frame cannot read the page around it (issue 8, point 1).

One accent for each look, `secondary` (colleges and lycées, the adults' pages) and `primary` (the first degree), which must be readable as
text on the grounds of ours and carry text itself; letters by their names only, from what the device has: nothing is loaded from elsewhere.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from settings.contrast import ENOUGH, Colour, colour_of, mixed, nearest, ratio, written
from settings.errors import SettingsError

# Of web/client/src/styles/theme.css: the ground, what lies on it, what is noticed, what is urgent, in the light and in the dark.
LIGHT_GROUNDS: tuple[Colour, ...] = ((0xF6, 0xF2, 0xEA), (0xFF, 0xFD, 0xF9), (0xFA, 0xEE, 0xDB), (0xFD, 0xEC, 0xEA))
DARK_GROUNDS: tuple[Colour, ...] = ((0x15, 0x1D, 0x21), (0x1F, 0x29, 0x2E), (0x3D, 0x32, 0x22), (0x3C, 0x1D, 0x1B))
LIGHT_INK, DARK_INK = (0xFF, 0xFF, 0xFF), (0x10, 0x27, 0x2A)  # on the accent
SOFT = 0.12  # how much of the accent is in the grounds that it tints
MOST_ROUND = 2.0  # rem
MOST_BYTES, MOST_FONTS = 10_000, 5
_FONT = re.compile(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9 \-]{0,39}")
_KEYS = {"accent", "accent_dark", "font", "round"}
_LOOKS = ("secondary", "primary")


@dataclass(frozen=True)
class Shades:
    """An accent, the ink on it, and the ground that it tints, each `#rrggbb`."""

    accent: str
    ink: str
    soft: str


@dataclass(frozen=True)
class Look:
    """`light`, `dark`: the shades of each scheme, None for ours; `font`: names of letters, first choice first; `round`: of corners, in rem."""

    light: Shades | None = None
    dark: Shades | None = None
    font: tuple[str, ...] = ()
    round: float | None = None


@dataclass(frozen=True)
class Theme:
    """What the ENT looks like, at the secondary and at the primary level."""

    secondary: Look
    primary: Look


def load_theme(variable: str, path: Path) -> Theme:
    """Read the YAML file; raises SettingsError (French) when it is unreadable, says what it may not, or cannot be read by everybody."""
    try:
        content = path.read_bytes()
        said = yaml.safe_load(content.decode("utf-8")) if len(content) <= MOST_BYTES else None
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise SettingsError(variable, "theme_file") from error
    if not isinstance(said, dict) or not said or not set(said) <= set(_LOOKS):
        raise SettingsError(variable, "theme_shape")
    return Theme(*(_look(variable, said.get(name, {})) for name in _LOOKS))


def _look(variable: str, said: Any) -> Look:
    if not isinstance(said, dict) or not set(said) <= _KEYS:
        raise SettingsError(variable, "theme_shape")
    light = _shades(variable, said["accent"], LIGHT_GROUNDS, 0) if "accent" in said else None
    dark = _dark(variable, said)
    return Look(light, dark, _fonts(variable, said.get("font", [])), _round(variable, said.get("round")))


def _dark(variable: str, said: dict[str, Any]) -> Shades | None:
    """The accent of the dark scheme; where only the other one is said, that one, made light enough."""
    if "accent_dark" in said:
        return _shades(variable, said["accent_dark"], DARK_GROUNDS, 1)
    usual = colour_of(said.get("accent"))
    if usual is None:
        return None
    return _around(nearest(usual, lambda each: _least(each, DARK_GROUNDS) >= ENOUGH, 1), DARK_GROUNDS)


def _shades(variable: str, said: object, grounds: tuple[Colour, ...], towards: float) -> Shades:
    accent = colour_of(said)
    if accent is None:
        raise SettingsError(variable, "theme_colour")
    if _least(accent, grounds) < ENOUGH:
        better = nearest(accent, lambda each: _least(each, grounds) >= ENOUGH, towards)
        worst = min(_all(accent, grounds), key=lambda ground: ratio(accent, ground))
        found = {"colour": written(accent), "ground": written(worst), "better": written(better)}
        found["ratio"] = _french(ratio(accent, worst))
        raise SettingsError(variable, "theme_contrast", enough=_french(ENOUGH), **found)
    return _around(accent, grounds)


def _least(accent: Colour, grounds: tuple[Colour, ...]) -> float:
    """The contrast of an accent with the ground that suits it least, the one that it tints included."""
    return min(ratio(accent, ground) for ground in _all(accent, grounds))


def _all(accent: Colour, grounds: tuple[Colour, ...]) -> tuple[Colour, ...]:
    return (*grounds, mixed(accent, grounds[1], SOFT))


def _around(accent: Colour, grounds: tuple[Colour, ...]) -> Shades:
    ink = max((LIGHT_INK, DARK_INK), key=lambda each: ratio(each, accent))
    return Shades(written(accent), written(ink), written(mixed(accent, grounds[1], SOFT)))


def _fonts(variable: str, said: object) -> tuple[str, ...]:
    names = [said] if isinstance(said, str) else said
    if not isinstance(names, list) or len(names) > MOST_FONTS:
        raise SettingsError(variable, "theme_font")
    if not all(isinstance(name, str) and _FONT.fullmatch(name) for name in names):
        raise SettingsError(variable, "theme_font")
    return tuple(names)


def _round(variable: str, said: object) -> float | None:
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= MOST_ROUND:
        raise SettingsError(variable, "theme_round")
    return float(said)


def _french(number: float) -> str:
    """Never rounded up to what would be enough."""
    return f"{math.floor(number * 10) / 10:.1f}".replace(".", ",")

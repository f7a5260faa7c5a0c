"""Contrast as WCAG 2.2 counts it, and the nearest colour that has enough of it. Pure."""

import colorsys
import re
from collections.abc import Callable

ENOUGH = 4.5  # of text, WCAG 1.4.3
Colour = tuple[int, int, int]
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_LINEAR_UNDER, _STEPS = 0.04045, 200


def colour_of(written: object) -> Colour | None:
    """`#rrggbb`; None for anything else."""
    if not isinstance(written, str) or not _HEX.fullmatch(written):
        return None
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def written(colour: Colour) -> str:
    """`#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def ratio(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`other` with so much of `one` in it (0 to 1)."""
    red, green, blue = (round(b + (a - b) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def nearest(colour: Colour, is_fine: Callable[[Colour], bool], towards: float) -> Colour:
    """The colour of that hue nearest to it that is fine; `towards` 0 looks among the darker ones (black at the end), 1 among the lighter."""
    hue, light, strength = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    for step in range(_STEPS):
        shade = colorsys.hls_to_rgb(hue, light + (towards - light) * step / _STEPS, strength)
        red, green, blue = (round(channel * 255) for channel in shade)
        if is_fine((red, green, blue)):
            return red, green, blue
    return (0, 0, 0) if towards == 0 else (255, 255, 255)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_UNDER else ((channel + 0.055) / 1.055) ** 2.4

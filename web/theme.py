"""The operator's theme as a sheet of ours, worn after the others: custom properties only, so that it can change nothing else.

`:where` keeps it as light as what it replaces: what a pupil chose under « Affichage » (strong contrast, other letters) still wins.
"""

from collections.abc import Iterator

from settings.theme import Look, Shades, Theme

SHEET = "theme.css"
_OURS = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
_PRIMARY = '[data-register="primaire"]'
_DARK = "@media (prefers-color-scheme: dark)"  # as in our sheets: « Affichage » finds it by these words (web/client/src/display/choices.ts)
_ON_SCREEN = "@media screen"  # paper is white


def sheet_of(theme: Theme) -> bytes:
    """The sheet."""
    rules = [*_rules(theme.secondary, ""), *_rules(theme.primary, _PRIMARY)]
    return ("\n".join(rules) + "\n").encode()


def _rules(look: Look, whose: str) -> Iterator[str]:
    lightly = f":root:where({whose})" if whose else ":root"
    usual = [*_colours(look.light), *_font(look.font)]
    if usual:
        yield _rule(lightly, usual)
    if look.dark:
        yield f"{_DARK} {{ {_ON_SCREEN} {{ {_rule(lightly, _colours(look.dark))} }} }}"
    if look.round is not None:
        yield _rule(f":root{whose}", [f"--pe-round: {look.round:g}rem;", f"--pe-round-small: {look.round / 2:g}rem;"])


def _colours(shades: Shades | None) -> list[str]:
    if shades is None:
        return []
    named = {"accent": shades.accent, "accent-ink": shades.ink, "accent-soft": shades.soft, "own": shades.soft}
    return [f"--pe-{name}: {value};" for name, value in named.items()]


def _font(names: tuple[str, ...]) -> list[str]:
    quoted = ", ".join(f'"{name}"' for name in names)
    return [f"--pe-font: {quoted}, {_OURS};"] if names else []


def _rule(selector: str, properties: list[str]) -> str:
    return f"{selector} {{ {' '.join(properties)} }}"

"""The contact sheets: one picture for each audience, of every state that `tests/pages` has kept.

python -m tests.pages.contact_sheet FOLDER_OF_PICTURES FOLDER_OF_SHEETS
"""

import base64
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

AUDIENCES = ("eleve", "referent", "administrateur")
WIDTH = 1600
STYLE = """body { margin: 0; padding: 24px; background: #e9e4da; font: 15px system-ui, sans-serif; color: #21323a }
main { display: flex; flex-wrap: wrap; gap: 18px; align-items: flex-start } figure { margin: 0 }
img { display: block; height: 300px; border-radius: 8px; box-shadow: 0 2px 8px #0003 } figcaption { padding: 6px 2px }"""


def states_of(folder: Path, audience: str) -> dict[str, list[Path]]:
    """The pictures of each state, in the order of the walk."""
    states: dict[str, list[Path]] = {}
    for picture in sorted(folder.glob(f"{audience}-*.png"), reverse=True):
        states.setdefault(picture.stem.rsplit("-", 1)[0], []).append(picture)
    return dict(sorted(states.items()))


def page_of(states: dict[str, list[Path]], audience: str) -> str:
    """One page of thumbnails with their names."""
    figures = (
        figure
        for state, pictures in states.items()
        for figure in _figures(state.removeprefix(f"{audience}-")[2:].replace("-", " "), pictures)
    )
    return (
        f"<!doctype html><html lang=fr><title>{audience}</title><style>{STYLE}</style><main>{''.join(figures)}</main>"
    )


def _figures(name: str, pictures: Iterable[Path]) -> Iterable[str]:
    for picture in pictures:
        data = base64.b64encode(picture.read_bytes()).decode()
        yield f'<figure><img alt="" src="data:image/png;base64,{data}"><figcaption>{name}</figcaption></figure>'


def main() -> None:
    """Write the sheets, as JPEG."""
    folder, out = (Path(argument) for argument in sys.argv[1:3])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        for audience in AUDIENCES:
            page.set_content(page_of(states_of(folder, audience), audience))
            sheet = out / f"planche-{audience}.jpg"
            page.screenshot(path=sheet, full_page=True, type="jpeg", quality=72)
            sys.stdout.write(f"{sheet}  {sheet.stat().st_size // 1024} ko\n")
        browser.close()


if __name__ == "__main__":
    main()

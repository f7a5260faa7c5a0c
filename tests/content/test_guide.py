"""An editor who has never seen the project does what docs/fr/equipe-contenu.md says, from the first line to the last, in a copy of the project."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "fr" / "equipe-contenu.md"
NOT_COPIED = shutil.ignore_patterns(".*", "node_modules", "models", "var", "__pycache__", "pictures")
BLOCK = re.compile(r"```(sh|yaml)\n(.*?)```", re.DOTALL)
# What must be on the screen after a command, said here in other words than the program's own sentences where that can be.
AFTER = {
    "content check": r"\b0 erreur",
    "content map": r"var/carte\.html",
    "content replay": r"compris : harcelement",
    "content diff": r"var/comparaison\.html",
    "content gate": r"(?i)accepté",
    "content import phrases.xlsx --essai": r"(?i)rien",
    "understand": r"\d %",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guide") / "parlons-en"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / "models").mkdir()
    for path in (ROOT / "models").glob("parlons-en.tar.gz*"):
        shutil.copy(path, folder / "models")
    (folder / "var").mkdir()
    return folder


def test_every_command_of_the_guide_does_what_it_says(copy: Path):
    text = GUIDE.read_text(encoding="utf-8")
    editor = Editor(copy)
    for kind, block, before in blocks(text):
        if kind == "yaml":
            editor.adds(block, before)
        else:
            for at, command in enumerate(block.strip().splitlines()):
                editor.changes_what_is_said(before if at == 0 else "")
                editor.runs(command.partition("  #")[0].strip())
    assert editor.changed == {"data/responses/fugue.yml", "data/nlu/fugue.yml"}
    assert {"models/essai.tar.gz", "models/essai.tar.gz.gate.json", "var/carte.html", "var/comparaison.html"} <= {
        str(path.relative_to(copy)) for path in copy.rglob("*") if path.is_file()
    }


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Each block with its kind and the words since the block before it."""
    end = 0
    for found in BLOCK.finditer(text):
        yield found[1], found[2], text[end : found.start()]
        end = found.end()


class Editor:
    """Who follows the guide to the letter: its own words say what is typed and where."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.changed: set[str] = set()

    def adds(self, line: str, before: str) -> None:
        """« Dans `FILE`, sous le premier `MARK`, ajoutez une ligne »."""
        found = re.search(r"Dans `([^`]+)`, sous le premier `([^`]+)`, ajoutez", before)
        assert found, before
        self._write(found[1], lambda text: text.replace(f"{found[2]}\n", f"{found[2]}\n{line}", 1))

    def changes_what_is_said(self, before: str) -> None:
        """« Ouvrez `FILE` … Trouvez « OLD » et écrivez à la place « NEW » »."""
        found = re.search(r"Trouvez « ([^»]+) » et écrivez à la place « ([^»]+) »", before)
        if found is None:
            return
        opened = re.search(r"Ouvrez `([^`]+)`", before)
        assert opened
        self._write(opened[1], lambda text: text.replace(found[1], found[2]))

    def _write(self, file: str, change: Callable[[str], str]) -> None:
        path = self._folder / file
        text = path.read_text(encoding="utf-8")
        assert change(text) != text, f"{file}: nothing to change there"
        path.write_text(change(text), encoding="utf-8")
        self.changed.add(file)

    def runs(self, command: str) -> None:
        ended = subprocess.run(
            ["/bin/sh", "-c", command],
            check=False,
            cwd=self._folder,
            env={**os.environ, "COLUMNS": "200", "HOME": str(self._folder.parent)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        said = f"$ {command}\n{ended.stdout}\n{ended.stderr}"
        assert ended.returncode == 0, said
        wanted = max((each for each in AFTER if each in command), key=len, default=None)
        assert wanted is None or re.search(AFTER[wanted], ended.stdout + ended.stderr), said

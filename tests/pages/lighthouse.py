"""Lighthouse, asked about a page of a Chromium that listens on a port (`tests/lighthouse/audit.mjs`)."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "lighthouse"
PATIENCE = 180


@dataclass
class Lighthouse:
    """What was found, by the name of the page; kept as JSON beside the pictures."""

    port: int
    kept: Path
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    def opens(self, name: str, address: str) -> None:
        """A fresh load, in a tab of its own: accessibility, and how fast."""
        self._ask(name, {"open": address})

    def looks_at(self, name: str, address: str) -> None:
        """The open page whose address holds these words, as it stands: accessibility."""
        self._ask(name, {"shown": address})

    def _ask(self, name: str, asked: dict[str, str]) -> None:
        question = json.dumps({"port": self.port, **asked})
        done = subprocess.run(
            ["node", "audit.mjs", question], cwd=FOLDER, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert done.returncode == 0, done.stderr[-2_000:]
        self.found[name] = json.loads(done.stdout)
        self.kept.write_text(json.dumps(self.found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @property
    def not_whole(self) -> dict[str, Any]:
        """The pages under 100 for accessibility, with what failed."""
        return {name: one["failed"] for name, one in self.found.items() if one["accessibility"] != 100}

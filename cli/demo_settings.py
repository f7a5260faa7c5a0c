"""The settings of a demonstration: ports in a row, fresh secrets, one school; everything under one folder."""

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml

SCHOOL = {"id": "col-zola", "uai": "0330139P", "name": "Collège Émile-Zola", "zone": "A", "level": "college"}
GROUP = {"group_id": "grp-parlons-en", "group_name": "Violences, parlons-en"}


@dataclass(frozen=True)
class DemoSettings:
    """Where everything of one demonstration is."""

    folder: Path
    port_base: int

    @property
    def ent_url(self) -> str:
        """Where browsers find the emulated ENT."""
        return f"http://ent.localhost:{self.port_base}"

    @property
    def bot_url(self) -> str:
        """Where browsers find the assistant and the desk."""
        return f"http://bot.localhost:{self.port_base + 1}"

    @property
    def database_url(self) -> str:
        """One SQLite file."""
        return f"sqlite:///{self.folder / 'parlons-en.db'}"

    def environment(self) -> dict[str, str]:
        """The PARLONS_EN_… variables, with secrets made anew; writes the list of schools."""
        schools = self.folder / "schools.yml"
        schools.write_text(yaml.safe_dump([{**SCHOOL, **GROUP}], allow_unicode=True), encoding="utf-8")
        loopback = "http://127.0.0.1"
        return {
            "PARLONS_EN_DATABASE": self.database_url,
            "PARLONS_EN_SERVER_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "PARLONS_EN_PUBLIC_URL": self.bot_url,
            "PARLONS_EN_ENT_PUBLIC_URL": self.ent_url,
            "PARLONS_EN_ENT_API_URL": f"{loopback}:{self.port_base}",
            "PARLONS_EN_ENT_CLIENT_ID": "vpe-bot",
            "PARLONS_EN_ENT_CLIENT_SECRET": "demo-secret",
            "PARLONS_EN_ENT_BELL_CLIENT_ID": "vpe-bell",
            "PARLONS_EN_ENT_BELL_CLIENT_SECRET": "demo-bell-secret",
            "PARLONS_EN_RASA_URL": f"{loopback}:{self.port_base + 2}",
            "PARLONS_EN_RASA_SECRET": secrets.token_urlsafe(32),
            "PARLONS_EN_ACTIONS_URL": f"{loopback}:{self.port_base + 3}",
            "PARLONS_EN_ACTIONS_SECRET": secrets.token_urlsafe(32),
            "PARLONS_EN_SCHOOLS": str(schools),
            "PARLONS_EN_EXIT_URL": "https://meteofrance.com",
        }

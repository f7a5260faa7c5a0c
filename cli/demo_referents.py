"""Makes the demonstration's referents ready: their keys are made by the browser's own code (under Node), as if at the desk."""

import json
import shutil
import subprocess
from datetime import datetime
from typing import Any

from cli.stack import ROOT, StackError
from handoff.database import open_database
from handoff.directory import MonthKey, ReferentKeys, enrol

PASSPHRASE = "quatre petits chats bleus"  # noqa: S105 (shown to whoever runs the demonstration)
ENROL = ROOT / "web" / "static" / "built" / "enrol.mjs"
# The ids and names of emulator/seed.yml.
REFERENTS = (
    {"id": "c3d5c0de-0000-4000-8000-000000000001", "name": "Sophie Lemoine", "function": "CPE"},
    {"id": "c3d5c0de-0000-4000-8000-000000000002", "name": "Ibrahim Diallo", "function": "Infirmier"},
)


def enrol_referents(database_url: str, school_id: str, now: datetime) -> None:
    """Give each referent of the demonstration a key opened by PASSPHRASE.

    Raises:
        StackError: Node is missing, or the browser code is not built.
    """
    database = open_database(database_url)
    for referent, made in zip(REFERENTS, key_sets(len(REFERENTS), now), strict=True):
        enrol(database, _keys(referent, made, school_id, now))
    database.dispose()


def _keys(referent: dict[str, str], made: dict[str, Any], school_id: str, now: datetime) -> ReferentKeys:
    return ReferentKeys(
        referent_id=referent["id"],
        school_id=school_id,
        name=referent["name"],
        function=referent["function"],
        wrapped_key=made["wrapped_key"],
        key_recipient=made["key_recipient"],
        months=tuple(MonthKey(**month) for month in made["months"]),
        enrolled_at=now,
    )


def key_sets(count: int, now: datetime) -> list[dict[str, Any]]:
    """What `count` referents' pages would post to the desk, all opened by PASSPHRASE.

    Raises:
        StackError: Node is missing, or the browser code is not built.
    """
    node = shutil.which("node")
    if node is None or not ENROL.is_file():
        raise StackError("Il manque Node.js ou le code du navigateur. Lancez « bin/setup ».")
    asked = json.dumps({"passphrase": PASSPHRASE, "month": now.strftime("%Y-%m"), "count": count})
    made = subprocess.run([node, ENROL], input=asked, capture_output=True, text=True, check=True, encoding="utf-8")
    return list(json.loads(made.stdout))

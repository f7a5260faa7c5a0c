"""Makes the demonstration's referents ready: their keys are made by the browser's own code (under Node), as if at the desk, and they
countersign one another's, as three people in one room would.
"""

import json
import shutil
import subprocess
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Engine

from cli.stack import ROOT, StackError
from handoff.database import open_database
from handoff.keys import directory, vouching
from handoff.keys.sets import Lock, MonthKey, ReferentKeys
from handoff.keys.vouching import Vouch

PASSPHRASE = "quatre petits chats bleus"  # noqa: S105 (shown to whoever runs the demonstration)
ENROL = ROOT / "web" / "static" / "built" / "enrol.mjs"
# The ids and names of emulator/seed.yml.
REFERENTS = (
    {"id": "c3d5c0de-0000-4000-8000-000000000001", "name": "Sophie Lemoine", "function": "CPE"},
    {"id": "c3d5c0de-0000-4000-8000-000000000002", "name": "Ibrahim Diallo", "function": "Infirmier"},
    {"id": "c3d5c0de-0000-4000-8000-000000000007", "name": "Samira Benali", "function": "Assistante sociale"},
)


def enrol_referents(database_url: str, school_id: str, now: datetime, work: int | None = None) -> None:
    """Give each referent of the demonstration a key opened by PASSPHRASE, that counts. `work`: scrypt's log2 N, lowered by tests only.

    Raises:
        StackError: Node is missing, or the browser code is not built.
    """
    made = key_sets(school_id, now, work)
    database = open_database(database_url)
    for referent, keys in zip(REFERENTS, made, strict=True):
        directory.enrol(database, _keys(referent, keys, school_id, now))
    for referent, keys in zip(REFERENTS, made, strict=True):
        _countersign(database, referent["id"], keys["countersigns"], (school_id,), now)
    database.dispose()


def key_sets(school_id: str, now: datetime, work: int | None = None) -> list[dict[str, Any]]:
    """What the referents' pages would post to the desk, each opened by PASSPHRASE, with what each signs of the others' keys.

    Raises:
        StackError: Node is missing, or the browser code is not built.
    """
    node = shutil.which("node")
    if node is None or not ENROL.is_file():
        raise StackError("Il manque Node.js ou le code du navigateur. Lancez « bin/setup ».")
    ceremony = {"school": school_id, "ids": [referent["id"] for referent in REFERENTS]}
    asked = {"passphrase": PASSPHRASE, "month": now.strftime("%Y-%m"), "count": len(REFERENTS), "ceremony": ceremony}
    question = json.dumps(asked if work is None else asked | {"work": work})
    made = subprocess.run([node, ENROL], input=question, capture_output=True, text=True, check=True, encoding="utf-8")
    return list(json.loads(made.stdout))


def _keys(referent: dict[str, str], made: dict[str, Any], school_id: str, now: datetime) -> ReferentKeys:
    return ReferentKeys(
        referent_id=referent["id"],
        school_id=school_id,
        name=referent["name"],
        function=referent["function"],
        locks=tuple(Lock(id=str(uuid.uuid4()), **lock) for lock in made["locks"]),
        key_recipient=made["key_recipient"],
        signing_key=made["signing_key"],
        wrapped_signing=made["wrapped_signing"],
        months=tuple(MonthKey(**month) for month in made["months"]),
        enrolled_at=now,
    )


def _countersign(
    database: Engine, by: str, given: dict[str, dict[str, str]], group: tuple[str, ...], now: datetime
) -> None:
    for referent_id, signed in given.items():
        vouching.countersign(database, Vouch(referent_id, by, **signed), group, now)

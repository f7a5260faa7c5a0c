"""Makes the demonstration's referents ready: their keys are made by the browser's own code (under Node), as if at the desk."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from cli.stack import ROOT, StackError

PASSPHRASE = "quatre petits chats bleus"
ENROL = ROOT / "web" / "static" / "built" / "enrol.mjs"
REFERENTS = (
    {"id": "mme.lemoine", "name": "Mme Lemoine", "function": "CPE"},
    {"id": "m.diallo", "name": "M. Diallo", "function": "infirmier"},
)


def key_set(today: date, passphrase: str = PASSPHRASE) -> dict[str, Any]:
    """One referent's keys, as the desk's page would post them.

    Raises:
        StackError: Node is missing, or the browser code is not built.
    """
    node = shutil.which("node")
    if node is None or not Path(ENROL).is_file():
        raise StackError("Il manque Node.js ou le code du navigateur. Lancez « bin/setup ».")
    asked = json.dumps({"passphrase": passphrase, "month": today.strftime("%Y-%m")})
    made = subprocess.run([node, str(ENROL)], input=asked, capture_output=True, text=True, check=True, encoding="utf-8")
    return dict(json.loads(made.stdout))

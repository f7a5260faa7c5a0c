"""docs/contracts/envelope.md names every refusal there is, and none that is not."""

import re
from pathlib import Path

from web.problems import STATUS_OF
from web.pupil.announced import SIZES as PIECE_SIZES
from web.pupil.envelope_checks import MOST_ARMOUR, MOST_EXCLUDED, MOST_READERS, MOST_WORD, SIZES

ROOT = Path(__file__).parents[2]
CONTRACT = (ROOT / "docs" / "contracts" / "envelope.md").read_text(encoding="utf-8")
CLIENT = ROOT / "web" / "client" / "src"
REFUSALS = CONTRACT[CONTRACT.index("## Who refuses what") : CONTRACT.index("## Test vectors")]
SERVER, READER = REFUSALS.split("By the reader's browser")


def cells(text: str) -> set[str]:
    """The codes of the last column of a table."""
    rows = [line.rsplit("|", 2)[1] for line in text.splitlines() if line.startswith("| **")]
    return {code for cell in rows for code in re.findall(r"`(\w+)`", cell)}


def union(file: str, after: str) -> set[str]:
    """The strings of a TypeScript union that follows these words."""
    source = (CLIENT / file).read_text(encoding="utf-8")
    found = re.search(re.escape(after) + r'\s*((?:"\w+"[ |]*)+)', source)
    assert found, after
    return set(re.findall(r'"(\w+)"', found[1]))


def test_every_refusal_of_the_sealing_is_named():
    at_sealing = SERVER[: SERVER.index("By the server")]
    assert set(re.findall(r"`(\w+)` \(", at_sealing)) == union("sealing.ts", "readonly code:")


def test_every_refusal_of_the_reader_is_named():
    flaws = union("opening.ts", "type Flaw =") | union("sealed/piece-sealing.ts", "readonly flaw:")
    assert cells(READER) == flaws | {"no_month", "SecretRefused"}


def test_every_refusal_of_the_server_exists():
    assert cells(SERVER) <= set(STATUS_OF)
    about = {code for code in STATUS_OF if code.startswith(("envelope_", "attachment_")) or code == "readers_changed"}
    assert about <= cells(SERVER)
    for status, code in re.findall(r"(\d{3}) `(\w+)`", SERVER):
        assert STATUS_OF[code] == int(status), code


def test_each_of_the_five_kinds_of_bad_envelope_is_refused_on_both_sides():
    for side in (SERVER, READER):
        kinds = set(re.findall(r"\| \*\*(\w+)\*\*", side))
        assert kinds == {"wrong", "expired", "replayed", "oversized", "foreign"}


def test_the_limits_are_those_of_the_code():
    assert f"over {MOST_ARMOUR:,} characters" in SERVER
    assert f"more than {MOST_EXCLUDED} people" in SERVER
    assert f"more than {MOST_READERS} readers" in SERVER
    assert f"a word over {MOST_WORD} characters" in SERVER
    assert ", ".join(map(str, SIZES[:2])) + f" or {SIZES[2]} bytes" in CONTRACT
    assert ", ".join(map(str, PIECE_SIZES[:4])) in CONTRACT
    assert f"or {PIECE_SIZES[4]} bytes" in CONTRACT

"""The report that publishing wants: read as written, or refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.gate.verdict import ACCEPTED, REFUSED, BadVerdictError, Verdict, read_verdict, verdict_path, write_verdict

WHOLE = Verdict("a" * 64, "b" * 64, ACCEPTED, "2026-11-23T05:00:00+01:00", {"heard": 334, "dangers": 343}, "c" * 64)


def test_it_is_beside_its_model():
    assert verdict_path(Path("models/neuf.tar.gz")) == Path("models/neuf.tar.gz.gate.json")


@given(
    st.lists(st.text(), max_size=3),
    st.dictionaries(st.text(), st.integers(), max_size=4),
    st.sampled_from((ACCEPTED, REFUSED)),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, reasons: list[str], counts: dict[str, int], said: str
):
    path = tmp_path_factory.mktemp("verdict") / "m.gate.json"
    verdict = Verdict("a" * 64, "b" * 64, said, "2026-11-23T05:00:00+01:00", counts, "", tuple(reasons))
    write_verdict(path, verdict)
    assert read_verdict(path) == verdict
    assert [each.name for each in path.parent.iterdir()] == [path.name]  # nothing is left beside it


@pytest.mark.parametrize(
    "changed",
    [
        {"model_sha256": "a" * 63},
        {"model_sha256": "A" * 64},
        {"set_sha256": 3},
        {"verdict": "oui"},
        {"verdict": True},
        {"at": "2026-11-23T05:00:00"},  # no offset: of which hour?
        {"at": "hier"},
        {"counts": {"heard": "334"}},
        {"counts": {"heard": True}},
        {"counts": []},
        {"reasons": [1]},
        {"reasons": 5},
        {"against_sha256": "c"},
        {"signed": "yes"},
    ],
)
def test_one_that_is_not_whole_is_refused(tmp_path: Path, changed: dict[str, Any]):
    path = tmp_path / "m.gate.json"
    write_verdict(path, WHOLE)
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changed}), "utf-8")
    with pytest.raises(BadVerdictError):
        read_verdict(path)


@pytest.mark.parametrize("field", ["model_sha256", "set_sha256", "verdict", "at", "counts", "reasons"])
def test_one_that_lacks_something_is_refused(tmp_path: Path, field: str):
    path = tmp_path / "m.gate.json"
    write_verdict(path, WHOLE)
    told = json.loads(path.read_text("utf-8"))
    del told[field]
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(BadVerdictError):
        read_verdict(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"null", b"\xff\xfe", b'"a"', b"[" * 100_000])
def test_any_other_file_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "m.gate.json"
    with pytest.raises(BadVerdictError):
        read_verdict(path)
    path.write_bytes(content)
    with pytest.raises(BadVerdictError):
        read_verdict(path)


def test_only_an_accepted_one_accepts():
    assert WHOLE.is_accepted
    assert not Verdict("a" * 64, "b" * 64, REFUSED, WHOLE.at, {}).is_accepted

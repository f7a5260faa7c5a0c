"""A model is read only when it is what its checksum says; the test's own model is any bytes."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model_file import ModelMissingError, checksum_of, verified, write_checksum

ROOT = Path(__file__).resolve().parents[2]
CONTENT = bytes(range(256)) * 5_000  # longer than one piece


@pytest.fixture
def model(tmp_path: Path) -> Path:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(CONTENT)
    write_checksum(model)
    return model


def refusal(model: Path) -> str:
    with pytest.raises(ModelMissingError) as refused, verified(model):
        pytest.fail("the model was handed over")
    assert "bin/parlons-en train" in str(refused.value)
    assert str(model) in str(refused.value)
    return refused.value.code


def test_what_was_trained_is_handed_over_byte_for_byte(model: Path):
    with verified(model) as copy:
        assert copy.read_bytes() == CONTENT
    assert not copy.exists()


def test_sha256sum_reads_our_checksum(model: Path):
    done = subprocess.run(
        ["sha256sum", "-c", checksum_of(model).name], cwd=model.parent, capture_output=True, check=False
    )
    assert done.returncode == 0


def test_a_model_changed_after_it_was_looked_at_is_not_what_is_loaded(model: Path):
    with verified(model) as copy:
        model.write_bytes(b"somebody else's")
        assert copy.read_bytes() == CONTENT


def test_nobody_else_may_write_the_copy(model: Path):
    with verified(model) as copy:
        assert copy.parent.stat().st_mode & 0o077 == 0


def test_without_a_model_or_without_its_checksum_nothing_is_read(model: Path):
    checksum_of(model).unlink()
    assert refusal(model) == "checksum_missing"
    model.unlink()
    assert refusal(model) == "model_missing"


@pytest.mark.parametrize(
    "content", [CONTENT[:-1], CONTENT + b"\0", b"", b"x" + CONTENT[1:]], ids=["cut", "longer", "empty", "one-byte"]
)
def test_a_model_that_is_not_what_its_checksum_says_is_refused(model: Path, content: bytes):
    model.write_bytes(content)
    assert refusal(model) == "checksum_wrong"


def test_the_checksum_of_the_model_before_is_stale(model: Path):
    before = checksum_of(model).read_bytes()
    model.write_bytes(CONTENT * 2)
    write_checksum(model)
    checksum_of(model).write_bytes(before)
    assert refusal(model) == "checksum_wrong"


def test_the_checksum_of_another_file_is_none(model: Path):
    digest = hashlib.sha256(CONTENT).hexdigest()
    checksum_of(model).write_text(f"{digest}  other.tar.gz\n")
    assert refusal(model) == "checksum_unreadable"


@given(written=st.binary(max_size=200))
def test_whatever_stands_in_the_checksum_s_place_is_a_refusal_in_french(
    written: bytes, tmp_path_factory: pytest.TempPathFactory
):
    model = tmp_path_factory.mktemp("any") / "model.tar.gz"
    model.write_bytes(CONTENT[:10])
    checksum_of(model).write_bytes(written)
    assert refusal(model) in ("checksum_unreadable", "checksum_wrong")


def test_the_installed_model_is_what_its_checksum_says():
    with verified(ROOT / "models" / "parlons-en.tar.gz") as copy:
        assert copy.stat().st_size > 1_000_000

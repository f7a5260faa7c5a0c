"""A model keeps its domain so that it is read at once, and it is the domain that Rasa would read."""

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import left_out

left_out.install()

from rasa.engine.graph import ExecutionContext, GraphSchema  # noqa: E402
from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.graph_components.providers.domain_provider import DomainProvider  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402

from bot.kept_domain import FILE, KeptDomain  # noqa: E402

MODEL = Path(__file__).resolve().parents[2] / "models" / "parlons-en.tar.gz"
PROVIDER = "domain_provider"
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    with tarfile.open(MODEL) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "components"


@pytest.fixture
def loaded(unpacked: Path) -> Callable[[type[DomainProvider]], Domain]:
    def load(provider: type[DomainProvider]) -> Domain:
        return provider.load({}, LocalModelStorage(unpacked), Resource(PROVIDER), CONTEXT).provide_inference()

    return load


def test_it_is_the_domain_that_rasa_reads(loaded: Callable[[type[DomainProvider]], Domain]):
    ours, theirs = loaded(KeptDomain), loaded(DomainProvider)
    assert ours.fingerprint() == theirs.fingerprint()
    assert ours.as_yaml() == theirs.as_yaml()


def test_rasa_s_copy_is_not_read_where_ours_is_there(unpacked: Path, loaded: Callable[[type[DomainProvider]], Domain]):
    (unpacked / PROVIDER / "domain.yml").write_text("not: [a domain", encoding="utf-8")
    assert "harcelement" in loaded(KeptDomain).intents


def test_a_model_of_before_has_rasa_s_copy_only(unpacked: Path, loaded: Callable[[type[DomainProvider]], Domain]):
    (unpacked / PROVIDER / FILE).unlink()
    assert loaded(KeptDomain).fingerprint() == loaded(DomainProvider).fingerprint()


def test_a_trained_model_names_ours():
    with tarfile.open(MODEL) as archive:
        metadata = archive.extractfile("metadata.json")
        assert metadata is not None
        assert b"bot.kept_domain.KeptDomain" in metadata.read()

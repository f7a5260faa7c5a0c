"""A model is published under rasa as it is started, while children speak to it: no turn is lost, repeated or refused."""

import io
import re
import shutil
import sqlite3
import tarfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from bot.model_file import checksum_of, write_checksum, written_checksum
from bot.shelf import Pointer, model_of, write_pointer
from bot.switching import short_name
from tests.ports import free_ports
from tests.privacy.conftest import ROOT, Product, environment, start, wait_until_it_serves

SERVED = ROOT / "models" / "parlons-en.tar.gz"
OLD_WORDS, NEW_WORDS = b"Je te crois.", b"Vraiment, je te crois."
SAID = "mon père me frappe"
CHILDREN = 3
PATIENCE = 120.0


def put_on(shelf: Path, publication: str) -> Path:
    model = model_of(shelf, publication)
    model.parent.mkdir(parents=True)
    return model


def other_words(model: Path) -> None:
    """The model that training left, but for what it says."""
    with tarfile.open(SERVED) as source, tarfile.open(model, "w:gz", compresslevel=1) as target:
        for member in source.getmembers():
            content = source.extractfile(member)
            written = content.read() if content else b""
            if member.name.endswith(("domain.yml", "metadata.json")):  # Rasa reads its domain from the second
                written = written.replace(OLD_WORDS, NEW_WORDS)
            member.size = len(written)
            target.addfile(member, io.BytesIO(written) if content else None)
    write_checksum(model)


def publish(shelf: Path, publication: str) -> str:
    sha256 = written_checksum(model_of(shelf, publication))
    write_pointer(shelf, Pointer(publication, sha256, "0" * 64))
    return sha256


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = tmp_path_factory.mktemp("shelf")
    for publication in ("old", "damaged"):
        model = put_on(shelf, publication)
        shutil.copy(SERVED, model)
        write_checksum(model)
    other_words(put_on(shelf, "new"))
    damaged = model_of(shelf, "damaged")
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\0")
    checksum_of(damaged).write_text(f"{'d' * 64}  {damaged.name}\n", "ascii")
    publish(shelf, "old")
    return shelf


@pytest.fixture(scope="module")
def product(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """rasa on a shelf, and the acts."""
    running = Product(tmp_path_factory.mktemp("product"), free_ports(1), free_ports(1), {})
    values = environment(running) | {"PARLONS_EN_MODEL": str(shelf)}
    try:
        running.processes["actions"] = start(
            "actions.server", running.actions_port, running.folder / "actions.log", values
        )
        running.processes["rasa"] = start("bot.server", running.rasa_port, running.folder / "rasa.log", values)
        wait_until_it_serves(running, "rasa", running.rasa("/webhooks/ent/"))
        yield running
    finally:
        for process in running.processes.values():
            process.kill()
            process.wait()


@dataclass
class Children(threading.Thread):
    """Speak without a pause, one conversation after another; keep each answer with the moment when it was asked for."""

    product: Product
    answers: list[tuple[float, float, int, str]] = field(default_factory=list)
    conversations: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__()

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.ended.is_set():
            conversation = uuid.uuid4().hex
            self.takes(conversation, kind="start")
            self.takes(conversation, kind="text", text=SAID)
            self.conversations += 1

    def takes(self, conversation: str, **said: str) -> None:
        asked = time.monotonic()
        answer = self.product.turn(conversation, **said)
        self.answers.append((asked, time.monotonic() - asked, answer.status_code, answer.text))


def serving(product: Product) -> str:
    return str(httpx.get(product.rasa("/webhooks/ent/"), timeout=60).json()["model"])


def wait_until_served(product: Product, sha256: str) -> float:
    until = time.monotonic() + PATIENCE
    while serving(product) != short_name(sha256):
        assert time.monotonic() < until, product.logged()
        time.sleep(0.1)
    return time.monotonic()


def told(product: Product) -> str:
    return product.say(uuid.uuid4().hex, SAID).text


def test_no_turn_is_lost_and_the_next_ones_come_from_the_new_model(product: Product, shelf: Path):
    children = [Children(product) for _ in range(CHILDREN)]
    for child in children:
        child.start()
    try:
        time.sleep(3)
        published = time.monotonic()
        switched = wait_until_served(product, publish(shelf, "new"))
        time.sleep(3)
    finally:
        for child in children:
            child.ended.set()
        for child in children:
            child.join()

    answers = [answer for child in children for answer in child.answers]
    assert {status for _, _, status, _ in answers} == {200}
    heard = [(asked, text) for asked, _, _, text in answers if OLD_WORDS.decode().casefold() in text.casefold()]
    assert len(heard) == sum(child.conversations for child in children)
    before = [text for asked, text in heard if asked < published]
    after = [text for asked, text in heard if asked > switched]
    assert before
    assert after
    assert not [text for text in before if NEW_WORDS.decode() in text]
    assert not [text for text in after if NEW_WORDS.decode() not in text]
    assert rows(product) == len(answers)


def rows(product: Product) -> int:
    """How many turns are kept: one row each."""
    with sqlite3.connect(product.folder / "parlons-en.db") as database:
        return int(database.execute("SELECT count(*) FROM tracker_events").fetchone()[0])


def test_a_damaged_model_is_not_served_and_going_back_is_one_pointer(product: Product, shelf: Path):
    before = serving(product)
    publish(shelf, "damaged")
    until = time.monotonic() + PATIENCE
    while "model not changed" not in product.logged():
        assert time.monotonic() < until
        assert NEW_WORDS.decode() in told(product)
    assert serving(product) == before
    assert re.search(r"model not changed model=d{12} kind=checksum_wrong", product.logged())

    wait_until_served(product, publish(shelf, "old"))
    assert NEW_WORDS.decode() not in told(product)
    assert "Traceback" not in product.logged()


def test_a_shelf_without_a_publication_does_not_start(product: Product, tmp_path: Path):
    log = tmp_path / "rasa.log"
    values = environment(product) | {"PARLONS_EN_MODEL": str(tmp_path)}
    process = start("bot.server", free_ports(1), log, values)
    assert process.wait(PATIENCE) != 0
    assert "Aucun modèle n'a encore été publié" in log.read_text()

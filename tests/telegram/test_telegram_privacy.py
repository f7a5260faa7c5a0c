"""What a person writes, who they are and the bot's token are looked for everywhere they must not be."""

import logging

import pytest

from tests.telegram.fake_telegram import TOKEN, FakeTelegram
from tests.telegram.house_with_telegram import SECRET, HouseWithTelegram
from tests.telegram.phones import CHAT, NAME, PHONE, Phone
from web.telegram.updates import read_update

MARKER = "zinzolin-marque"
SECRETS = (MARKER, NAME, PHONE, TOKEN, TOKEN.partition(":")[2], SECRET, str(CHAT))


class EveryRecord(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        shown = logging.Formatter("%(name)s %(message)s").format(record)
        if not record.name.startswith(("asyncio", "tests")):
            self.lines.append(shown)


@pytest.fixture
def every_record() -> EveryRecord:
    """Every record of every library at DEBUG, but those of the fake's own server and of the tests' own browser."""
    handler = EveryRecord()
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


async def live_a_whole_visit(house: HouseWithTelegram, phone: Phone, telegram: FakeTelegram) -> None:
    """Everything a person can do, and everything that can fail."""
    await phone.says(f"/start {MARKER}")
    await phone.says(f"je m'appelle {MARKER}")
    await phone.presses("Ce n'est pas ça")
    await phone.presses_data(MARKER)
    await phone.says(MARKER * 200)
    await phone.shows(photo=[{"file_id": MARKER}], caption=MARKER)
    await phone.shows(contact={"phone_number": PHONE, "first_name": NAME})
    await phone.shows(document={"file_id": MARKER, "file_name": MARKER})
    await phone.brings(phone.update(text=MARKER), secret=MARKER)
    await phone.brings({"update_id": 3, "message": MARKER})
    await Phone(house, chat=-5, kind="group").says(MARKER)
    telegram.failures = [(502, MARKER, {}), (400, MARKER, {}), (403, MARKER, {})]
    await phone.says(MARKER)
    house.rasa.down = True
    await phone.says(MARKER)
    house.rasa.down = False


async def test_no_word_no_name_no_chat_and_no_token_is_in_any_log_or_any_byte_of_the_database(
    house, phone, telegram, every_record, capfd
):
    await live_a_whole_visit(house, phone, telegram)
    stored, logged = house.database_bytes(), "\n".join(every_record.lines)

    assert MARKER in str(house.rasa.texts()), "it was said: otherwise this test shows nothing"
    assert logged, "something was logged: otherwise this test shows nothing"
    printed = "".join(capfd.readouterr())
    for secret in SECRETS:
        assert secret not in logged
        assert secret not in printed
        assert secret.encode() not in stored
    assert CHAT.to_bytes(5, "big") not in stored


async def test_no_log_names_a_conversation_or_its_key(house, phone, telegram, every_record):
    await live_a_whole_visit(house, phone, telegram)
    logged = "\n".join(every_record.lines)
    for turn, key in zip(house.rasa.turns, house.rasa.keys, strict=True):
        assert turn["conversation"] not in logged
        assert key.hex() not in logged


async def test_rasa_is_told_nothing_of_who_writes(house, phone):
    await phone.says("bonjour")
    told = str(house.rasa.turns)
    for identity in (NAME, PHONE, str(CHAT), "telegram"):
        assert identity not in told


async def test_an_error_that_quotes_what_was_written_is_logged_by_its_type_alone(
    house, phone, telegram, every_record, monkeypatch
):
    def break_down(*_: object):
        raise RuntimeError(MARKER)

    await phone.says("/start")
    monkeypatch.setattr("web.telegram.talking.printed", break_down)
    await phone.says(MARKER)
    assert any("error=RuntimeError" in line for line in every_record.lines)
    assert MARKER not in "\n".join(every_record.lines)


async def test_after_stop_nothing_is_left_in_the_database_once_rasa_has_forgotten(house, phone):
    await phone.says("je suis triste")
    await phone.says("/stop")
    assert {table for table in house.tables() if house.rows(table)} <= {"forgets", "alembic_version"}


async def test_the_id_that_rasa_knows_cannot_be_found_from_the_chat_with_the_server_keys(house, phone):
    from vault import KeyRing, keyed_hash  # noqa: PLC0415

    await phone.says("bonjour")
    ring = KeyRing(house.services.settings.server_keys)
    guessed = keyed_hash(ring, "telegram-conversation", str(CHAT))
    assert house.rasa.turns[0]["conversation"] != guessed[:32]


def test_reprs_of_updates_and_settings_show_nothing(phone, house):
    update = read_update(phone.update(text=MARKER))
    assert MARKER not in repr(update)
    assert str(CHAT) not in repr(update)
    for shown in (repr(house.services.settings), repr(house.door), repr(house.services.settings.telegram)):
        assert TOKEN not in shown
        assert SECRET not in shown


def test_no_field_that_names_somebody_is_looked_at():
    looked: set[str] = set()

    class Watched(dict):
        def get(self, key, default=None):
            looked.add(key)
            return super().get(key, default)

        def __getitem__(self, key: str) -> object:
            looked.add(key)
            return super().__getitem__(key)

    sender = Watched(id=7, is_bot=False, first_name=NAME, last_name=NAME, username=NAME, language_code="fr")
    chat = Watched(id=7, type="private", first_name=NAME, username=NAME)
    read_update({"update_id": 1, "message": {"chat": chat, "from": sender, "text": "a"}})
    read_update({"update_id": 2, "callback_query": {"id": "1", "from": sender, "data": "a", "message": {"chat": chat}}})
    assert looked == {"id", "type", "is_bot"}

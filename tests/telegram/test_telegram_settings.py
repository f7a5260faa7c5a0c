import pytest

from settings import SettingsError, TelegramSettings

TOKEN = "123456789:AAExemple-de-jeton_qui_n_existe_pas1"
SECRET = "un-secret-tire-au-hasard"
VARIABLE = "PARLONS_EN_TELEGRAM_"


def read(**values: str) -> TelegramSettings | None:
    return TelegramSettings.from_env({VARIABLE + name: value for name, value in values.items()})


def test_without_a_token_there_is_no_such_door():
    assert read() is None
    assert read(TOKEN="  ") is None


def test_a_token_alone_opens_no_address():
    assert read(TOKEN=TOKEN) == TelegramSettings(TOKEN, None)


def test_a_token_and_a_secret_open_the_door():
    assert read(TOKEN=f" {TOKEN} ", WEBHOOK_SECRET=SECRET) == TelegramSettings(TOKEN, SECRET)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"WEBHOOK_SECRET": SECRET}, "TOKEN"),
        ({"TOKEN": "pas un jeton"}, "TOKEN"),
        ({"TOKEN": TOKEN.replace(":", "/")}, "TOKEN"),
        ({"TOKEN": TOKEN, "WEBHOOK_SECRET": "court"}, "WEBHOOK_SECRET"),
        ({"TOKEN": TOKEN, "WEBHOOK_SECRET": "un secret avec des espaces"}, "WEBHOOK_SECRET"),
        ({"TOKEN": TOKEN, "WEBHOOK_SECRET": "é" * 20}, "WEBHOOK_SECRET"),
        ({"TOKEN": TOKEN, "API_URL": "http://ailleurs.exemple.fr"}, "API_URL"),
    ],
)
def test_a_wrong_value_is_named_and_never_repeated(values, named):
    with pytest.raises(SettingsError) as refused:
        read(**values)
    assert str(refused.value).startswith(f"Le réglage {VARIABLE}{named} ")
    assert not [value for value in values.values() if value in str(refused.value)]


def test_neither_token_nor_secret_is_shown():
    shown = repr(read(TOKEN=TOKEN, WEBHOOK_SECRET=SECRET))
    assert TOKEN not in shown
    assert SECRET not in shown

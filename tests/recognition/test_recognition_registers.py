import pytest

from benchmarks.recognition.registers import LONG, REGISTERS, Registers
from bot.nlu.french.lexicon import Lexicons


@pytest.fixture(scope="module")
def registers() -> Registers:
    return Registers(Lexicons.read())


@pytest.mark.parametrize(
    ("text", "flags", "register"),
    [
        ("Depuis la rentrée, ils me prennent mes affaires.", (), "careful"),
        ("« Tu n'as rien à faire ici. » Voilà ce qu'il répète.", (), "careful"),
        ("Élise ne mange plus à la cantine…", (), "careful"),
        ("depuis la rentrée, ils me prennent mes affaires.", (), "other"),
        ("Depuis la rentrée, ils me prennent mes affaires", (), "other"),
        ("Il me suit partout.", (), "other"),
        ("jsp pk il mfrappe", (), "sms"),
        ("tkt c pr rire", (), "sms"),
        ("maman elle crie tout le temps", ("young",), "young"),
        ("jsp pk", ("young",), "young"),
        ("", (), "other"),
        ("😭", (), "other"),
    ],
)
def test_the_register_follows_from_the_text(
    registers: Registers, text: str, flags: tuple[str, ...], register: str
) -> None:
    assert registers.of(text, flags) == register


def test_more_than_forty_five_words_are_long_whoever_writes(registers: Registers) -> None:
    assert registers.of("Élise joue. " * LONG, ("young",)) == "long"
    assert registers.of(" ".join(["jsp"] * (LONG + 1)), ()) == "long"
    assert registers.of(" ".join(["jsp"] * LONG), ()) == "sms"
    assert set(REGISTERS) == {"long", "young", "sms", "careful", "other"}


def test_marks_are_no_words(registers: Registers) -> None:
    assert registers.of("il pleut ! " * 20, ()) == "other"

"""The département of a UAI."""

import pytest

from tallies.places import UNKNOWN, place_of, places


@pytest.mark.parametrize(
    ("uai", "place"),
    [
        ("0330139P", "33"),
        ("0010001A", "01"),
        ("0950001Z", "95"),
        ("6200001A", "2A"),
        ("7200001A", "2B"),
        ("9740001A", "974"),
        ("9880001A", "988"),
        ("0960001A", UNKNOWN),
        ("", UNKNOWN),
        ("?", UNKNOWN),
    ],
)
def test_the_place_of_a_school(uai: str, place: str):
    assert place_of(uai) == place


def test_every_departement_is_named_once_and_the_unknown_place_comes_last():
    assert len(places()) == 96 + 11 + 1
    assert len(set(places().values())) == len(places())
    assert list(places())[-1] == UNKNOWN
    assert all(len(code) <= 3 for code in places())

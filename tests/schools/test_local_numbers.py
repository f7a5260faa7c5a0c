from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.helplines import load_helplines
from schools.checks import faults
from schools.numbers import as_dialled, as_printed, fault_of_number, is_free, may_be_listed
from schools.page import SchoolPage
from schools.reading import is_served, local_cards, served_until
from tests.schools.moments import ADO, PARIS, TODAY, at


@pytest.mark.parametrize(
    ("written", "printed", "dialled"),
    [
        ("04 65 71 00 00", "04 65 71 00 00", "tel:0465710000"),
        ("0465710000", "04 65 71 00 00", "tel:0465710000"),
        ("04.65.71.00.00", "04 65 71 00 00", "tel:0465710000"),
        ("04-65-71-00-00", "04 65 71 00 00", "tel:0465710000"),
        ("+33 4 65 71 00 00", "04 65 71 00 00", "tel:0465710000"),
        ("+33 (0)4 65 71 00 00", "04 65 71 00 00", "tel:0465710000"),
        ("0033465710000", "04 65 71 00 00", "tel:0465710000"),
        ("02 62 00 00 00", "02 62 00 00 00", "tel:0262000000"),
        ("06 39 98 00 00", "06 39 98 00 00", "tel:0639980000"),
        ("0 805 00 00 01", "0 805 00 00 01", "tel:0805000001"),
    ],
)
def test_a_french_number_is_taken_however_it_is_written(written, printed, dialled):
    assert fault_of_number(written) is None
    assert as_printed(written) == printed
    assert as_dialled(written) == dialled


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("17", "number_national"), ("1 1 9", "number_national"), ("3018", "number_national"), ("112", "number_national"),
        ("30 20", "number_dead"), ("116 111", "number_dead"), ("0 800 200 000", "number_dead"), ("0800711025", "number_dead"),
        ("08 842 846 37", "number_dead"), ("0 800 200 200", "number_dead"), ("01 30 05 05 05", "number_dead"), ("+33 800 200 000", "number_dead"),
        ("115", "number_short"), ("116 006", "number_short"), ("118 712", "number_short"), ("3966", "number_short"), ("36 15", "number_short"),
        ("08 99 00 00 00", "number_costly"), ("0892 00 00 00", "number_costly"), ("08 10 00 00 00", "number_costly"),
        ("0 800 235 236", "number_national"),
        ("04 65 71 00 0", "number_malformed"), ("04 65 71 00 000", "number_malformed"), ("+44 20 7946 0000", "number_malformed"),
        ("00 65 71 00 00", "number_malformed"), ("appelle-moi", "number_malformed"), ("04 65 71 00 0O", "number_malformed"),
        ("tel:0465710000", "number_malformed"), ("٠٤٦٥٧١٠٠٠٠", "number_malformed"), ("0465710000,1", "number_malformed"),
    ],
)  # fmt: skip
def test_a_number_that_could_mislead_a_child_is_refused(written, code):
    assert fault_of_number(written) == code


@pytest.mark.parametrize("line", load_helplines().lines.values(), ids=lambda line: line.id)
def test_no_national_line_can_be_written_as_a_local_one(line):
    assert fault_of_number(line.number) is not None


@given(st.text(max_size=20))
def test_whatever_is_accepted_is_ten_digits_that_begin_by_nought(written):
    if fault_of_number(written) is None:
        digits = as_dialled(written).removeprefix("tel:")
        assert digits.isascii()
        assert len(digits) == 10
        assert digits[0] == "0"
        assert not digits.startswith(("081", "082", "089"))


def test_only_a_free_number_is_said_to_be_free():
    assert is_free("0 805 00 00 01")
    assert not is_free("0 806 00 00 01")
    assert not is_free("04 65 71 00 00")


@pytest.mark.parametrize(
    ("verified", "last"),
    [
        (date(2026, 11, 22), date(2027, 5, 22)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_a_line_is_shown_for_six_months_and_not_a_day_more(verified, last):
    line = ADO.__class__(ADO.name, ADO.number, ADO.what_for, ADO.hours, verified)
    assert served_until(line) == last
    assert is_served(line, last)
    assert not is_served(line, last + timedelta(days=1))
    assert not is_served(line, verified - timedelta(days=1))


def test_a_card_promises_nothing_that_is_not_known_of_a_local_line():
    (card,) = local_cards(SchoolPage(lines=(ADO,)), at(PARIS, 2026, 11, 24, 10))
    assert card["open"] is False
    assert "Ouvert" not in card["now"]
    assert card["call"] == "tel:0465710000"
    assert (card["sms"], card["chat"]) == (None, None)
    assert "facture" in (card["bill"] or "")
    assert not any("anonym" in str(value).lower() for value in card.values())


def test_an_old_line_is_not_shown_but_may_stay_written():
    page = SchoolPage(lines=(ADO,))
    later = TODAY + timedelta(days=400)
    assert local_cards(page, at(PARIS, later.year, later.month, later.day, 10)) == []
    assert faults(page, later) == ()


def test_only_the_3020_of_all_the_numbers_that_were_replaced_may_still_be_listed_and_it_is_printed_as_it_is_known():
    assert may_be_listed("30 20")
    assert as_printed("30 20") == "3020"
    assert not is_free("3020")
    assert not any(may_be_listed(old.number) for old in load_helplines().superseded.values() if old.id != "3020")

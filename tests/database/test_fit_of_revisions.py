"""Which code may serve on which database: a rule of two numbers, tried on every pair."""

from hypothesis import given
from hypothesis import strategies as st

from database.revisions import Fit, fit_of

NUMBERS = st.integers(1, 40)


def code_at(number: int) -> list[str]:
    return [f"{each:04d}" for each in range(1, number + 1)]


def test_an_empty_database_is_new_and_one_without_a_stamp_is_older():
    assert fit_of(None, code_at(3), is_empty=True) is Fit.EMPTY
    assert fit_of(None, code_at(3), is_empty=False) is Fit.BEHIND


@given(NUMBERS, NUMBERS)
def test_a_revision_that_says_nothing_of_older_code_is_for_its_own_code_only(database: int, code: int):
    fit = fit_of(f"{database:04d}", code_at(code), is_empty=False)
    assert fit is (Fit.SAME if database == code else Fit.BEHIND if database < code else Fit.AHEAD)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_revision_serves_the_older_code_that_it_names_and_no_older_one(database: int, since: int, code: int):
    fit = fit_of(f"{database:04d}_from_{since:04d}", code_at(code), is_empty=False)
    if database > code:
        assert fit is (Fit.WIDER if since <= code else Fit.AHEAD)
    else:  # this number, of this code, has another name: somebody else's revision
        assert fit is Fit.AHEAD


@given(st.text(max_size=32))
def test_whatever_else_is_stamped_is_never_served(stamp: str):
    if stamp not in code_at(3):
        read = fit_of(stamp, code_at(3), is_empty=False)
        assert read is Fit.AHEAD or (read is Fit.WIDER and "_from_" in stamp)

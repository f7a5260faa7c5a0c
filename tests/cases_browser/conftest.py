"""The desk's messages in a real Chromium, on the ground of the desk's keys: the emulated ENT on one site, our web process on the other."""

from collections.abc import Callable

import pytest

from tests.cases_browser.messages import Messages
from tests.cases_browser.reader import Reader
from tests.keys_browser.colleague import Colleague
from tests.keys_browser.conftest import arrives, school
from tests.keys_browser.school_of_keys import SchoolOfKeys

__all__ = ["arrives", "school"]


@pytest.fixture
def messages(school: SchoolOfKeys) -> Messages:
    school.has_its_three_referents()
    return Messages(school)


@pytest.fixture
def lemoine(messages: Messages, arrives: Callable[[str], Colleague]) -> Reader:
    return Reader(arrives("mme.lemoine"))


@pytest.fixture
def diallo(messages: Messages, arrives: Callable[[str], Colleague]) -> Reader:
    return Reader(arrives("m.diallo"))

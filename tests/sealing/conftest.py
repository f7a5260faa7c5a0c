import pytest

from tests.sealing.browser import Browser, Sealed
from tests.sealing.people import Group, enrol, letter_to


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """The browser's code, built from the source as it is now."""
    return Browser.build(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def group(browser: Browser) -> Group:
    """Three referents whose keys the browser's code made."""
    return enrol(browser)


@pytest.fixture(scope="session")
def sealed(browser: Browser, group: Group) -> Sealed:
    """One letter to two of the three, the third one left out."""
    return browser.seal(letter_to(group.lemoine, group.diallo, left_out=[group.roche]))

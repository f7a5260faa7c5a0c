import pytest

from tests.stories.holding import Helped, faults
from tests.stories.stage import Stage
from tests.stories.written import HERE, read_story, story_paths


@pytest.fixture(scope="module")
def helped(stage: Stage) -> Helped:
    return Helped(stage)


@pytest.mark.parametrize("path", story_paths(), ids=lambda path: str(path.relative_to(HERE).with_suffix("")))
def test_the_story_is_held(stage, helped, path):
    found = faults(stage, helped, read_story(path))
    if found:
        pytest.fail("\n" + "\n".join(found), pytrace=False)

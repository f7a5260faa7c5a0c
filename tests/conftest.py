from pathlib import Path

import pytest

PICTURES = Path(__file__).resolve().parents[1] / "var" / "journey" / "pictures"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures FOLDER`: keep the pages' pictures there (docs/pictures when the documentation is to be refreshed)."""
    parser.addoption("--pictures", type=Path, default=PICTURES)

"""The errors of this room. The French sentence of each code is in data/responses/administration_pages.yml.

SchoolError
├── PageRefused(field, code)   what was written cannot be shown to a pupil
├── PageChanged(by, at)        somebody else has written meanwhile: nothing of either is lost
└── PageUnknown                no such version of this school's page
"""

from datetime import datetime


class SchoolError(Exception):
    """`code` is short and stable."""

    code = "school"


class PageRefused(SchoolError):
    """`field` is where, such as `lines.0.number`; `code` is why. Nothing has been written."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


class PageChanged(SchoolError):
    """The page is no longer the one that was read; `by` is the name of who wrote it, `at` when. Nothing has been written."""

    code = "page_changed"

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__(self.code)
        self.by = by
        self.at = at


class PageUnknown(SchoolError):
    """There is no such version."""

    code = "page_unknown"

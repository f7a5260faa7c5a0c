"""Moments in a column: aware datetimes in, aware UTC datetimes out, on SQLite as on PostgreSQL."""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator):  # type: ignore[misc]  # sqlalchemy 1.4 has no types
    """A moment, stored naive in UTC so that both databases order it alike; refuses a naive datetime."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """To the column."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive_datetime")
        return value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From the column."""
        return None if value is None else value.replace(tzinfo=timezone.utc)

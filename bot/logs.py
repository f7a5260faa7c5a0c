"""Rasa's own way of logging, brought under `logs`: structlog prints every debug event, text included, unless it is configured."""

import structlog

import logs


def _event_name_only(_logger: object, _method: str, _event: structlog.typing.EventDict) -> str:
    return "rasa"


def configure() -> None:
    """Configure the standard library's logging, and send structlog through it without content."""
    logs.configure()
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _event_name_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,  # else each of the dozens of debug events of a turn makes a logger first
    )

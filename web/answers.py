"""Answers: JSON for scripts; every refusal with its French sentence and the numbers of the moment (R82)."""

from typing import Any

from starlette.responses import JSONResponse, Response

from web.problems import WebError
from web.services import Services

NO_CONTENT = 204


def answer(content: Any, status: int = 200) -> JSONResponse:
    """A JSON answer, UTF-8."""
    return JSONResponse(content, status)


def nothing() -> Response:
    """An answer without content."""
    return Response(status_code=NO_CONTENT)


def problem(error: WebError, services: Services, *, to_adults: bool = False) -> JSONResponse:
    """A refusal as the contract wants it: code, sentence, helplines, and the error's own numbers."""
    formal = services.sentences.group("desk_errors").get(error.code) if to_adults else None
    content = {
        "error": error.code,
        "message": formal or services.sentences.get(error.sentence),
        "helplines": services.numbers(),
        **error.extra,
    }
    headers = {"Retry-After": str(error.extra["retry_after"])} if "retry_after" in error.extra else None
    return JSONResponse(content, error.status, headers)

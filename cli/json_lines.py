"""Read JSON lines, answer one JSON line for each, in order; a bad line gets an error object and the run goes on."""

import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import IO, Any

Answer = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


class BadLineError(Exception):
    """The line does not say what the command needs; the sentence is in French and quotes nothing."""


def as_json(answer: dict[str, Any]) -> str:
    """One line."""
    return json.dumps(answer, ensure_ascii=False)


async def stream(
    source: IO[bytes], target: IO[str], answer: Answer, shown: Callable[[dict[str, Any]], str] = as_json
) -> None:
    """Answer every line of `source` on `target`, each as soon as it is known. Blank lines are skipped."""
    async for line in _lines(source):
        target.write(shown(await _answer(line, answer)) + "\n")
        target.flush()


async def _lines(source: IO[bytes]) -> AsyncIterator[bytes]:
    for line in source:
        if line.strip():
            yield line


def _object(line: bytes) -> dict[str, Any]:
    request = json.loads(line.decode("utf-8"))
    if not isinstance(request, dict):
        raise BadLineError("La ligne n'est pas un objet JSON.")
    return request


async def _answer(line: bytes, answer: Answer) -> dict[str, Any]:
    identity = None
    try:
        request = _object(line)
        identity = request.get("id")
        return {"id": identity, **await answer(request)}
    except BadLineError as error:
        return {"id": identity, "error": str(error)}
    except ValueError:
        return {"id": identity, "error": "La ligne n'est pas du JSON en UTF-8."}
    except Exception as error:  # noqa: BLE001 (one line must not end the run)
        print(f"erreur interne : {type(error).__name__}", file=sys.stderr)
        return {"id": identity, "error": f"Erreur interne ({type(error).__name__})."}

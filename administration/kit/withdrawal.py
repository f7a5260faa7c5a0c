"""Taking back what we made in Actualités: asked again when the ENT does not answer, because deleting twice is deleting once."""

from collections.abc import Awaitable, Callable

from ent import EntUnreachable

_TRIES = 3


async def withdrawn(delete: Callable[[int], Awaitable[None]], number: int, tries: int = _TRIES) -> None:
    """Delete what bears that number. Raises EntError."""
    try:
        await delete(number)
    except EntUnreachable:
        if tries == 1:
            raise
        await withdrawn(delete, number, tries - 1)

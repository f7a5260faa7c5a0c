"""Drafts of news in a school, made and taken back (reference/ent-contract.md §6; the deletions were read in OPEN-ENT-NG/actualites)."""

from collections.abc import Sequence
from typing import Any

from ent import news
from ent.parts import number, read
from ent.signed import SignedCalls

_THREADS, _ITEMS = "/actualites/api/v1/threads", "/actualites/api/v1/infos"


class NewsCalls(SignedCalls):
    """Every method raises EntError; Forbidden without the right in that school or thread."""

    async def create_thread(self, title: str, structure_id: str) -> int:
        """The id of a new thread of news in a school of theirs."""
        return await self._numbered(_THREADS, news.thread_payload(title, structure_id))

    async def delete_thread(self, thread_id: int) -> None:
        """The thread, and every item in it."""
        await self._write("DELETE", f"{_THREADS}/{thread_id}")

    async def create_news(self, draft: news.NewsDraft) -> int:
        """The id of a news item, created as a draft: nobody is told."""
        return await self._numbered(_ITEMS, news.payload(draft))

    async def delete_news(self, news_id: int) -> None:
        """One item."""
        await self._write("DELETE", f"{_ITEMS}/{news_id}")

    async def share_news(self, news_id: int, group_ids: Sequence[str]) -> None:
        """Let these groups read the item once a person has published it."""
        await self._write("PUT", f"{_ITEMS}/{news_id}/shares", news.shares(group_ids))

    async def _numbered(self, path: str, payload: Any) -> int:
        return read(lambda answer: number(answer["id"]), await self._write("POST", path, payload))

"""Addresses of the news module (contract, 6)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from emulator.news import infos, listing, screen, threads
from emulator.routing import delete, get, post, put

ROUTES: list[BaseRoute] = [
    get("/actualites", screen.news_page),
    get("/actualites/api/v1/threads", threads.list_threads),
    post("/actualites/api/v1/threads", threads.create_thread, right="actualites.create.thread"),
    get("/actualites/api/v1/threads/{id:int}", threads.show_thread),
    put("/actualites/api/v1/threads/{id:int}", threads.update_thread),
    delete("/actualites/api/v1/threads/{id:int}", threads.delete_thread),
    get("/actualites/api/v1/threads/{id:int}/shares", threads.thread_shares),
    put("/actualites/api/v1/threads/{id:int}/shares", threads.share_thread),
    get("/actualites/api/v1/infos", listing.list_infos),
    post("/actualites/api/v1/infos", infos.create_info),
    post("/actualites/api/v1/infos/published", infos.publish_info),
    get("/actualites/api/v1/infos/preview/last/{count}", listing.last_infos),
    get("/actualites/api/v1/infos/{id:int}", listing.show_info),
    put("/actualites/api/v1/infos/{id:int}", infos.update_info),
    delete("/actualites/api/v1/infos/{id:int}", infos.delete_info),
    get("/actualites/api/v1/infos/{id:int}/shares", infos.info_shares),
    put("/actualites/api/v1/infos/{id:int}/shares", infos.share_info),
]

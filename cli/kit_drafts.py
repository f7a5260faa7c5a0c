"""The drafts of `parlons-en kit --actualites`: shown, asked for, made; what is left behind by a failure is said."""

import argparse
import asyncio
from typing import Any

from administration.check.answers import NO_ADMINISTRATOR, Unknown
from administration.check.gather.accounts import Account, lent
from administration.check.gather.asking import why
from administration.kit import Kit
from administration.kit.drafts import Draft, Made, make, plan
from administration.kit.phrases import phrases
from cli.ent_setup_words import not_reached
from cli.questions import ask
from ent import AdministrationClient, EntError, open_http
from settings import School, Settings


def publish_drafts(
    settings: Settings, school: School, administrator: Account, kit: Kit, options: argparse.Namespace
) -> bool:
    """Whether every draft was made."""
    return asyncio.run(_visit(settings, school, administrator, kit, options))


async def _visit(
    settings: Settings, school: School, administrator: Account, kit: Kit, options: argparse.Namespace
) -> bool:
    base = settings.ent_api_url
    async with open_http() as http, lent(http, base, administrator, NO_ADMINISTRATOR) as session:
        if isinstance(session, Unknown):
            print(_said("echec_sans_rien", raison=not_reached(session.why)))
            return False
        client = AdministrationClient(base, http, session.value)
        try:
            me = await client.me()
            if not me.is_super and school.id not in me.administered:
                print(_said("pas_le_sien"))
                return False
            groups = await client.groups(school.id)
        except EntError as error:
            print(_said("echec_sans_rien", raison=not_reached(why(error))))
            return False
        drafts = plan(kit.announcements, options.moment, groups)
        _show(drafts, options.fil)
        if not (options.oui or _agreed()):
            print(_said("rien_fait"))
            return False
        made = await make(client, school.id, phrases()["assistant"], drafts, options.fil)
        return _tell(made, drafts, options.fil)


def _show(drafts: tuple[Draft, ...], thread_id: int | None) -> None:
    print(f"\n{_said('brouillons')}")
    print(_said("fil", titre=phrases()["assistant"]) if thread_id is None else _said("fil_connu", id=thread_id))
    for number, draft in enumerate(drafts, 1):
        readers = ", ".join(group.name for group in draft.readers) or _said("sans_lecteurs")
        print(_said("brouillon", numero=number, titre=draft.announcement.title, lecteurs=readers))
    print(_said("commentaires"))


def _agreed() -> bool:
    return ask(_said("demander")).lower() in phrases()["commande"]["oui"]


def _tell(made: Made, drafts: tuple[Draft, ...], given: int | None) -> bool:
    if given is None and made.thread_id is not None:
        print(_said("fil_fait", id=made.thread_id))
    for news_id, draft in zip(made.news, drafts, strict=False):
        print(_said("brouillon_fait", id=news_id, titre=draft.announcement.title))
    for news_id in made.unshared:
        print(_said("non_partage", id=news_id))
    if made.error is None:
        print(_said("fin"))
        return True
    left = made.news or (given is None and made.thread_id is not None)
    key = "echec" if left else "repris" if made.undone else "echec_sans_rien"
    print(_said(key, raison=not_reached(why(made.error)), fil=made.thread_id))
    if made.unsure:
        print(_said("peut_etre"))
    return False


def _said(key: str, **values: Any) -> str:
    sentence: str = phrases()["commande"][key]
    return sentence.format(**values)

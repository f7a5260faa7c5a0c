"""What a new message triggers: the feed, an e-mail, a push, with exactly the text that leaks (contract, 4.1) [R]."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

from emulator.letters import Message
from emulator.people import User
from emulator.texts import TEXTS
from emulator.world import World

PUSH_LENGTH = 50
TYPES = ["MESSAGERIE", "NEWS", "VPE_BOT", "EXTERNAL", "ELEA"]


def flooded(world: World, sender_id: str) -> bool:
    """A second notification of a sender within three seconds is dropped, whatever its type [R]; notes this one if not."""
    last = world.notified.get(sender_id)
    if last is not None and world.now() - last < timedelta(seconds=world.options.anti_flood_seconds):
        return True
    world.notified[sender_id] = world.now()
    return False


def notify_message(world: World, sender: User, message: Message, people: list[User]) -> None:
    """MESSAGERIE / SEND-MESSAGE to everyone reached but the author; the message itself is always delivered."""
    if not people or flooded(world, sender.id):
        return
    subject = message.subject or TEXTS["no_subject"]
    uri = f"/conversation/conversation#/read-mail/{message.id}"
    params = {
        "username": sender.display_name,
        "uri": f"/userbook/annuaire#{sender.id}#{sender.profile}",
        "subject": subject,
        "messageUri": uri,
        "resourceUri": uri,
    }
    text = f"<span>{html.escape(TEXTS['mail_body'].format(sender=sender.display_name, subject=subject))}</span>"
    event = {"kind": "MESSAGERIE", "event": "SEND-MESSAGE", "sender": sender.id, "resource": message.id}
    post(world, **event, params=params, people=people, text=text)
    plain = html.unescape(re.sub(r"<[^>]*>", "", message.body))
    words = TEXTS["mail_body"].format(sender=sender.display_name, subject=subject)
    for person in people:
        mail(world, person, TEXTS["mail_subject"], words, uri)
        push(world, person, sender.display_name, f"{subject}\n{plain}", {"subject": subject})


def post(
    world: World,
    *,
    kind: str,
    event: str | None,
    sender: str | None,
    resource: str | None,
    params: dict[str, Any],
    people: list[User],
    text: str,
) -> None:
    """One line in the feed of these people."""
    world.feed.append(
        {
            "_id": world.new_id(),
            "type": kind,
            "event-type": event,
            "resource": resource,
            "sender": sender,
            "params": params,
            "recipients": [{"userId": person.id, "unread": 1} for person in people],
            "date": {"$date": world.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")},
            "message": text,
        }
    )


def mail(world: World, person: User, subject: str, text: str, uri: str) -> None:
    """Needs an address, an activated account, the right and the preference IMMEDIATE; name and subject leak."""
    wanted = person.email and person.activated and person.notification == "IMMEDIATE"
    if not wanted or not world.has_right(person, "timeline.mixin.config"):
        return
    link = f"{world.options.public_url}{uri}"
    sent = {"to": person.email, "subject": subject, "text": text, "link": link, "date": world.now().isoformat()}
    world.mails.append(sent)


def push(world: World, person: User, title: str, text: str, data: dict[str, str]) -> None:
    """To whom has the application on their phone; the text, without HTML, is cut at 50 characters."""
    if not person.has_mobile_app or not person.activated:
        return
    shown = text if len(text) <= PUSH_LENGTH else f"{text[:PUSH_LENGTH]}..."
    sent = {"to": person.login, "title": title, "text": shown, "data": data, "date": world.now().isoformat()}
    world.pushes.append(sent)

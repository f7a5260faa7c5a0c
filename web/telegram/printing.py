"""Messages of rasa as Telegram prints them: bare text, numbers written out, buttons that carry a token. Pure.

There is no hand-off here: its button goes and a sentence says why and where to go; its panel, and the one that asks for the word, become
that sentence; the panel of a page becomes its address. No parse mode is ever used, so nothing that anyone wrote is markup.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from facts.cards import Card
from web.pupil.buttons import HANDOFF_PAYLOAD
from web.telegram.chats import Chat
from web.telegram.outgoing import Outgoing
from web.telegram.sentences import TelegramSentences

MOST_UNITS = 4000  # Telegram takes 4096 UTF-16 units
ERASE_PAYLOAD = "/quitter"
LEAVE_PANEL = "leave"
SAID_INSTEAD = {"handoff": "asked", "state": "no_state"}
PAGES = {"reperes": "/reperes", "reperes_primaire": "/reperes/primaire"}
_PARAGRAPH = "\n\n"


def printed(
    messages: Iterable[dict[str, Any]], chat: Chat, sentences: TelegramSentences, public_url: str
) -> list[Outgoing]:
    """What to send for these messages; notes in `chat` what it has now: buttons, cards, the reason why there is no hand-off."""
    return [part for message in messages for part in _message(message, chat, sentences, public_url)]


def buttons_of(
    messages: Iterable[dict[str, Any]], chat: Chat, sentences: TelegramSentences
) -> tuple[tuple[str, str], ...]:
    """The buttons of these messages, without the hand-off's."""
    pairs = [(each["title"], each["payload"]) for message in messages for each in message["buttons"]]
    erase = sentences.get("buttons.erase")
    return tuple(
        (erase if payload == ERASE_PAYLOAD else title, chat.token_of(payload))
        for title, payload in pairs
        if payload != HANDOFF_PAYLOAD
    )


def written(
    paragraphs: Iterable[str],
    cards: Sequence[Card],
    sentences: TelegramSentences,
    buttons: tuple[tuple[str, str], ...] = (),
    known_lines: set[str] | None = None,
) -> list[Outgoing]:
    """Paragraphs, then the cards, in as few messages as fit; the buttons stand under the last one.

    A card of `known_lines` is said in short; the others join them.
    """
    known = set() if known_lines is None else known_lines
    parts = _pieces([*paragraphs, *(card_text(card, sentences, short=card["id"] in known) for card in cards)])
    known.update(card["id"] for card in cards)
    if not parts:
        parts = [sentences.get("buttons.choose")] if buttons else []
    return [Outgoing(part, buttons if place == len(parts) else ()) for place, part in enumerate(parts, start=1)]


def card_text(card: Card, sentences: TelegramSentences, *, short: bool = False) -> str:
    """A helpline as lines of text; the numbers are those that the telephone dials. In short: who, when, and how to reach them."""
    ways = [
        sentences.get(f"card.{way}").format(number=number, address=number)
        for way, number in (("call", _dialled(card["call"])), ("sms", _dialled(card["sms"])), ("chat", card["chat"]))
        if number
    ]
    conditions = [words.rstrip(".") for words in (card["cost"], card["privacy"], card["bill"]) if words]
    lines = [
        card["name"],
        card["now"],
        "" if short else card["what_for"],
        *ways,
        "" if short else " · ".join(conditions),
    ]
    return "\n".join(line for line in lines if line)


def _message(message: dict[str, Any], chat: Chat, sentences: TelegramSentences, public_url: str) -> list[Outgoing]:
    page = PAGES.get(message.get("panel") or "")
    texts = [*_texts(message, chat, sentences), *_why_not(message, chat, sentences)]
    texts += [] if page is None else [public_url + page]
    buttons = buttons_of([message], chat, sentences)
    return written(texts, message["helplines"], sentences, buttons, chat.known_lines)


def _texts(message: dict[str, Any], chat: Chat, sentences: TelegramSentences) -> list[str]:
    instead = SAID_INSTEAD.get(message.get("panel") or "")
    if instead is None:
        return sentences.reword(message["texts"])
    if instead == "no_state":
        return sentences.paragraphs("no_state", primary=chat.is_primary)
    return [sentences.get("no_handoff", primary=chat.is_primary)["asked"]]


def _why_not(message: dict[str, Any], chat: Chat, sentences: TelegramSentences) -> list[str]:
    """The sentence in the place of the hand-off's button: whole the first time, short afterwards."""
    if message.get("panel") or all(button["payload"] != HANDOFF_PAYLOAD for button in message["buttons"]):
        return []
    told, chat.was_told_why = chat.was_told_why, True
    return [sentences.get("no_handoff", primary=chat.is_primary)["again" if told else "first"]]


def _dialled(address: str | None) -> str | None:
    """`tel:119` → `119`."""
    return address.partition(":")[2] if address else None


def _pieces(paragraphs: Sequence[str]) -> list[str]:
    pieces: list[str] = []
    for paragraph in (short for each in paragraphs for short in _cut(each)):
        together = f"{pieces[-1]}{_PARAGRAPH}{paragraph}" if pieces else paragraph
        if pieces and _units(together) <= MOST_UNITS:
            pieces[-1] = together
        else:
            pieces.append(paragraph)
    return pieces


def _cut(paragraph: str) -> list[str]:
    size = MOST_UNITS // 2  # a character is two units at most
    return [paragraph[start : start + size] for start in range(0, len(paragraph), size)]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

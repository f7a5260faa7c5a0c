"""Rules that have a shape: reading what Telegram brings, cutting, buttons."""

import re
from datetime import datetime, timezone

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.catalogue import PRIMARY_WORDS, catalogue, sentences, words
from tests.web.house import PUBLIC
from web.telegram.chats import Chat
from web.telegram.printing import LEAVE_PANEL, MOST_UNITS, PAGES, SAID_INSTEAD, printed, written
from web.telegram.sentences import FILE, TelegramSentences
from web.telegram.updates import Commanded, Update, Wrote, read_update

SAID = TelegramSentences.load()
EVERY_SCENE = list(catalogue())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["update_id", "message", "callback_query", "chat", "id", "type", "from", "is_bot", "text", "data", "caption"])
        | st.text(max_size=4),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip
WIDGET_ONLY = re.compile(
    r"quitter vite|historique du navigateur|navigation privée|au clavier|la page se ferme|une page s'ouvre|envoie un message|tu envoies un message",
    re.IGNORECASE,
)


def chat() -> Chat:
    return Chat("c" * 32, b"k" * 32, datetime(2026, 11, 22, tzinfo=timezone.utc))


@settings(suppress_health_check=[HealthCheck.too_slow])  # deep JSON, on a busy machine
@given(st.dictionaries(st.sampled_from(["update_id", "message", "callback_query"]), JSON))
def test_whatever_comes_is_read_or_ignored_and_never_fails(body):
    update = read_update(body)
    assert update is None or isinstance(update, Update)


@given(st.text())
def test_a_text_is_one_of_three_commands_or_words(text):
    message = {"chat": {"id": 1, "type": "private"}, "from": {"is_bot": False}, "text": text}
    update = read_update({"update_id": 1, "message": message})
    assert update is not None
    if isinstance(update.act, Commanded):
        assert text.strip().lower().startswith(f"/{update.act.command}")
    else:
        assert isinstance(update.act, Wrote)


@pytest.mark.parametrize(
    "text", ["/start", "/START", "/start@parlons_en_bot", " /help ", "/stop\n", "/start depuis_l-affiche"]
)
def test_commands_are_known_in_each_of_their_spellings(text):
    message = {"chat": {"id": 1, "type": "private"}, "from": {"is_bot": False}, "text": text}
    update = read_update({"update_id": 1, "message": message})
    assert isinstance(update.act, Commanded)


@given(st.lists(st.text(min_size=1, max_size=9000), max_size=6))
def test_however_long_nothing_is_lost_and_every_piece_fits(paragraphs):
    pieces = [part.text for part in written(paragraphs, (), SAID)]
    assert "".join(pieces).replace("\n", "") == "".join(paragraphs).replace("\n", "")
    assert all(len(piece.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_UNITS for piece in pieces)


@given(st.text(min_size=1, max_size=500), st.binary(min_size=32, max_size=32))
def test_a_button_carries_64_bytes_at_most_and_nothing_of_its_payload(payload, key):
    other = Chat("c" * 32, key, datetime(2026, 11, 22, tzinfo=timezone.utc))
    token = other.token_of(payload)
    assert len(token.encode()) <= 64
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert other.payloads[token] == payload


@pytest.mark.parametrize("said", EVERY_SCENE, ids=str)
def test_no_scene_says_on_telegram_what_is_only_true_in_the_widget(said):
    texts = SAID.reword(said.bubbles)
    shown = "\n".join(texts)
    assert not WIDGET_ONLY.search(shown), shown
    for sentence in re.split(r"(?<=[.!?…])\s+", shown):
        if re.search(r"(écrire|message) aux adultes", sentence) and "ne te propose pas" not in sentence:
            assert re.search(r"ENT|déjà envoyé|arrivé", sentence), sentence


@pytest.mark.parametrize("said", EVERY_SCENE, ids=str)
def test_no_scene_becomes_empty_and_none_has_the_button_of_the_hand_off(said):
    buttons = [{"title": title, "payload": payload} for title, payload in said.buttons]
    message = {"texts": said.bubbles, "buttons": buttons, "helplines": [], "panel": None}
    parts = printed([message], chat(), SAID, PUBLIC)
    if "La page se ferme" not in said.printed:
        assert parts
    assert all(part.text.strip() for part in parts)
    assert "Écrire aux adultes de mon école" not in [title for part in parts for title, _ in part.buttons]


def test_every_panel_of_the_scenes_has_its_way_here():
    panels = {said.custom["panel"] for said in EVERY_SCENE if said.custom.get("panel")}
    assert panels == {LEAVE_PANEL, *SAID_INSTEAD, *PAGES}


def everything_said(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    values = node.values() if isinstance(node, dict) else node
    return [said for value in values for said in everything_said(value)]


TREE = yaml.safe_load(FILE.read_text(encoding="utf-8"))
OURS = everything_said({name: value for name, value in TREE.items() if name not in ("instead", "card")})


def test_the_file_holds_no_response_so_that_it_never_asks_for_a_training():
    assert "responses" not in TREE


@pytest.mark.parametrize("said", OURS)
def test_our_own_sentences_hold_no_number_no_markup_and_speak_as_to_a_child(said):
    assert not re.search(r"\d", said)
    assert not re.search(r"[<>*_`\[\]]|https?:", said)
    assert not re.search(r"\b(vous|votre|vos)\b", said, re.IGNORECASE)


@pytest.mark.parametrize(
    "name", ["first", "invitation", "help", "stop", "errors", "no_handoff", "no_state", "only_words"]
)
def test_sentences_read_by_the_youngest_are_short(name):
    tree = TREE[name]
    read = everything_said(tree["primary"] if isinstance(tree, dict) and "primary" in tree else tree)
    for sentence in (each for said in read for each in sentences(said)):
        assert words(sentence) <= PRIMARY_WORDS, sentence


def test_both_registers_say_the_same_things():
    for name, tree in TREE.items():
        if isinstance(tree, dict) and "older" in tree:
            older, primary = tree["older"], tree["primary"]
            assert type(older) is type(primary), name
            assert not isinstance(older, dict) or older.keys() == primary.keys()

import pytest

from tests.stories.stage import Reply
from tests.stories.vigil import DEAD_NUMBERS, SAFE_REPLY, Vigil
from tests.stories.written import PHRASES

BELIEVED = "Je te crois. Ici, personne n'est prévenu."
KNIFE = {"situation": "violence_famille", "urgency": 2}
GOOD = ("17", "15", "114", "119")
GROUP = {"title": "Écrire aux adultes de mon école", "payload": "/ecrire_aux_adultes"}


def reply(*texts: str, lines=("119",), buttons=(), panel=None, urgent=False, understood=None, pressed=None):
    message = {
        "texts": list(texts),
        "buttons": list(buttons),
        "helplines": [{"id": line, "number": line} for line in lines],
        "panel": panel,
        "urgent": urgent,
    }
    return Reply((message,), understood or {}, pressed)


def danger(*texts: str, lines=GOOD):
    return reply(*texts or ("Appelle le 17. Personne n’est prévenu.",), lines=lines, urgent=True, understood=KNIFE)


def watched(*replies: Reply, leads=True, must_ring=False):
    vigil = Vigil(lambda _: leads)
    for each in replies[:-1]:
        vigil.watch(each)
    return vigil.watch(replies[-1], must_ring=must_ring)


def test_a_good_answer_breaks_nothing():
    assert not watched(reply(BELIEVED, lines=("3018", "119")))


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (Reply(()), "no_answer"),
        (reply("  "), "empty_text"),
        (reply(*SAFE_REPLY), "safe_reply"),
        (reply("Où ?", "Avec qui ?"), "questions"),
        (reply("Bonjour.", lines=()), "dead_end"),
        (reply("Appelle le {119.number}."), "unfilled"),
        (reply("Je te crois.", understood={"situation": "harcelement", "urgency": 1}), "nobody_told"),
        (danger("Es-tu là ?"), "question_in_danger"),
        (danger(lines=("119", "17")), "no_emergency"),
        (reply(BELIEVED, lines=GOOD, understood=KNIFE), "no_emergency"),
    ],
)
def test_each_breach_is_seen(broken, code):
    assert PHRASES[code] in watched(broken)


@pytest.mark.parametrize("written", ["0800 20 00 00", "0 800 711 025", "08VICTIMES", "116 111", "01 30 05 05 05"])
def test_a_dead_number_is_seen_however_it_is_spaced(written):
    assert [fault for fault in watched(reply(f"Appelle le {written}.")) if "éteint" in fault]


def test_the_3020_may_be_named_as_replaced():
    assert "3020" not in DEAD_NUMBERS
    assert not watched(reply("Le 3020 a été remplacé par le 3018."))


def test_a_danger_that_was_not_understood_is_one_all_the_same():
    assert PHRASES["no_emergency"] in watched(reply("Bonjour."), must_ring=True)


def test_the_lines_of_a_danger_stay_until_the_button_and_not_after():
    later = reply("De rien.", lines=("119",))
    assert PHRASES["lines_lost"].format(value="114, 15, 17") in watched(danger(), later)
    assert not watched(danger(), reply("D'accord.", pressed="/pas_ca"), later)
    assert PHRASES["lines_not_first"].format(value="119") in watched(danger(), reply("Oui.", lines=("119", *GOOD)))
    assert watched(danger(), reply("D'accord.", understood={"situation": "conversation"}), later)


def test_a_wish_to_die_keeps_the_3114_under_another_danger_too():
    wish = reply(BELIEVED, lines=("3114", "119"), understood={"situation": "suicide", "urgency": 1})
    assert PHRASES["lines_lost"].format(value="3114") in watched(wish, danger())
    assert not watched(wish, danger(lines=(*GOOD, "3114")))


@pytest.mark.parametrize(
    "told",
    [
        reply(BELIEVED, understood={"situation": "violence_adulte_ecole", "urgency": 1}),
        reply(BELIEVED, understood={"situation": "violence_famille", "urgency": 1, "also": "violence_adulte_ecole"}),
        reply(BELIEVED, understood={"situation": "violence_famille", "urgency": 1, "flags": ["perp_in_school"]}),
        reply(BELIEVED, pressed="/lieu_ecole_adulte"),
    ],
)  # fmt: skip
def test_after_an_adult_of_the_school_the_group_is_a_breach_and_the_list_of_its_members_is_not(told):
    assert PHRASES["group_after_school_adult"] in watched(told, reply("D'accord.", buttons=[GROUP]))
    assert not watched(told, reply("D'accord.", buttons=[{**GROUP, "title": "Voir qui lirait mon message"}]))


def test_the_same_words_twice_are_a_breach_unless_the_same_button_was_pressed_twice():
    assert PHRASES["said_again"] in watched(reply("Bonjour."), reply("Bonjour."))
    assert not watched(reply("Bonjour.", pressed="/sans_voix"), reply("Bonjour.", pressed="/sans_voix"))


def test_how_to_call_without_a_voice_may_be_said_again_whole():
    silent = reply("Envoie un SMS au 114.", lines=("114", "119"), urgent=True)
    assert not watched(silent, silent)


def test_no_card_is_a_breach_only_where_no_button_leads_to_one():
    first = reply("Bonjour.", lines=(), buttons=[{"title": "Au collège", "payload": "/niveau"}])
    assert not watched(first)
    assert PHRASES["no_help"] in watched(first, leads=False)


def test_the_page_that_closes_owes_nothing_more():
    assert not watched(danger(), reply("La page se ferme.", lines=(), panel="leave"))

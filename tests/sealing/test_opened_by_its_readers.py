import base64

import pytest

from tests.sealing.age_file import from_armour, take_apart
from tests.sealing.age_reader import HYBRID, NotForMe, hybrid, open_armour, open_armour_by_passphrase
from tests.sealing.browser import Browser, BrowserRefused, Sealed
from tests.sealing.hybrid_keys import recipient_of
from tests.sealing.people import LETTER_ID, MONTH, SCHOOL, Group, inside, letter_to

FRENCH = "À la récré ils m’ont encore dit « t’es nulle », j’ai pleuré 😢 et personne n’a rien vu. "
TEXTS = {
    "one character": "x",
    "one accent": "é",
    "one emoji of several code points": "👩🏽‍🏫",
    "6,000 characters": (FRENCH * 100)[:6000],
    "composed and split accents stay as they are": "é e\u0301 ç œ ÿ",
    "quotes, backslashes, tabs and line ends": 'il a dit "tais-toi"\\ \t\r\nfin\n',
    "spaces at both ends": "   aide-moi   ",
    "signs that JSON, HTML and shells know": "</script> ${x} \u2028 \u2029 \x00 \x7f {}",
    "other alphabets": "ساعدني مدرسة 学校 помогите",
    "half an emoji, cut by the keyboard": "aide \ud83d",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_each_chosen_reader_opens_the_very_words_from_passphrase_to_month(browser: Browser, group: Group, text: str):
    sealed = browser.seal(letter_to(group.lemoine, group.diallo, text=text))
    assert inside(sealed, group.lemoine)["text"] == text
    assert inside(sealed, group.diallo)["text"] == text


def test_a_reader_left_out_cannot_open(sealed: Sealed, group: Group):
    with pytest.raises(NotForMe):
        inside(sealed, group.roche)


def test_somebody_left_out_can_open_another_letter_with_the_same_keys(browser: Browser, group: Group):
    assert inside(browser.seal(letter_to(group.roche)), group.roche)["excluded"] == []


def test_no_other_month_of_a_reader_opens_and_neither_does_the_key_that_wraps_the_months(sealed: Sealed, group: Group):
    others = [group.lemoine.identity(month) for month in group.lemoine.months() if month != MONTH]
    assert len(others) == 11
    for identity in [*others, group.lemoine.key()]:
        with pytest.raises(NotForMe):
            open_armour(sealed.armour, identity)


def test_a_letter_of_another_month_is_sealed_to_the_keys_it_was_given(browser: Browser, group: Group):
    asked = letter_to(group.lemoine) | {
        "month": "2026-12",
        "readers": [{"id": group.lemoine.id, "recipient": group.lemoine.recipient("2026-12")}],
    }
    armour = browser.seal(asked).armour
    assert open_armour(armour, group.lemoine.identity("2026-12"))
    with pytest.raises(NotForMe):
        open_armour(armour, group.lemoine.identity(MONTH))


def test_the_header_inside_is_the_header_outside(sealed: Sealed, group: Group):
    expected = {
        "v": 1,
        "id": LETTER_ID,
        "school": SCHOOL,
        "date": "2026-11-22",
        "month": MONTH,
        "readers": 2,
        "size": 2048,
    }
    assert sealed.header == expected
    assert inside(sealed, group.lemoine)["header"] == expected


def test_who_reads_and_who_was_left_out_are_inside_and_nothing_else_is(sealed: Sealed, group: Group):
    content = inside(sealed, group.diallo)
    assert content["readers"] == sealed.readers == [group.lemoine.id, group.diallo.id]
    assert content["excluded"] == [group.roche.id]
    assert content["v"] == 1
    assert content["closed"] is False
    assert content["attachments"] == []
    secrets = [content["reply"], content["team"]]
    assert len({base64.urlsafe_b64decode(secret + "=") for secret in secrets if len(secret) == 43}) == 2
    assert content.keys() - {"reply", "team"} == {
        *("v", "header", "readers", "excluded", "closed", "text", "attachments"),
    }


def test_every_stanza_belongs_to_one_chosen_reader_so_nobody_was_added(sealed: Sealed, group: Group):
    openers = [hybrid(reader.identity()) for reader in (group.lemoine, group.diallo)]
    file = take_apart(from_armour(sealed.armour))
    opened = [[unwrap(stanza) is not None for unwrap in openers] for stanza in file.stanzas]
    assert sorted(opened) == [[False, True], [True, False]]


def test_the_file_that_the_page_loads_seals_the_same_format(browser: Browser, group: Group):
    sealed = browser.seal_as_the_page(letter_to(group.lemoine, left_out=[group.roche]))
    assert inside(sealed, group.lemoine)["text"] == letter_to()["text"]
    assert inside(sealed, group.lemoine)["excluded"] == [group.roche.id]
    with pytest.raises(NotForMe):
        inside(sealed, group.roche)


def test_twelve_months_in_a_row_each_with_its_own_key_whose_recipient_is_the_published_one(group: Group):
    lemoine = group.lemoine
    assert lemoine.months() == ["2026-11", "2026-12", *(f"2027-{month:02}" for month in range(1, 11))]
    assert [recipient_of(lemoine.identity(month)) for month in lemoine.months()] == [
        lemoine.recipient(month) for month in lemoine.months()
    ]
    assert recipient_of(lemoine.key()) == lemoine.keys["key_recipient"]
    people = (group.lemoine, group.diallo, group.roche)
    assert len({person.recipient(month) for person in people for month in person.months()}) == 36


def test_a_month_is_wrapped_for_its_own_referent_alone(group: Group):
    for one in group.lemoine.keys["months"]:
        assert [stanza.kind for stanza in take_apart(from_armour(one["wrapped_identity"])).stanzas] == [HYBRID]
    with pytest.raises(NotForMe):
        open_armour(group.lemoine.keys["months"][0]["wrapped_identity"], group.diallo.key())


def test_a_passphrase_opens_its_own_key_only_and_only_as_it_is_written_for_age(group: Group):
    for wrong in (group.diallo.passphrase, "Quatre petits chats bleus", group.lemoine.passphrase + " ", ""):
        with pytest.raises(NotForMe):
            open_armour_by_passphrase(group.lemoine.lock(), wrong)


def test_a_key_is_wrapped_by_the_passphrase_alone_with_the_work_of_the_standard(browser: Browser):
    keys = browser.enrol("quatre petits chats bleus", MONTH, work=None)
    (stanza,) = take_apart(from_armour(keys["locks"][0]["wrapped_key"])).stanzas
    assert (stanza.kind, stanza.arguments[1]) == ("scrypt", "18")


def test_somebody_left_out_cannot_be_a_reader_too(browser: Browser, group: Group):
    with pytest.raises(BrowserRefused, match="envelope not sealed: readers"):
        browser.seal(letter_to(group.lemoine, group.roche, left_out=[group.roche]))

"""Referents make, confirm, exercise, lose and find their keys, each in a browser of their own."""

from collections.abc import Callable

from playwright.sync_api import expect

from cli.demo_referents import PASSPHRASE
from tests.keys_browser.colleague import PATIENCE, Colleague
from tests.keys_browser.school_of_keys import WORDS, SchoolOfKeys

LEMOINE = "quatre tulipes et un marteau"
BENALI = "renard olive sapin lanterne"
ANEW = "sept velos rouges et un sapin"

Arrives = Callable[[str], Colleague]


def test_three_people_confirm_one_another_and_their_keys_count_together(school: SchoolOfKeys, arrives: Arrives) -> None:
    lemoine, diallo, benali = (arrives(login) for login in ("mme.lemoine", "m.diallo", "mme.benali"))
    diallo.has_a_device_that_keeps_keys()
    for one in (lemoine, diallo, benali):
        one.comes_to_the_desk()
    lemoine.creates_a_key(LEMOINE)
    diallo.creates_a_key_by_device()
    benali.creates_a_key(BENALI, "Assistante sociale")
    people = {"Sophie Lemoine": lemoine, "Ibrahim Diallo": diallo, "Samira Benali": benali}
    read_aloud = {name: one.own_fingerprint() for name, one in people.items()}
    expect(benali.page.get_by_test_id("ceremony-progress")).to_contain_text("3 sur 3")

    for name, one in people.items():
        for other in people:
            if other != name:
                assert school.offered() == 0
                one.confirms(other, read_aloud[other])

    assert school.offered() == 3
    benali.keys()
    expect(benali.page.get_by_test_id("mine-state")).to_contain_text("Elle compte")
    expect(benali.page.get_by_test_id("ceremony")).to_have_count(0)
    diallo.comes_back()
    diallo.unlocks_by_device()


def test_the_printed_sheet_opens_the_key_and_a_slip_is_told_before_anything_is_tried(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    code = lemoine.prints_a_sheet()
    expect(lemoine.page.get_by_test_id("code")).to_have_count(0)

    lemoine.comes_back()
    lemoine.page.get_by_test_id("unlock-sheet").click()
    lemoine.page.get_by_test_id("sheet-code").fill(
        code[1] + code[0] + code[2:] if code[0] != code[1] else f"Z{code[1:]}"
    )
    lemoine.page.get_by_test_id("unlock-go").click()
    expect(lemoine.page.get_by_test_id("unlock-complaint")).to_contain_text("groupe par groupe")
    lemoine.comes_back()
    lemoine.unlocks_by_sheet(code.lower().replace(" ", "-"))
    lemoine.loses_the_sheet()
    assert school.logged()[-2:] == ["lock_added", "lock_removed"]
    lemoine.comes_back()
    expect(lemoine.page.get_by_test_id("unlock-sheet")).to_have_count(0)


def test_the_drill_makes_the_months_that_lack_and_the_register_stays_sound(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    school.forgets_the_last_months(3)
    lemoine = arrives("mme.lemoine")
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    lemoine.does_the_drill()
    assert school.logged()[-1] == "months_added"
    assert school.months_of("mme.lemoine") == 12
    lemoine.turns_to("log")
    expect(lemoine.page.get_by_test_id("log-whole")).to_contain_text("13 lignes")
    expect(lemoine.page.get_by_test_id("alarm")).to_have_count(0)


def test_two_colleagues_give_a_lost_key_back_and_old_messages_open(school: SchoolOfKeys, arrives: Arrives) -> None:
    school.has_its_three_referents()
    school.receives()
    lemoine, diallo, benali = (arrives(login) for login in ("mme.lemoine", "m.diallo", "mme.benali"))
    for one in (lemoine, diallo, benali):
        one.comes_to_the_desk()
        one.unlocks(PASSPHRASE)
        one.keys()

    lemoine.comes_back()
    read_aloud = lemoine.has_lost_everything(ANEW)
    diallo.gives_their_half(read_aloud)
    lemoine.page.get_by_test_id("lost-waiting-go").click()
    expect(lemoine.page.get_by_test_id("lost-waiting-complaint")).to_contain_text("deux parts")
    benali.gives_their_half(read_aloud)
    lemoine.finds_the_key_again(ANEW)

    assert lemoine.reads_the_newest() == WORDS
    assert school.logged()[-4:] == ["recovery_asked", "recovery_given", "recovery_given", "recovered"]
    lemoine.comes_back()
    lemoine.page.get_by_test_id("passphrase").fill(PASSPHRASE)
    lemoine.page.get_by_test_id("unlock-go").click()
    expect(lemoine.page.get_by_test_id("unlock-complaint")).to_contain_text("n’ouvre pas", timeout=PATIENCE)


def test_a_joiner_reads_what_came_before_once_a_colleague_opens_it_to_them(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    school.receives()
    garnier, lemoine, diallo = (arrives(login) for login in ("mme.garnier", "mme.lemoine", "m.diallo"))
    joiner = school.world.user_by_login("mme.garnier")
    school.takes_in("mme.garnier")
    school.receives(joiner.id)
    school.receives(closed=True)
    garnier.comes_to_the_desk()
    garnier.creates_a_key(BENALI, "Professeure")
    read_aloud = garnier.own_fingerprint()
    for one in (lemoine, diallo):
        one.comes_to_the_desk()
        one.unlocks(PASSPHRASE)
        one.confirms("Hélène Garnier", read_aloud)

    expect(diallo.page.get_by_test_id("joiner")).to_contain_text("1 message")
    diallo.page.get_by_test_id("joiner-go").click()
    expect(diallo.page.get_by_test_id("joiner-status")).to_contain_text("C’est fait", timeout=PATIENCE)

    garnier.comes_back()
    garnier.unlocks(BENALI)
    assert garnier.reads_the_newest() == WORDS
    assert garnier.page.get_by_test_id("entry").count() == 1


def test_a_register_that_lost_its_end_is_shouted_and_nothing_is_confirmed_any_more(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    lemoine.turns_to("log")
    expect(lemoine.page.get_by_test_id("log-whole")).to_be_visible()
    school.takes_in("mme.garnier")
    garnier = arrives("mme.garnier")
    garnier.comes_to_the_desk()
    garnier.creates_a_key(BENALI, "Professeure")
    lemoine.keys()
    expect(lemoine.person("Hélène Garnier").get_by_test_id("confirm-key")).to_be_visible()

    school.log_loses_its_end()
    lemoine.comes_back()
    lemoine.unlocks(PASSPHRASE)

    alarm = lemoine.page.get_by_test_id("alarm")
    expect(alarm).to_be_visible(timeout=PATIENCE)
    expect(alarm).to_have_attribute("data-flaw", "shorter")
    lemoine.keys()
    expect(lemoine.page.get_by_test_id("person")).not_to_have_count(0)
    expect(lemoine.page.get_by_test_id("confirm-key")).to_have_count(0)


def test_whoever_left_is_refused_at_once_and_comes_back_when_two_colleagues_confirm_again(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    lemoine, diallo, benali = (arrives(login) for login in ("mme.lemoine", "m.diallo", "mme.benali"))
    for one in (lemoine, diallo, benali):
        one.comes_to_the_desk()
        one.unlocks(PASSPHRASE)
    diallo.says_that_left("Samira Benali")
    assert school.offered() == 2
    benali.turns_to("keys")
    expect(benali.page.get_by_test_id("sign-in")).to_be_visible(timeout=PATIENCE)

    benali.comes_to_the_desk()
    refused = benali.page.get_by_test_id("refused-key")
    expect(refused).to_be_visible(timeout=PATIENCE)
    read_aloud = refused.get_by_test_id("fingerprint").inner_text()
    lemoine.confirms("Samira Benali", read_aloud)
    diallo.confirms("Samira Benali", read_aloud)
    benali.page.get_by_test_id("refused-key-go").click()
    benali.unlocks(PASSPHRASE)
    assert school.offered() == 3


def test_an_absence_is_declared_with_who_reads_meanwhile_and_taken_back(school: SchoolOfKeys, arrives: Arrives) -> None:
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    lemoine.turns_to("settings")
    day = school.today()
    lemoine.page.get_by_test_id("absence-first").fill(day)
    lemoine.page.get_by_test_id("absence-last").fill(day)
    lemoine.page.get_by_test_id("substitute").select_option(label="Ibrahim Diallo")
    lemoine.page.get_by_test_id("absence-go").click()
    expect(lemoine.page.get_by_test_id("declared")).to_contain_text("Ibrahim Diallo")
    lemoine.keys()
    expect(lemoine.person("Sophie Lemoine")).to_contain_text("Absence déclarée")
    lemoine.turns_to("settings")
    lemoine.page.get_by_test_id("absence-withdraw").click()
    expect(lemoine.page.get_by_test_id("declared")).to_have_count(0)

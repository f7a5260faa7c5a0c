"""Choosing who reads and who never will, in a real browser; what left is opened by those it was sealed to, and by nobody else."""

import pytest
from playwright.sync_api import Route, expect

from tests.composing.conftest import Scene
from tests.composing.pupil import Pupil

pytestmark = pytest.mark.browser
IN_THE_ENT = ("list_incomplete", "group_not_alive")
NOWHERE = ("group_not_visible", "group_unknown")
TEXT = "Ils m'attendent à la sortie."


def test_names_functions_who_cannot_read_yet_and_who_is_told_are_shown_before_any_text(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    step = pupil.sees("step-readers").inner_text()

    for shown in ("Sophie Lemoine", "CPE", "Ibrahim Diallo", "Infirmier", "Paul Roche", "Anne Aubry", "Luc Vidal"):
        assert shown in step
    assert "Ne peut pas encore lire ici" in step
    away = pupil.sees("reader-absent").inner_text()
    assert "N’est pas là jusqu’au" in away
    assert "À sa place" in away
    assert "Sophie Lemoine" in away
    assert "Ces adultes verront ton nom" in step
    assert "doivent agir" in step
    expect(pupil.sees("promise")).not_to_be_empty()
    expect(pupil.frame.locator("textarea:visible")).to_have_count(0)
    assert pupil.flaws() == []


def test_everybody_can_be_left_out_and_the_seal_the_address_and_the_server_keep_to_it(pupil: Pupil, scene: Scene):
    out = [scene.ids["mme.lemoine"], scene.ids["m.roche"], "head-of-zola"]
    pupil.opens_the_composer()
    pupil.sees("step-readers")
    pupil.box("reader", out[0]).uncheck()
    pupil.box("reader-off", out[1]).uncheck()
    pupil.box("told", out[2]).uncheck()
    expect(pupil.frame.get_by_text("Cette personne ne pourra pas le lire, même plus tard.")).to_have_count(2)
    assert pupil.flaws() == []
    pupil.goes_to_the_text()
    pupil.goes_to_the_summary(TEXT)
    for name in ("Sophie Lemoine", "Paul Roche", "Anne Aubry"):
        assert name in pupil.sees("summary-left").inner_text()
    assert "Luc Vidal" in pupil.sees("summary-told").inner_text()
    pupil.sends()

    left = pupil.letter()
    assert sorted(left["readers"]) == sorted([scene.ids["m.diallo"], scene.ids["mme.benali"]])
    assert sorted(left["excluded"]) == sorted(out)
    inside = scene.readers["m.diallo"].opens(left["armour"])
    assert inside is not None
    assert (inside["text"], inside["closed"], sorted(inside["excluded"])) == (TEXT, False, sorted(out))
    assert scene.readers["mme.lemoine"].opens(left["armour"]) is None


def test_only_the_nurse_is_one_tap_and_holds_for_everybody_else(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    pupil.sees("step-readers")
    choices = pupil.frame.get_by_test_id("only").all_inner_texts()
    assert choices[:2] == ["Seulement l’infirmier, Ibrahim Diallo", "Seulement l’assistante sociale, Samira Benali"]
    pupil.frame.get_by_test_id("only").first.click()
    assert "Personne d’autre ne pourra le lire, même plus tard" in pupil.sees("only-said").inner_text()
    expect(pupil.frame.get_by_test_id("only").first).to_be_focused()
    assert pupil.flaws() == []
    pupil.goes_to_the_text()
    pupil.goes_to_the_summary(TEXT)
    assert "même plus tard" in pupil.sees("summary-only").inner_text()
    pupil.sends()

    left = pupil.letter()
    assert (left["readers"], left["closed"]) == ([scene.ids["m.diallo"]], True)
    kept_out = {scene.ids[login] for login in ("mme.lemoine", "mme.benali", "m.roche")} | {
        "head-of-zola",
        "pole-ressources",
    }
    assert set(left["excluded"]) == kept_out
    inside = scene.readers["m.diallo"].opens(left["armour"])
    assert inside is not None
    assert inside["closed"] is True
    assert scene.readers["mme.benali"].opens(left["armour"]) is None


def test_the_question_names_everybody_and_a_yes_waits_for_somebody_to_be_left_out(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    pupil.presses("readers-next")
    asked = pupil.sees("question-names").inner_text()
    for name in ("Sophie Lemoine", "Ibrahim Diallo", "Samira Benali", "Paul Roche", "Anne Aubry", "Luc Vidal"):
        assert name in asked
    pupil.sees("harm-yes").check()
    pupil.presses("question-next")
    expect(pupil.sees("complaint")).to_contain_text("laisser de côté")
    pupil.box("leave-out", scene.ids["m.roche"]).check()
    assert pupil.flaws() == []
    pupil.presses("question-next")
    pupil.sees("step-text")


def test_a_name_of_the_list_in_the_text_is_pointed_out_on_the_device_and_may_be_left_out(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.sees("text").fill("c'est mme lemoinne qui me crie dessus")
    assert "Sophie Lemoine" in pupil.sees("named").inner_text()
    pupil.presses("text-next")
    expect(pupil.sees("complaint")).to_contain_text("le nom au-dessus")
    pupil.box("leave-out", scene.ids["mme.lemoine"]).check()
    assert pupil.flaws() == []
    pupil.presses("text-next")
    pupil.sees("word").fill("cerise")
    pupil.presses("word-next")
    assert "Sophie Lemoine" in pupil.sees("summary-left").inner_text()


def test_what_the_ents_rules_make_impossible_is_said_before_any_text_with_another_way(pupil: Pupil, scene: Scene):
    said = {code: scene.services.sentences.get(f"errors.{code}") for code in (*IN_THE_ENT, *NOWHERE)}
    asked = iter(said)

    def refuse(route: Route) -> None:
        code = next(asked)
        route.fulfill(status=409, json={"error": code, "message": said[code], "helplines": []})

    with pupil.meeting(r"/api/handoff/readers", refuse):
        pupil.opens_the_composer()
        for code, sentence in said.items():
            expect(pupil.sees("trouble")).to_have_text(sentence)
            step = pupil.sees("step-no-list").inner_text()
            assert "un adulte en qui tu as confiance" in step
            assert ("messagerie de l’ENT" in step) is (code in IN_THE_ENT)
            expect(pupil.frame.locator("textarea:visible")).to_have_count(0)
            if code != NOWHERE[-1]:
                pupil.presses("trouble-retry")
        assert pupil.flaws() == []
        pupil.presses("other-way")
        pupil.sees("step-other-way")

"""What leaves with a text: exactly what was shown, in order, the text first; a voice is recorded, heard and erased at will."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Route, expect

from tests.composing.conftest import Scene
from tests.composing.opened import piece_in
from tests.composing.pupil import ANSWER, PATIENCE, Pupil

pytestmark = pytest.mark.browser
TEXT = "Je n'arrive plus à venir au collège."
FIRST = "ils se moquent de moi depuis la rentrée"
REFUSED_MICROPHONE = (
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
)


def opened_by_the_nurse(pupil: Pupil, scene: Scene) -> dict:
    inside = scene.readers["m.diallo"].opens(pupil.letter()["armour"])
    assert inside is not None
    return inside


def records(pupil: Pupil, milliseconds: int = 1_600) -> None:
    expect(pupil.sees("voice-status")).to_have_text("Ça enregistre.", timeout=PATIENCE)
    pupil.page.wait_for_timeout(milliseconds)
    pupil.presses("voice-stop")
    expect(pupil.sees("voice-status")).to_contain_text("C’est enregistré")


def test_the_conversation_leaves_as_it_was_previewed_word_for_word(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer(FIRST)
    pupil.goes_to_the_text()
    pupil.sees("join-conversation").check()
    previewed = pupil.sees("conversation").text_content()
    assert previewed is not None
    assert f"Moi : {FIRST}" in previewed.replace("\xa0", " ")
    assert f"Assistant : {ANSWER}" in previewed.replace("\xa0", " ")
    assert pupil.flaws() == []
    pupil.goes_to_the_summary(TEXT)
    assert pupil.sees("conversation").text_content() == previewed
    pupil.sends()

    (piece,) = pupil.pieces()
    head, content = piece_in(opened_by_the_nurse(pupil, scene), "conversation", piece["armour"])
    assert content.decode() == previewed
    assert (head["type"], head["seconds"]) == ("text/plain;charset=utf-8", 0)


def test_a_voice_is_recorded_heard_erased_said_again_and_leaves_after_the_text(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.presses("voice")
    assert "reconnue" in pupil.sees("step-voice").inner_text()
    assert pupil.flaws() == []
    pupil.presses("voice-start")
    expect(pupil.sees("voice-status")).to_have_text("Ça enregistre.", timeout=PATIENCE)
    expect(pupil.sees("voice-stop")).to_be_focused()
    expect(pupil.sees("voice-clock")).to_contain_text("0:01", timeout=PATIENCE)
    assert pupil.flaws() == []
    pupil.presses("voice-next")
    expect(pupil.sees("complaint")).to_contain_text("Arrêter")
    pupil.presses("voice-stop")
    expect(pupil.sees("voice-status")).to_contain_text("Rien n’est parti")
    pupil.presses("voice-play")
    pupil.sees("voice-pause")
    expect(pupil.sees("voice-play")).to_be_visible(timeout=PATIENCE)  # it came to its end
    assert pupil.flaws() == []
    pupil.presses("voice-erase")
    expect(pupil.sees("voice-status")).to_contain_text("effacé")
    pupil.presses("voice-start")
    records(pupil)
    pupil.presses("voice-again")
    records(pupil, 2_200)
    pupil.presses("voice-next")
    expect(pupil.sees("voice-kept")).to_contain_text("2")
    pupil.goes_to_the_summary(TEXT)
    pupil.sees("summary-voice")
    pupil.sends()

    assert [path.split("/")[-2] for path, _ in pupil.puts] == ["envelopes", "attachments"]
    head, content = piece_in(opened_by_the_nurse(pupil, scene), "voice", pupil.pieces()[0]["armour"])
    assert head["type"] == "audio/webm;codecs=opus"
    assert 2 <= head["seconds"] <= 4
    assert content.startswith(b"\x1aE\xdf\xa3")  # every webm file does
    assert b"Opus" in content


def test_nothing_is_joined_by_itself_nor_a_voice_that_was_erased(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    expect(pupil.frame.get_by_test_id("join-conversation")).not_to_be_checked()
    pupil.presses("voice")
    pupil.presses("voice-start")
    records(pupil)
    pupil.presses("voice-erase")
    pupil.presses("voice-next")
    expect(pupil.frame.get_by_test_id("voice-kept")).to_have_count(0)
    pupil.goes_to_the_summary(TEXT)
    expect(pupil.frame.get_by_test_id("conversation")).to_have_count(0)
    pupil.sends()

    assert pupil.letter()["attachments"] == []
    assert opened_by_the_nurse(pupil, scene)["text"] == TEXT
    assert pupil.pieces() == []


def test_folding_the_frame_ends_the_recording(pupil: Pupil):
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.presses("voice")
    pupil.presses("voice-start")
    expect(pupil.sees("voice-status")).to_have_text("Ça enregistre.", timeout=PATIENCE)
    pupil.presses("fold")
    pupil.page.wait_for_timeout(1_000)
    pupil.page.get_by_role("button", name="Besoin de parler").click()
    expect(pupil.sees("voice-status")).to_contain_text("C’est enregistré")


def test_a_microphone_that_is_refused_is_no_trouble(pupil: Pupil):
    pupil.page.add_init_script(REFUSED_MICROPHONE)
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.presses("voice")
    pupil.presses("voice-start")
    expect(pupil.sees("voice-status")).to_contain_text("Ton texte suffit")
    assert pupil.flaws() == []
    pupil.presses("voice-next")
    pupil.goes_to_the_summary(TEXT)
    pupil.sends()


def test_a_piece_that_does_not_pass_never_casts_doubt_on_the_message_and_may_be_tried_again(pupil: Pupil, scene: Scene):
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.sees("join-conversation").check()
    pupil.goes_to_the_summary(TEXT)
    busy = {"error": "trouble", "message": "", "helplines": []}
    with pupil.meeting(r"/attachments/", lambda route: route.fulfill(status=503, json=busy)):
        pupil.presses("summary-next")
        said = pupil.sees("piece-not-sent").inner_text()
        assert said == "Ton message est parti. La discussion n’est pas encore passée."
        assert pupil.flaws() == []
    pupil.presses("piece-retry")
    pupil.is_answered()

    first, second = pupil.pieces()
    assert first == second


def test_a_piece_that_is_refused_is_said_and_the_pupil_goes_on(pupil: Pupil):
    def gone(route: Route) -> None:
        route.fulfill(status=401, json={"error": "session_over", "message": "", "helplines": []})

    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.sees("join-conversation").check()
    pupil.goes_to_the_summary(TEXT)
    with pupil.meeting(r"/attachments/", gone):
        pupil.presses("summary-next")
        assert "n’a pas pu partir" in pupil.sees("piece-not-sent").inner_text()
        expect(pupil.frame.get_by_test_id("piece-retry")).to_have_count(0)
        pupil.presses("piece-without")
    pupil.is_answered()


def test_leaving_the_composer_keeps_no_voice_and_no_conversation(pupil: Pupil):
    pupil.opens_the_composer()
    pupil.goes_to_the_text()
    pupil.sees("join-conversation").check()
    pupil.presses("voice")
    pupil.presses("voice-start")
    records(pupil)
    pupil.presses("voice-next")
    pupil.presses("handoff-cancel")
    pupil.says(
        "en fait si", {"texts": ["D'accord."], "buttons": [], "helplines": [], "urgent": False, "panel": "handoff"}
    )
    pupil.goes_to_the_text()
    expect(pupil.frame.get_by_test_id("voice-kept")).to_have_count(0)
    expect(pupil.frame.get_by_test_id("join-conversation")).not_to_be_checked()


def test_a_video_is_the_ents_own_behind_its_warning(pupil: Pupil):
    pupil.opens_the_composer(FIRST)
    pupil.goes_to_the_text()
    video = pupil.sees("video")
    link = video.get_by_role("link", name="Ouvrir la messagerie de l’ENT")
    expect(link).to_be_hidden()
    video.locator("summary").click()
    expect(video.get_by_text("elle n’est pas fermée à clé")).to_be_visible()
    with pupil.page.context.expect_page() as opened:
        link.click()
    assert "conversation/conversation" in unquote(opened.value.url)  # signed out of the ENT, it asks who is there first
    assert pupil.flaws() == []

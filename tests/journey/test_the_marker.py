"""Words with a mark, said wherever a pupil's words may go and wherever something may go wrong; then nobody has them any more.

`test_the_whole_way` follows a message that is opened; here the roads are worse: rasa dies under a sentence, requests are broken, a
voice's device has a name, extra fields are sent along; and at the end the pupil leaves at once. One story, told in this order.
"""

import json
import re

import httpx
import pytest
from playwright.sync_api import Frame, expect

from cli.stack import Program
from tests.journey.conftest import Profile, Running
from tests.journey.memory import heap_of, holders
from tests.journey.pupil import PATIENCE, Pupil
from tests.journey.referent import Referent
from tests.journey.wire import Wire, cores, files_saying, is_said, kept_by

pytestmark = pytest.mark.browser

CHAT, PANNE, TEXT, MOT = "zinzolinparole", "zinzolinpanne", "zinzolintexte", "zinzolinsecret"
MICRO, FIELD, BROKEN, HEAD, ADDRESS = (
    "zinzolinmicro",
    "zinzolinchamp",
    "zinzolincasse",
    "zinzolintete",
    "zinzolinadresse",
)
MARKS = (CHAT, PANNE, TEXT, MOT, MICRO, FIELD, BROKEN, HEAD, ADDRESS)
# The device that records says its name to the page; the page must not carry it further.
NAMED_DEVICE = f"Object.defineProperty(MediaStreamTrack.prototype, 'label', {{get: () => '{MICRO} de Léa'}});"
ELSEWHERE = "https://meteofrance.com/**"

STRANGE = """async ([field, broken, head, address]) => {
  const ours = {'Content-Type': 'application/json', 'X-Parlons-En': '1', 'X-Parlons-Turn': '1'};
  const id = crypto.randomUUID(), piece = crypto.randomUUID();
  const attachment = `/api/handoff/envelopes/${id}/attachments/${piece}`;
  const asked = [
    ['POST', '/api/turns', `{"turn": 1, "text": "${broken}`, {}],
    ['POST', '/api/turns', JSON.stringify({turn: broken, text: broken}), {}],
    ['POST', '/api/turns', JSON.stringify({turn: 1, text: broken, name: field}), {}],
    ['POST', '/api/turns', broken.repeat(9000), {}],
    ['POST', '/api/turns', broken, {'Content-Type': `text/${head}`}],
    ['POST', `/api/${address}?${address}=${address}`, '{}', {}],
    ['GET', `/desk/api/envelopes/${address}`, undefined, {'X-Word': head}],
    ['PUT', attachment, JSON.stringify({kind: 'voice', size: 16384, armour: broken, name: `${field}.webm`, type: field}), {}],
    ['PUT', `/api/handoff/envelopes/${id}`, JSON.stringify({school: field, header: {name: field}, armour: broken}), {}],
    ['POST', '/api/state', JSON.stringify({word: [field]}), {}],
    ['POST', '/api/sign-in/join', JSON.stringify({code: field}), {}],
    ['POST', '/ent/logout', `logout_token=${field}`, {'Content-Type': 'application/x-www-form-urlencoded'}],
  ];
  const answers = [];
  for (const [method, path, body, headers] of asked) {
    const answer = await fetch(path, {method, body, headers: {...ours, ...headers}});
    answers.push([answer.status, await answer.text()]);
  }
  return answers;
}"""


def rasa_of(running: Running) -> Program:
    return next(program for program in running.programs() if program.name == "rasa")


def frame_of(pupil: Pupil, running: Running) -> Frame:
    return next(frame for frame in pupil.page.frames if frame.url.startswith(running.settings.bot_url))


def temporary(running: Running) -> tuple[int, list[str]]:
    """When a temporary file was last made or taken away by any process of ours, and what there is."""
    folder = running.settings.folder / "tmp"
    return folder.stat().st_mtime_ns, sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def pupil(at_home: Profile, running: Running, wires: dict[str, Wire], referents: list[Referent]) -> Pupil:
    """At home; three adults can read."""
    wires["pupil"] = Wire(at_home.context)
    return Pupil(at_home.context, running.settings.ent_url)


def test_a_pupil_tells_and_is_answered(pupil: Pupil):
    pupil.signs_in_to_the_ent("lea.martin")
    pupil.opens_the_assistant()
    pupil.writes(f"ils se moquent de moi tous les jours au collège {CHAT}")
    assert any("3018" in card for card in pupil.cards())


def test_a_sentence_under_which_rasa_dies_is_answered_with_the_numbers_and_played_later(pupil: Pupil, running: Running):
    running.stack.kill("rasa")
    before = pupil.assistant.get_by_test_id(re.compile("^message")).count()
    pupil.assistant.get_by_test_id("write").fill(f"et aujourd'hui encore {PANNE}")
    pupil.assistant.get_by_test_id("send").click()
    stalled = pupil.assistant.get_by_test_id("turn-stalled")
    expect(stalled).to_be_visible(timeout=3 * PATIENCE)
    assert "119" in stalled.inner_text()
    running.stack.start([rasa_of(running)])
    pupil.assistant.get_by_test_id("turn-retry").click()
    expect(pupil.assistant.get_by_test_id(re.compile("^message"))).not_to_have_count(before, timeout=PATIENCE)


def test_broken_and_strange_requests_are_refused_without_repeating_a_word(pupil: Pupil, running: Running):
    answers = frame_of(pupil, running).evaluate(STRANGE, [FIELD, BROKEN, HEAD, ADDRESS])
    assert len(answers) == 12
    assert all(400 <= status < 500 for status, _ in answers), [status for status, _ in answers]
    assert not is_said("zinzolin", json.dumps(answers).encode())


def test_a_message_leaves_with_the_conversation_and_a_voice_and_makes_no_temporary_file(pupil: Pupil, running: Running):
    before = temporary(running)
    pupil.begins_to_write_to_adults()
    pupil.says_who_reads()
    pupil.writes_the_text(f"Ça dure depuis la rentrée. {TEXT}")
    assert CHAT in pupil.joins_the_conversation()
    frame_of(pupil, running).evaluate(NAMED_DEVICE)
    pupil.records_a_voice(1)
    pupil.goes_on("text")
    pupil.chooses_the_word(f"Hirondelle {MOT}")
    pupil.sends()
    assert len(running.eventually_delivered(1)) == 1
    assert temporary(running) == before


def test_the_net_holds_while_the_page_is_open_its_memory_has_the_words(pupil: Pupil, running: Running):
    assert is_said(CHAT, heap_of(frame_of(pupil, running)))
    kept = kept_by(pupil.page)
    assert not [mark for mark in MARKS if is_said(mark, kept.encode())]


def test_leaving_at_once_leaves_no_page_of_ours_and_no_word_in_memory(pupil: Pupil, running: Running):
    pupil.page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"))
    pupil.assistant.get_by_test_id("exit").click()
    pupil.page.wait_for_url(ELSEWHERE)
    pupil.page.wait_for_timeout(1_000)  # what leaves with the page, leaves

    left = holders(pupil.page)
    assert [
        one for one in left if running.settings.bot_url in one["url"] or running.settings.ent_url in one["url"]
    ] == []
    pages = [page for page in pupil.context.pages if not page.is_closed()]
    heaps = [heap_of(page) for page in pages]
    assert all(len(heap) > 10_000 for heap in heaps)
    assert [mark for mark in MARKS for heap in heaps if is_said(mark, heap)] == []


def test_going_back_does_not_bring_it_back(pupil: Pupil, running: Running):
    pupil.page.go_back(wait_until="load")
    pupil.page.wait_for_timeout(500)
    shown = [frame.content() for frame in pupil.page.frames]
    assert [mark for mark in MARKS for text in shown if is_said(mark, text.encode())] == []
    assert [mark for mark in MARKS if is_said(mark, heap_of(pupil.page))] == []


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_is_in_a_log_a_byte_of_the_database_a_temporary_file_or_the_ent(running: Running, mark: str):
    folder = running.settings.folder
    assert {"web.log", "rasa.log", "actions.log", "courier.log"} <= {path.name for path in folder.rglob("*.log")}
    assert list(folder.rglob("*.db-wal"))
    assert (folder / "tmp").is_dir()
    assert files_saying(folder, [mark]) == []
    for place in ("mails", "pushes", "messages"):
        assert not is_said(mark, httpx.get(f"{running.emulator_api}/__test/{place}").content), place


def test_on_the_wire_each_mark_is_only_where_it_was_given(wires: dict[str, Wire], running: Running):
    given = {mark: wires["pupil"].saying(mark) for mark in MARKS}
    assert {one.origin for sent in given.values() for one in sent} == {running.settings.bot_url}
    assert given[TEXT] == given[MICRO] == []
    assert {one.told.partition("/api/")[2] for one in (*given[CHAT], *given[PANNE])} == {"turns"}
    assert all("/api/handoff/envelopes/" in one.told for one in given[MOT])
    assert all(given[mark] for mark in (CHAT, PANNE, MOT, BROKEN, FIELD, HEAD, ADDRESS))


def test_no_memory_of_ours_is_on_the_disk_nor_anything_on_the_pupils_computer(at_home: Profile, running: Running):
    for program in running.programs():
        running.stack.kill(program.name)
    assert cores(running.settings.folder) == []
    at_home.context.close()
    assert list(at_home.folder.rglob("History"))
    assert files_saying(at_home.folder, MARKS) == []

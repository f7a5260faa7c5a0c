"""`parlons-en content replay`, as an editor runs it: by hand, from a file, at an hour, and what is kept of it is held by the stories' test."""

import subprocess
from pathlib import Path

import pytest
import yaml

from cli.process import ROOT
from content.replaying.script import MOST_TURNS, BadScriptError, read_script
from content.replaying.story import as_story

BULLIED = "ils se moquent de moi tous les jours à la cantine"
NIGHT, DAY = "2026-11-24T23:30+01:00", "2026-11-24T10:30+01:00"


def replay(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [ROOT / "bin" / "parlons-en", "content", "replay", *arguments]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=180, check=False)


def test_by_hand_the_hour_and_the_level_are_those_asked_for():
    typed = f"{BULLIED}\n1\na\n9\nr\nq\n"
    night = replay("--at", NIGHT, "--niveau", "primaire", typed=typed)
    assert night.returncode == 0, night.stderr
    assert night.stdout.index("119, Allô enfance") < night.stdout.index("3018, e-Enfance")  # the 3018 is shut
    assert "la maîtresse" in night.stdout  # the button pressed by its number, at that level
    assert "Il n'y a pas de bouton 9." in night.stdout
    assert "compris : harcelement" in night.stdout
    assert "parce que : le score de danger atteint le seuil" in night.stdout
    day = replay("--at", DAY, typed=f"{BULLIED}\nq\n")
    assert day.stdout.index("3018, e-Enfance") < day.stdout.index("119, Allô enfance")


def test_what_is_kept_in_one_key_is_a_story_that_holds_and_that_a_changed_answer_breaks(tmp_path: Path):
    script = tmp_path / "essai.txt"
    script.write_text(f"Je suis au collège\n{BULLIED}\nÉcrire aux adultes de mon école\n", encoding="utf-8")
    theme = tmp_path / "stories"
    done = replay(str(script), "--at", DAY, "--histoire", str(theme))
    assert done.returncode == 0, done.stderr
    (path,) = theme.glob("*/*.yml")
    story = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert path.parent.name == "harcelement"
    assert [next(iter(turn)) for turn in story["tours"]] == ["eleve", "bouton"]
    assert (story["niveau"], story["tours"][0]["situation"], story["tours"][0]["qui"]) == (
        "college",
        "harcelement",
        "moi",
    )
    assert held(path) == ""
    story["tours"][0]["premiere_ligne"] = "3114"
    path.write_text(yaml.safe_dump(story, allow_unicode=True), encoding="utf-8")
    assert "la première carte est" in held(path)
    given = tmp_path / "given"
    assert replay(str(script), "--at", DAY, "--niveau", "primaire", "--histoire", str(given)).returncode == 0
    (chosen,) = given.glob("*/*.yml")
    assert yaml.safe_load(chosen.read_text(encoding="utf-8"))["niveau"] == "college"  # what the pupil chose themselves
    again = replay(str(script), "--at", DAY, "--histoire", str(theme))
    assert "Il y a déjà une histoire à ce nom" in again.stdout
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == story


def test_a_story_says_its_hour_and_the_level_that_the_ent_gave():
    reply = {"messages": [], "buttons": [], "helplines": ["119"], "situation": "fugue", "understood": {"about": "self"}}
    name, text = as_story(["je vais partir"], [reply], NIGHT, "primaire")
    story = yaml.safe_load(text)
    assert name == "fugue/je_vais_partir.yml"
    assert (story["niveau"], story["heure"]) == ("primaire", NIGHT)
    assert "niveau" not in yaml.safe_load(as_story(["je vais partir"], [reply], NIGHT)[1])


def held(path: Path) -> str:
    """What the stories' own judge says of that file, in Rasa's environment."""
    code = (
        "import asyncio, sys; from pathlib import Path; from cli.offline_agent import offline_agent;"
        "from tests.stories.holding import Helped, faults; from tests.stories.stage import Clockwork, Stage;"
        "from tests.stories.written import read_story, USUAL_HOUR; clock = Clockwork(USUAL_HOUR); agent = offline_agent(clock);"
        "stage = Stage(agent.__enter__(), clock, asyncio.new_event_loop());"
        "print('\\n'.join(faults(stage, Helped(stage), read_story(Path(sys.argv[1])))))"
    )
    command = [ROOT / ".venv" / "rasa" / "bin" / "python", "-c", code, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "no_turn"),
        ("a.txt", b"\xff\xfe\x00", "not_text"),
        ("a.txt", b"bonjour\n" * (MOST_TURNS + 1), "too_many"),
        ("a.txt", b"x" * 200_001, "too_big"),
        ("a.yml", b"tours: [", "not_story"),
        ("a.yml", b"- eleve: bonjour", "not_story"),
        ("a.yml", b"tours: bonjour", "not_story"),
        ("a.yml", b"tours: [{eleve: 3}]", "not_story"),
        ("a.yml", b"tours: [{autre: bonjour}]", "not_story"),
        ("a.yml", b"tours: []", "no_turn"),
    ],
)
def test_a_file_that_cannot_be_played_is_refused_by_its_name(tmp_path: Path, name: str, content: bytes, code: str):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadScriptError) as refused:
        read_script(tmp_path / name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("absent.yml",), "Ce fichier n'est pas là"),
        (("--fuseau", "Lune/Mer"), "« Lune/Mer » n'est pas une horloge connue"),
        (("--niveau", "maternelle"), "maternelle"),
        (("--at", "demain"), "« demain » n'est pas un instant"),
    ],
)
def test_what_cannot_be_done_is_said_in_french_and_nothing_is_started(arguments: tuple[str, ...], said: str):
    done = replay(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr

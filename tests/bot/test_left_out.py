"""Rasa is served and trained without the libraries that `pyproject.toml` leaves out, and says so when one is asked for."""

import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml

from bot import left_out

left_out.install()

from rasa.core.channels import BUILTIN_CHANNELS  # noqa: E402
from rasa.engine.exceptions import GraphSchemaValidationException  # noqa: E402
from rasa.engine.recipes.default_recipe import DefaultV1Recipe  # noqa: E402
from rasa.exceptions import MissingDependencyException  # noqa: E402
from rasa.shared.exceptions import InvalidConfigException  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
GONE = (
    "tensorflow",
    "keras",
    "sanic-cors",
    "sanic-jwt",
    "aiogram",
    "twilio",
    "slack-sdk",
    "skops",
    "sentry-sdk",
    "boto3",
    "pymongo",
    "redis",
    "aio-pika",
    "aiormq",
)
LOADS = """
import sys
import bot.server
import actions.server
import rasa.model_training
import rasa.engine.recipes.default_components
wrong = {"tensorflow", "keras", "rasa.server", "rasa.core.run"} & set(sys.modules)
assert not wrong, wrong
"""
SERVES = """
import sys
import bot.server
import rasa.graph_components.validators.default_recipe_validator
wrong = {"sklearn", "scipy.stats", "matplotlib"} & set(sys.modules)
assert not wrong, wrong
"""


@pytest.mark.parametrize(
    "program", [LOADS, SERVES], ids=["all of them", "the server, without what only training needs"]
)
def test_the_server_the_acts_and_the_trainer_load_without_what_is_left_out(program: str):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_nothing_that_is_left_out_is_installed():
    assert {found.metadata["Name"].lower() for found in distributions()}.isdisjoint(GONE)


def test_whoever_uses_what_is_left_out_is_told_so():
    with pytest.raises(ModuleNotFoundError, match="left out"):
        BUILTIN_CHANNELS["TelegramInput"]()


def test_every_channel_of_rasa_s_is_a_stand_in():
    assert {channel.__module__ for channel in BUILTIN_CHANNELS.values()} <= set(left_out.OTHER_CHANNELS)


@pytest.mark.parametrize("component", ["DIETClassifier", "ResponseSelector", "CRFEntityExtractor"])
def test_a_configuration_that_names_such_a_component_is_refused(component: str):
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    config["pipeline"].append({"name": component})
    with pytest.raises((InvalidConfigException, GraphSchemaValidationException, MissingDependencyException)):
        DefaultV1Recipe().graph_config_for_recipe(config, {})

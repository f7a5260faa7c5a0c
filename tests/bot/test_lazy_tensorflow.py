import subprocess
import sys

LOADS_THE_SERVER = """
import sys
import bot.server
assert not any(name == "tensorflow" or name.startswith("tensorflow.") for name in sys.modules), "tensorflow is loaded"
assert not any(name == "keras" or name.startswith("keras.") for name in sys.modules), "keras is loaded"
"""

USES_A_TRAINING_CLASS = """
from bot import lazy_tensorflow
lazy_tensorflow.install()
from rasa.graph_components.validators.default_recipe_validator import DefaultV1RecipeValidator
from rasa.engine.graph import GraphSchema
validator = DefaultV1RecipeValidator(GraphSchema({}))
assert hasattr(validator, "validate")
"""


def run(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_the_server_starts_without_tensorflow():
    run(LOADS_THE_SERVER)


def test_a_stand_in_gives_the_real_class_to_whoever_needs_it():
    run(USES_A_TRAINING_CLASS)

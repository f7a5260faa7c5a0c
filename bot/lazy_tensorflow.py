"""Keep TensorFlow out of a serving process: import this module and call `install` before any `rasa` module.

Rasa 3.6.21 imports TensorFlow in every server through three modules that only training uses (measured: 370 MB and
4 CPU-seconds). Stand-ins of the same name take their place in `sys.modules`; each loads the real class on first use, so a model
that truly needs one still works. Nothing of Rasa's is edited; `tests/bot/test_lazy_tensorflow.py` holds it to its promise.
"""

import importlib
import sys
import types
from typing import Any

TRAINING_ONLY = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
    "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
}


def _real_class(module: str, name: str) -> Any:
    stand_in = sys.modules.pop(module)
    try:
        return getattr(importlib.import_module(module), name)
    except BaseException:
        sys.modules[module] = stand_in
        raise


def _stand_in(module: str, name: str) -> type:
    def create(_cls: type, *args: Any, **kwargs: Any) -> Any:
        return _real_class(module, name)(*args, **kwargs)

    return type(name, (), {"__new__": create, "__module__": module})


def install() -> None:
    """Put the stand-ins in place; modules that are already loaded are left as they are."""
    for module, names in TRAINING_ONLY.items():
        if module in sys.modules:
            continue
        stand_in = types.ModuleType(module)
        for name in names:
            setattr(stand_in, name, _stand_in(module, name))
        sys.modules[module] = stand_in

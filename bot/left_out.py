"""What of Rasa 3.6.21 is not installed here, and what takes its place: `bot` installs this; who loads a module of
Rasa's before any of ours calls `install` first.

Rasa imports TensorFlow in every server, and the libraries of fifteen chat services, two stores and a broker, for components that
`config.yml` and `bot.server` do not use (measured: 370 MB and 4 CPU-seconds of a server; 2 GB of an installation, most of its known
vulnerabilities). `pyproject.toml` leaves those libraries out (`exclude-dependencies`); the modules that would import them are
replaced here, in `sys.modules`, by classes of the same name that do nothing. Nothing of Rasa's is edited.
A `config.yml` that names one of these components is refused by Rasa when training: the name is not registered.
"""

import sys
import types

NEED_TENSORFLOW = {
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
    "rasa.utils.tensorflow.model_data": ("RasaModelData", "Data", "FeatureArray", "ragged_array_to_ndarray"),
}
# Would bring scikit-learn, scipy's statistics and matplotlib into every server: a sixth of its memory.
NOT_CHOSEN = {
    "rasa.nlu.extractors.crf_entity_extractor": ("CRFEntityExtractor", "CRFEntityExtractorOptions"),
    "rasa.utils.plotting": (),  # `rasa test` draws
}
OTHER_CHANNELS = {
    "rasa.core.channels.botframework": ("BotFrameworkInput",),
    "rasa.core.channels.callback": ("CallbackInput",),
    "rasa.core.channels.console": ("CmdlineInput",),
    "rasa.core.channels.facebook": ("FacebookInput",),
    "rasa.core.channels.hangouts": ("HangoutsInput",),
    "rasa.core.channels.mattermost": ("MattermostInput",),
    "rasa.core.channels.rasa_chat": ("RasaChatInput",),
    "rasa.core.channels.rest": ("RestInput",),
    "rasa.core.channels.rocketchat": ("RocketChatInput",),
    "rasa.core.channels.slack": ("SlackInput",),
    "rasa.core.channels.socketio": ("SocketIOInput",),
    "rasa.core.channels.telegram": ("TelegramInput",),
    "rasa.core.channels.twilio": ("TwilioInput",),
    "rasa.core.channels.twilio_voice": ("TwilioVoiceInput",),
    "rasa.core.channels.webexteams": ("WebexTeamsInput",),
}

OTHER_STORES = {
    "boto3.dynamodb.conditions": ("Key",),
    "pymongo.collection": ("Collection",),
    "aiormq": (),
}


class _LeftOut:
    """Stands for a class of Rasa's that nothing here may use."""

    def __init__(self, *_args: object, **_more: object) -> None:
        name = type(self).__name__
        raise ModuleNotFoundError(f"{name} is left out of this installation (bot/left_out.py)")

    @classmethod
    def name(cls) -> str:
        """Rasa lists its channels by this name."""
        return cls.__name__


def install() -> None:
    """Put the stand-ins in place; modules that are already loaded are left as they are."""
    for module, names in (NEED_TENSORFLOW | NOT_CHOSEN | OTHER_CHANNELS | OTHER_STORES).items():
        if module in sys.modules:
            continue
        stand_in = types.ModuleType(module)
        for name in names:
            setattr(stand_in, name, type(name, (_LeftOut,), {"__module__": module}))
        sys.modules[module] = stand_in

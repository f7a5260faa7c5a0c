"""What an installation chooses, read once from the environment; every other room receives values."""

from settings.errors import SettingsError
from settings.schools import School
from settings.telegram import TelegramSettings
from settings.values import Settings

__all__ = ["School", "Settings", "SettingsError", "TelegramSettings"]

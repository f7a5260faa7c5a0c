"""The kit of communication: announcements by profile, poster, stickers, and drafts for the ENT's news. Prints and writes nothing."""

from administration.kit.announcements import PUPILS, Announcement
from administration.kit.errors import KitRefused
from administration.kit.files import files
from administration.kit.kit import Kit, build
from administration.kit.stickers import SHEETS

__all__ = ["PUPILS", "SHEETS", "Announcement", "Kit", "KitRefused", "build", "files"]

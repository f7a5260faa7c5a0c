"""Real models, changed: another understanding put into the archive of one, as training would have left it. For both environments."""

import io
import json
import re
import tarfile
from collections.abc import Mapping
from pathlib import Path

from bot.model_file import write_checksum

_OURS = re.compile(r".*PupilUnderstanding\d+/(weights\.npz|words\.json)")


def repacked(base: Path, model: Path, ours: Mapping[str, bytes]) -> Path:
    """A model as `base`, but for the files of our component given by name; with its checksum."""
    with tarfile.open(base) as source, tarfile.open(model, "w:gz", compresslevel=1) as target:
        for member in source.getmembers():
            found, content = _OURS.fullmatch(member.name), source.extractfile(member)
            written = ours.get(found[1]) if found else None
            written = content.read() if written is None and content is not None else written
            if written is not None:
                member.size = len(written)
            target.addfile(member, io.BytesIO(written) if written is not None else None)
    write_checksum(model)
    return model


def broken_on(base: Path, model: Path, word: str) -> Path:
    """A model that raises on each message with that word, which it says it knows and has no weight for."""
    with tarfile.open(base) as source:
        name = next(member for member in source.getmembers() if member.name.endswith("words.json"))
        content = source.extractfile(name)
        assert content is not None
        words = json.load(content)
    words["vocabulary"].append(f"w{word}")
    return repacked(base, model, {"words.json": json.dumps(words).encode()})

"""Each situation is tried by at least one story: what no test plays, nobody knows the end of."""

from collections.abc import Iterator

from content.check.place import Place
from content.check.remarks import Remark


def check(place: Place) -> Iterator[Remark]:
    """Situations that no story expects, stories that expect a situation that is not there."""
    tried: set[str] = set()
    for path in place.stories:
        read = place.read(path)
        for number, turn in enumerate(read.content.get("tours") or ()):
            wanted = turn.get("situation") if isinstance(turn, dict) else None
            if wanted is not None:
                tried.add(str(wanted))
                if wanted not in place.intents:
                    yield Remark(
                        place.name(path), read.line("tours", number), "story_situation", {"situation": str(wanted)}
                    )
    learnt = {path.stem for path in place.examples} & set(place.intents)
    for situation in sorted(learnt - tried - {"conversation", "hors_sujet"}):
        yield Remark(f"data/responses/{situation}.yml", 1, "story_none", {"situation": situation})

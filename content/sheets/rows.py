"""A row of the workbook for each thing that the project says: what its cells show, by our names of the columns."""

from collections.abc import Iterator, Mapping, Sequence

from content.sheets.reading import Line, Saying, Sentence
from content.sheets.texts import headings, texts

Cells = Mapping[str, str]
OPEN: Mapping[str, Sequence[str]] = {
    "sentences": ("text",),
    "sayings": ("text", "remove"),
    "added": tuple(headings("added")),
    "lines": (),
}  # what may be changed; the rest is locked


def sentence_rows(found: Sequence[Sentence]) -> Iterator[Cells]:
    """In the order of the files; a note says which texts go together."""
    of_key = {each.key: each for each in found}
    repeated = {each.same_as for each in found}
    for each in found:
        first = of_key.get(each.same_as or "")
        note = str(texts()["anchor"]) if each.key in repeated else ""
        if first is not None:
            note = str(texts()["same"]).format(scene=first.scene, variation=first.variation, file=first.file)
        shown = {
            "file": each.file,
            "scene": each.scene,
            "variation": str(each.variation),
            "conditions": each.conditions,
        }
        yield {"key": each.key, **shown, "text": each.text, "buttons": each.buttons, "note": note}


def saying_row(each: Saying) -> Cells:
    """Who, how urgent and the flags are those of its block."""
    marks = each.example.marks
    about = str(marks.get("about", "none"))
    shown = {"file": each.file, "situation": each.example.intent, "about": texts()["who"].get(about, about)}
    told = {"urgency": str(marks.get("urgency", 0)), "flags": ", ".join(marks.get("flags") or ())}
    return {"key": each.key, **shown, **told, "text": each.example.text, "remove": ""}


def line_row(each: Line) -> Cells:
    """To read only."""
    return dict(zip(headings("lines"), (each.key, *each.cells), strict=True))

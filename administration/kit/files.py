"""The kit as files: what the command writes in a folder, and what a page may offer to download."""

from datetime import datetime
from html import escape

from administration.kit.kit import Kit
from administration.kit.phrases import phrases, say_date
from facts.paris import in_paris

# a browser that opens the file alone must not guess its letters
_DOCUMENT = '<!doctype html>\n<html lang="fr"><meta charset="utf-8"><title>{title}</title>\n{html}\n'


def files(kit: Kit, school_name: str, at: datetime) -> dict[str, bytes]:
    """Relative path → content; texts are UTF-8."""
    texts = {}
    for each in kit.announcements:
        stem = f"textes/{each.profile}-{each.moment}"
        texts[f"{stem}.txt"] = f"{each.title}\n\n{each.text}"
        texts[f"{stem}.html"] = _DOCUMENT.format(title=escape(each.title), html=each.html)
    texts["LISEZ-MOI.txt"] = phrases()["lisez_moi"].format(
        ecole=school_name,
        date=say_date(in_paris(at).date()),
        valid_until=say_date(kit.valid_until),
        labels=kit.stickers,
    )
    printed = {
        "affiche.pdf": kit.poster_pdf,
        "affiche-languettes.pdf": kit.strips_pdf,
        "etiquettes.pdf": kit.sticker_pdf,
    }
    return {**{name: text.encode() for name, text in texts.items()}, **printed}

"""A long message in pieces that each hold in one breath, so that one sentence of danger is not drowned by forty others.

Pieces end where sentences end; a sentence that never ends is cut at a comma or a link word, else where it is full.
Of a very long text the beginning and the end are read: people say what matters when they start and when they stop.
"""

LONG = 45
_FULL = 40
_ENDS = frozenset(".!?")
_LINKS = frozenset((",", "et", "mais", "puis", "alors", "parce", "donc", "sauf", "apres"))
READ_AT_MOST = 2_400
_BEGINNING = 1_400


def readable(text: str) -> str:
    """The text, or its beginning and its end when it is longer than anyone may send."""
    if len(text) <= READ_AT_MOST:
        return text
    beginning, end = text[:_BEGINNING], text[_BEGINNING - READ_AT_MOST :]
    # Cut at a space where there is one: a text without any is read all the same.
    return (beginning.rpartition(" ")[0] or beginning) + " . " + (end.partition(" ")[2] or end)


def excerpts(folded: str) -> list[str]:
    """The folded message itself when it is short or has no word, else its pieces in order."""
    words = folded.split()
    if len(words) <= LONG:
        return [folded]
    pieces: list[list[str]] = [[]]
    for word in words:
        piece = pieces[-1]
        piece.append(word)
        ends = word in _ENDS and len(piece) >= _FULL * 3 // 4
        if ends or (word in _LINKS and len(piece) >= _FULL) or len(piece) >= LONG:
            pieces.append([])
    return [" ".join(piece) for piece in pieces if any(word.isalnum() for word in piece)] or [folded]

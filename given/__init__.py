"""A sentence that a pupil gave: hidden where it could say who, sealed, read once by an editor, erased (docs/adr/0034).

The one exception to « nothing that a pupil writes is kept »: a school allows it, the assistant has not understood, and the pupil presses a
button under the very words that would go.
"""

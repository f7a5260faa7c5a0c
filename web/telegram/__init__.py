"""The Telegram door: opt-in, for information and orientation only; no hand-off, nothing kept but the sealed conversation (docs/adr/0013).

It speaks to rasa as the pupils' door does, and knows neither the desk nor the administration. Its library is loaded only where it is on.
"""

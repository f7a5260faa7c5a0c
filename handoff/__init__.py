"""A message to the referents and its journey: readers, outbox, delivery, receipts, retention.

Rooms: `envelopes` (deposit) → `outbox` (promise, lease, due) → `delivery` (one attempt) → `receipts` (opened, taken, states).
Beside them: `tokens`, `directory`, `readers`, `courier`, `retention`, `body`. Everything is synchronous SQLAlchemy Core over
an Engine, except what talks to the ENT; an asynchronous caller uses `asyncio.to_thread`.
"""

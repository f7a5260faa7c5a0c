"""A message to the referents and its journey: readers, outbox, delivery, receipts, retention.

Rooms: `envelopes` (deposit) → `outbox` (promise, lease, due) → `delivery` (one attempt) → `receipts` (opened, taken, states).
What referents do with a message: `case_events` (kept) → `cases` (what state that makes), `case_acts`, `papers`, `case_files` (shown).
Beside them: `tokens`, `directory`, `readers`, `courier`, `retention`, `body`.
Keys: `directory` (made) → `vouching` (compared) → `counting` (offered) → `leaving`; `directory_log` and `heads` tell it; `locks`, `drills`,
`recovery` and `rewraps` keep them alive.

Everything is synchronous SQLAlchemy Core over
an Engine, except what talks to the ENT; an asynchronous caller uses `asyncio.to_thread`.
"""

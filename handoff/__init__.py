"""A message to the referents and its journey: readers, outbox, delivery, receipts, retention.

`envelopes`, `exclusions`, `attachments` (deposit) → `carrying/` (outbox, delivery, courier, cleaning) → `arrivals`, `receipts` (opened, taken,
states). `cases/`: `events` (kept) → `case` (what state that makes), `case_acts`, `papers`, `holds`, `files` (shown). `waiting/`: promises,
absences, reminders, the bell. `keys/`: `directory` (made) → `vouching` (compared) → `counting` (counts) → `memberships` (offered) → `leaving`;
`directory_log` and `heads` tell it; `locks`, `drills`, `recovery` and `rewraps` keep them alive. Beside them: `tokens`, `readers`, `retention`, `server_keys`.

Everything is synchronous SQLAlchemy Core over
an Engine, except what talks to the ENT; an asynchronous caller uses `asyncio.to_thread`.
"""

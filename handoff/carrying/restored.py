"""What becomes of the journeys in a backup that is put back: nothing that was on its way leaves again by itself.

The backup does not know what happened after it was made: a message that it shows on its way may have reached the school long ago, and been
answered. So every one of them stops where the desk shows it to its readers (outcome `restored`), and none goes to the ENT a second time. What
we may have left in the pupil's mailbox can no longer be cleaned, the token being nowhere: it is said, as after `traces_left`.
"""

import logging
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from handoff.carrying.outcomes import Outcome
from handoff.carrying.traces import Traces
from handoff.states import PENDING, State
from handoff.tables import outbox, outbox_drafts

logger = logging.getLogger("parlons_en.handoff")
_ON_THEIR_WAY = [state.value for state in sorted({State.DEPOSITED, *PENDING}, key=lambda state: state.value)]


def settle_restored(connection: Connection, now: datetime) -> int:
    """Stop every journey that is not over, in the transaction that puts the rows back; how many of them the desk shows from here."""
    on_its_way = outbox.c.state.in_(_ON_THEIR_WAY)
    stopped = connection.execute(select(outbox).where(on_its_way).order_by(outbox.c.envelope_id)).all()
    drafts = select(outbox_drafts.c.envelope_id)
    sent_for = outbox.c.state.in_([state.value for state in PENDING])
    traces = outbox.c.due_at.is_not(None) & (sent_for | outbox.c.envelope_id.in_(drafts) | outbox.c.traces.is_not(None))
    connection.execute(update(outbox).where(traces).values(traces=Traces.LEFT.value))
    connection.execute(update(outbox).where(on_its_way).values(state=State.STRANDED.value, changed_at=now))
    connection.execute(update(outbox).values(due_at=None, conversation=None))
    for row in stopped:
        told = (Outcome.RESTORED.word, row.envelope_id, State.STRANDED.value, row.attempts)
        logger.info("delivery outcome=%s key=- envelope=%s state=%s attempt=%d", *told)
    return len(stopped)

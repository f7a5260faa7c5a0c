"""What is known of our messages in the pupil's own mailbox, beyond the drafts whose ids we hold.

NULL   nothing of ours there, or only what `outbox_drafts` names, which will be cleaned
late   a draft of ours may be there, or may still come: nobody had its id (no answer, or the process died)
again  cleaned once; looked at once more, for a draft that the ENT was late to make
left   something of ours may stay for good: the ENT refused to take it away, or the token died first. The pupil is told; it is cleaned if they
       send something else one day
"""

from datetime import timedelta
from enum import Enum

# Longer than a proxy holds a request that nobody waits for any more.
SETTLED_AFTER = timedelta(seconds=90)


class Traces(str, Enum):
    """The column `outbox.traces`."""

    LATE = "late"
    AGAIN = "again"
    LEFT = "left"

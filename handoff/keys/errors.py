"""Why something asked of a referent's key stops: the branch KeysError of the tree in `handoff.errors`. Sentences are fixed.

KeysError               what is asked of a key cannot be
├── KeyUnknown            nobody here has this key, or it is refused since its owner left
├── KeyChanged            it is not the key that was compared
├── KeyOfYourself         nobody vouches for themselves, nor says of themselves that they have left
├── Administers           who administers the school vouches for nobody
├── NotCounted            only somebody whose key counts may do this
├── SignatureRefused      not signed by who says so, or not this
├── HeadRefused           such a head is not on the log, or an older one than was signed before
├── LastLock              without it, nothing would open the key
├── SharesRefused         shares for others than colleagues whose keys count, or fewer than two
├── RecoveryRefused       nothing to recover, or not by two yet
└── RewrapRefused         this person may not be given this message
"""

from handoff.errors import HandoffError


class KeysError(HandoffError):
    """What is asked of a key cannot be."""

    code = "keys_error"


class KeyUnknown(KeysError):
    """No such key here, or one that is refused."""

    code = "key_unknown"


class KeyChanged(KeysError):
    """Not the key that was compared."""

    code = "key_changed"


class KeyOfYourself(KeysError):
    """It takes a colleague."""

    code = "key_of_yourself"


class Administers(KeysError):
    """An administrator of the school vouches for nobody."""

    code = "key_administrator"


class NotCounted(KeysError):
    """Only somebody whose key counts may."""

    code = "key_not_counted"


class SignatureRefused(KeysError):
    """Not signed by who says so."""

    code = "signature_refused"


class HeadRefused(KeysError):
    """Not a head of this log."""

    code = "head_refused"


class LastLock(KeysError):
    """The last way in stays."""

    code = "last_lock"


class SharesRefused(KeysError):
    """Not shares for two counted colleagues or more."""

    code = "shares_refused"


class RecoveryRefused(KeysError):
    """Nothing to recover, or not by two yet."""

    code = "recovery_refused"


class RewrapRefused(KeysError):
    """This person may not be given this message."""

    code = "rewrap_refused"

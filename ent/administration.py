"""What a local administrator's rights allow, one method per endpoint (reference/ent-contract.md §1.7, §3, §5, §6)."""

from ent.accounts import AccountClient
from ent.communication import CommunicationCalls
from ent.directory import DirectoryCalls
from ent.newsroom import NewsCalls
from ent.registry import RegistryCalls


class AdministrationClient(AccountClient, DirectoryCalls, CommunicationCalls, RegistryCalls, NewsCalls):
    """Calls with the credential of one administrator.

    Every method raises EntError. MandatoryStep says what the person has to do in the ENT first (administrators often need their
    second factor); NotSignedIn that the session or token is over, or that the token's scopes do not hold the module; Forbidden that
    this is not their school. Reads may be repeated. Writes end the same when repeated, but for `create_…`: after EntUnreachable or
    BadAnswer, look for what may have been made before making it again.
    """

"""What a link needs of its two ends (contract, 3.4) [R]: INCOMING lets members write, OUTGOING shows them one by one."""

from __future__ import annotations

from emulator.people import Direction, Group

_MASKS: dict[Direction, int] = {"NONE": 0, "INCOMING": 1, "OUTGOING": 2, "BOTH": 3}
_RULES: dict[int, Direction] = {mask: rule for rule, mask in _MASKS.items()}


def wanted(group: Group, needed: Direction) -> Direction:
    """The rule of the group once it has `needed` too; the end that is a broadcast list never shows its members."""
    if needed == "OUTGOING" and group.sub_type == "BroadcastGroup":
        return "NONE"
    return _RULES[_MASKS[group.users] | _MASKS[needed]]


def added(group: Group, needed: Direction) -> bool:
    """Reaching that rule would open something that is closed now."""
    return bool(_MASKS[wanted(group, needed)] & ~_MASKS[group.users])


def removable(group: Group, *, receives: bool, sends: bool) -> Direction:
    """The rule left when what no link needs is taken away: the writers of a group need OUTGOING, its links INCOMING."""
    needed = (_MASKS["OUTGOING"] if receives else 0) | (_MASKS["INCOMING"] if sends else 0)
    return _RULES[_MASKS[group.users] & needed]

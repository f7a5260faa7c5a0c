"""How sure a share is: Wilson's 95 % interval."""

from dataclasses import dataclass

_Z = 1.959964


@dataclass(frozen=True)
class Estimate:
    """A figure between the bounds of its 95 % interval; `count`: how many lines it is of."""

    value: float
    low: float
    high: float
    count: int = 0


def wilson(hits: int, count: int) -> Estimate:
    """A share with Wilson's interval; of nothing, nothing is known."""
    if not count:
        return Estimate(0.0, 0.0, 1.0)
    value, squared = hits / count, _Z * _Z
    centre = (value + squared / (2 * count)) / (1 + squared / count)
    reach = _Z * ((value * (1 - value) + squared / (4 * count)) / count) ** 0.5 / (1 + squared / count)
    low, high = (0.0 if hits == 0 else centre - reach), (1.0 if hits == count else centre + reach)
    return Estimate(value, low, high, count)

"""`python -m benchmarks.load.unadmitted --port 8091`: web as it was before admission control, for `overload.py` to compare. Never for pupils."""

import sys

from web import admission

if __name__ == "__main__":
    for name in ("BEGINNINGS", "TURNS"):
        setattr(admission, name, admission.Bounds(target=float("inf"), least=400, most=400))

    from web.__main__ import main

    sys.exit(main())

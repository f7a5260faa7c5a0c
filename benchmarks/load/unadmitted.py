"""`python -m benchmarks.load.unadmitted --port 8091` (web's environment): web as it was before admission control, for `overload.py` to compare. Never for pupils."""

import importlib
import runpy

if __name__ == "__main__":
    admission = importlib.import_module("web.admission")
    for name in ("BEGINNINGS", "TURNS"):
        setattr(admission, name, admission.Bounds(target=float("inf"), least=400, most=400))
    runpy.run_module("web", run_name="__main__", alter_sys=True)

"""`PYTHONPATH=. .venv/web/bin/python -m tests.campaign`: at least 1,000 hand-offs through everything that may go wrong; prints the tables.

`--keep` writes them in benchmarks/handoffs/ too. The same seed plays the same plans. Ends with 1 when anything was not as it must be.
"""

import argparse
import sys
import time
from pathlib import Path

from tests.campaign.counting_up import as_markdown
from tests.campaign.running import campaign
from tests.ent.emulated import running_ent

RESULTS = Path(__file__).parents[2] / "benchmarks" / "handoffs"
SEED, HANDOFFS, TOLD_EVERY = 6, 1_000, 50


def _tell(done: int) -> None:
    if done % TOLD_EVERY < 2:
        print(f"  {done} remises", file=sys.stderr, flush=True)  # noqa: T201


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="tests.campaign")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--handoffs", type=int, default=HANDOFFS)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    started = time.monotonic()
    with running_ent() as ent:
        figures = campaign(ent, asked.seed, asked.handoffs, _tell)
    said = as_markdown(figures, f"Campagne de fautes, graine {asked.seed}", time.monotonic() - started)
    print(said)  # noqa: T201
    if asked.keep:
        (RESULTS / f"seed-{asked.seed}.md").write_text(said, encoding="utf-8")
    return 1 if figures.lies else 0


if __name__ == "__main__":
    sys.exit(main())

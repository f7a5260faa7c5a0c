"""« --why » reads the very archive that is served, however many parts its pipeline has."""

import subprocess

from tests.dialogues.conftest import ROOT


def test_a_sentence_is_explained_by_the_model_that_is_served():
    asked = [ROOT / "bin" / "parlons-en", "understand", "--why", "mon daron me tape"]
    done = subprocess.run(asked, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "« tape »" in done.stdout.decode()

"""What could say who is hidden, here as in the browser, once and for all; what is left looks like nothing personal."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from content.check.examples import PERSONAL
from given.hiding import hidden, may_be_given
from given.keeping import KEPT
from given.rules import rules

CLIENT = Path(__file__).parents[2] / "web" / "client"
MARK = rules().mark

HIDDEN = [
    ("je m'appelle lea martin et ils me tapent", ("lea", "martin")),
    ("je m'appelle zoubi et ils me parlent mal", ("zoubi",)),
    ("salut, Kelyah de la 4eB m'insulte", ("kelyah", "4e")),
    ("je suis au collège jean moulin à nantes", ("jean", "moulin", "nantes")),
    ("j'habite rue des lilas et c'est nul", ("lilas",)),
    ("appelle moi au 06 12 34 56 78 ce soir", ("06", "12", "78")),
    ("ecris moi a zoubi.da@exemple.fr stp", ("zoubi", "exemple")),
    ("regarde www.truc.fr et truc.fr/moi tu verras", ("truc",)),
    ("mon insta c zoubida tu peux voir", ("zoubida",)),
    ("@zoubida m'a encore dit des choses", ("zoubida",)),
    ("mme dupont dit rien en classe", ("dupont",)),
    ("le frère d'emma me parle mal", ("emma",)),
    ("lea😭 me parle plus jamais", ("lea",)),
    ("le\u0301a me parle plus jamais", ("le\u0301a", "léa")),
    ("JE SUIS ZOUBIDA ET J'AI MAL", ("zoubida",)),
    ("ｚｏｕｂｉｄａ ou зубида me parle mal", ("ｚｏｕｂｉｄａ", "зубида")),
]
LEFT = [
    "ils arretent pas de me charier a la cantine",
    "g le seum ils me tèj du groupe a chaque fois",
    "mon daron i mfou des baffes 😭😭",
]
PIECES = some.sampled_from(
    [*["…", ".", ",", "!", "?", "'", "-", "@", "/", ":", "#", "4", "06"], "lea", "Léa", "Zoubi", "je", "m'appelle", "rue", "college", "de", "la", "mal",
     "www.a.fr", "a@b.fr", "\u00a0", "\u2028", "œuf", "Œuf", "ÉCOLE", "😭", "e\u0301", "\u200d", "İ", "ß", "ﬁ"]
)  # fmt: skip
TYPED = some.one_of(
    some.text(max_size=60), some.lists(PIECES, max_size=90).map(" ".join), some.lists(PIECES).map("".join)
)


@pytest.mark.parametrize(("written", "gone"), HIDDEN)
def test_what_says_who_is_hidden(written: str, gone: tuple[str, ...]):
    shown = hidden(written)
    assert MARK in shown
    assert not [each for each in gone if each in shown.casefold()]


@pytest.mark.parametrize("written", LEFT)
def test_what_says_only_what_happens_is_left(written: str):
    assert hidden(written) == written
    assert may_be_given(written)


@pytest.mark.parametrize(
    "sentence", ["", MARK, "ok", f"{MARK} me {MARK} tape {MARK} {MARK}", "lea me tape tout le temps", "a  b c d", "\0"]
)
def test_what_says_too_little_or_is_not_hidden_may_not_be_given(sentence: str):
    assert not may_be_given(sentence)


@settings(deadline=None, max_examples=300)
@given(text=TYPED)
def test_hiding_again_changes_nothing_and_what_is_left_is_short_and_nothing_personal(text: str):
    shown = hidden(text)
    assert hidden(shown) == shown
    assert len(shown) <= rules().most
    assert not [code for code, pattern in PERSONAL.items() if pattern.search(shown)]
    assert not any(sign.isdigit() and sign.isascii() for sign in shown)


@settings(deadline=None, max_examples=100)
@given(
    before=some.sampled_from(["", "avec ", "je vois ", "c'est "]),
    name=some.sampled_from(sorted(rules().names)),
    how=some.sampled_from([str, str.title, str.upper]),
)
def test_a_first_name_of_the_list_is_hidden_however_it_is_written(before: str, name: str, how):
    assert how(name) not in hidden(f"{before}{how(name)} me parle mal").split(" ")


def test_no_word_is_at_once_ordinary_and_a_name():
    assert not rules().ordinary & (rules().names | rules().places)


@pytest.fixture(scope="session")
def in_the_browser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser's own module, made to answer lines."""
    folder = tmp_path_factory.mktemp("hiding")
    entry = folder / "answering.ts"
    entry.write_text(
        f'import {{ hidden, mayBeGiven }} from "{CLIENT}/src/given/hiding";\n'
        'import { readFileSync } from "node:fs";\n'
        'const asked = JSON.parse(readFileSync(0, "utf8")) as string[];\n'
        "console.log(JSON.stringify(asked.map((text) => [hidden(text), mayBeGiven(text)])));\n",
        encoding="utf-8",
    )
    made = folder / "answering.mjs"
    how = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning", f"--outfile={made}"]
    subprocess.run([CLIENT / "node_modules/.bin/esbuild", entry, *how], check=True, cwd=CLIENT)
    return made


def asked(made: Path, texts: list[str]) -> list[list[object]]:
    done = subprocess.run(["node", made], input=json.dumps(texts).encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


@settings(deadline=None, max_examples=20)
@given(texts=some.lists(TYPED, min_size=30, max_size=60))
def test_the_browser_hides_exactly_what_the_server_hides(in_the_browser: Path, texts: list[str]):
    assert asked(in_the_browser, texts) == [[hidden(text), may_be_given(text)] for text in texts]


def test_the_browser_hides_as_much_in_what_is_above(in_the_browser: Path):
    texts = [written for written, _ in HIDDEN] + LEFT
    assert asked(in_the_browser, texts) == [[hidden(text), may_be_given(text)] for text in texts]


def test_pupils_and_administrators_are_told_the_days_that_a_sentence_is_kept():
    told = (CLIENT / "src/texts/giving.fr.ts").read_text(encoding="utf-8")
    pages = (CLIENT.parents[1] / "data/responses/administration_pages.yml").read_text(encoding="utf-8")
    assert f"KEPT_DAYS = {KEPT.days};" in told
    assert f"en {KEPT.days} jours au plus" in pages

"""`parlons-en stats`, as it is run: what it prints, the page it writes, and what it says when it cannot."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sqlalchemy as sa

from cli.stats import main, page
from cli.stats_view import views
from database import open_engine
from facts.helplines import load_helplines
from tallies.counting import BEGUN, HANDED_OVER, SHOWN
from tallies.publishing import shown
from tallies.reading import Figures
from tallies.tables import TALLIES, prepare
from tallies.terms import Term

SCHOOLS = "- {id: col-zola, uai: 0330139P, name: Zola, group_id: grp, group_name: Parlons-en, zone: A}\n"
COUNTED = {
    BEGUN: {"33": 120, "40": 30, "64": 14},
    HANDED_OVER: {"33": 7, "40": 5, "64": 4},
    SHOWN + "119": {"33": 41, "40": 3, "64": 12},
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "schools.yml").write_text(SCHOOLS)
    url = "http://ent.localhost"
    values = {
        "DATABASE": f"sqlite:///{tmp_path}/stats.db",
        "SERVER_KEYS": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
        "SCHOOLS": f"{tmp_path}/schools.yml",
        "EXIT_URL": "https://meteofrance.com",
        "PUBLIC_URL": "http://bot.localhost",
        "RASA_SECRET": "r" * 32,
        "ACTIONS_SECRET": "a" * 32,
        "ENT_CLIENT_ID": "vpe",
        "ENT_CLIENT_SECRET": "s",
    }
    values |= dict.fromkeys(("ENT_PUBLIC_URL", "ENT_API_URL", "RASA_URL", "ACTIONS_URL"), url)
    for name, value in values.items():
        monkeypatch.setenv(f"PARLONS_EN_{name}", value)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path / "stats.db"


def fill(file: Path, year: int = 2020) -> None:
    db = open_engine(f"sqlite:///{file}")
    prepare(db)
    rows = [
        {"place": place, "year": year, "term": 1, "what": what, "count": count}
        for what, by_place in COUNTED.items()
        for place, count in by_place.items()
    ]
    with db.begin() as connection:
        connection.execute(sa.insert(TALLIES), rows)
    db.dispose()


class Page(HTMLParser):
    """Every tag, and the text of tables and drawings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.within: list[str] = []
        self.said: dict[str, list[str]] = {"table": [], "svg": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.said:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.said:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within and data.strip():
            self.said[self.within[-1]].append(data.strip())


def test_it_prints_the_large_numbers_of_a_finished_term_and_hides_the_small_ones(file: Path, capsys):
    fill(file)
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "Premier trimestre 2020-2021" in said
    for line in (r"Gironde \(33\) *│ *120", r"Landes \(40\) *│ *30", "Ensemble *│ *164", "Ensemble *│ *16 "):
        assert re.search(line, said), line
    assert "3 lieux : cachés" in said  # messages handed over: 7, 5 and 4
    assert not re.search(r"│ *[0-9] *│", said)
    assert "█" in said


def test_it_says_so_when_no_term_is_over(file: Path, capsys):
    fill(file, year=2900)
    assert main([]) == 0
    assert "aucun trimestre terminé" in capsys.readouterr().out


def test_the_page_needs_nothing_and_runs_nothing(file: Path, tmp_path: Path, capsys):
    fill(file)
    assert main(["--html", str(tmp_path / "p.html")]) == 0
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    read = Page(text)
    assert not {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object", "form"}
    assert not [name for _, given in read.tags for name in given if name in {"src", "href"} or name.startswith("on")]
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")


def test_beside_each_drawing_is_a_table_with_the_same_numbers(file: Path, tmp_path: Path, capsys):
    fill(file)
    main(["--html", str(tmp_path / "p.html")])
    read = Page((tmp_path / "p.html").read_text(encoding="utf-8"))
    drawn = [given for tag, given in read.tags if tag == "svg"]
    ids = [given["id"] for _, given in read.tags if "id" in given]
    assert len(drawn) == 2  # of the messages only the total is shown: nothing to draw
    assert all(given["role"] == "img" and given["aria-labelledby"] in ids for given in drawn)
    assert len(ids) == len(set(ids))
    numbers = [word for word in read.said["svg"] if word.isdigit()]
    assert numbers == ["120", "30", "14", "12"]
    assert set(numbers) < set(read.said["table"])


def test_no_small_number_is_anywhere_on_the_page(file: Path, tmp_path: Path, capsys):
    fill(file)
    main(["--html", str(tmp_path / "p.html")])
    read = Page((tmp_path / "p.html").read_text(encoding="utf-8"))
    assert not [word for part in read.said.values() for word in part if word.isdigit() and int(word) < 10]
    assert "41" not in read.said["table"]  # hidden with the 3: it would give it away


def test_every_name_is_escaped_on_the_page():
    counted = dict.fromkeys(("begun", "handed_over", "opened_in_time", "opened_late", "opened_unpromised"), shown({}))
    term = Figures(Term(2020, 1), counted, {"<script>": shown({"33": 50})})
    assert "<script" not in page(views((term,)))
    assert "&lt;script&gt;" in page(views((term,)))


def test_a_missing_database_is_not_made_and_is_said(file: Path, capsys):
    assert main([]) == 2
    assert str(file) in capsys.readouterr().err
    assert not file.exists()


def test_a_page_that_cannot_be_written_and_a_database_that_fails_are_said_without_quoting(
    file: Path, tmp_path: Path, capsys
):
    fill(file)
    assert main(["--html", str(tmp_path / "nowhere" / "p.html")]) == 2
    assert "n'a pas pu être écrite" in capsys.readouterr().err
    file.write_bytes(b"zinzolin" * 1000)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "PARLONS_EN_DATABASE" in said
    assert "zinzolin" not in said


def test_every_helpline_has_a_name_to_be_read():
    counted = dict.fromkeys(("begun", "handed_over", "opened_in_time", "opened_late", "opened_unpromised"), shown({}))
    lines = {line: shown({}) for line in load_helplines().by_default()}
    (view,) = views((Figures(Term(2026, 3), counted, lines),))
    assert view.title == "Troisième trimestre 2026-2027"
    assert all(load_helplines().lines[line].name in view.rare_lines for line in lines)

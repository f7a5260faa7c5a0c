from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from administration.kit import KitRefused, build, files
from administration.kit.phrases import say_date, say_hours
from facts.helplines import Helplines, load_helplines
from facts.paris import DAYS
from schools.page import LocalLine, SchoolPage
from tests.kit.kit_scene import ADDRESS, AT, BLOG, EVERY_DAY, PUBLIC, SCHOOL, plain, whole_kit

LOCAL = LocalLine(
    "Maison des adolescents", "0556000000", "Pour parler à quelqu'un.", "du lundi au vendredi", date(2026, 11, 1)
)


def with_line(line_id: str, **changes: object) -> Helplines:
    known = load_helplines()
    return Helplines(
        {**known.lines, line_id: replace(known.lines[line_id], **changes)}, known.superseded, known.holidays
    )


@pytest.mark.parametrize("line", ["119", "3018", "3114", "17", "15", "18", "112", "114"])
def test_one_number_past_its_date_and_nothing_is_made(line: str):
    stale = with_line(line, verified_on=date(2026, 1, 2), valid_until=date(2026, 11, 21))
    with pytest.raises(KitRefused, match=f"« {line} » n'a pas été vérifié depuis le 2 janvier 2026") as refused:
        build(SCHOOL, PUBLIC, SchoolPage(), AT, helplines=stale)
    assert refused.value.code == "expired"
    assert "helplines.yml" in str(refused.value)


def test_the_last_day_of_a_fact_is_still_good():
    build(SCHOOL, PUBLIC, SchoolPage(), AT, helplines=with_line("119", valid_until=date(2026, 11, 22)))


def test_the_hours_printed_are_those_of_the_facts():
    known = load_helplines()
    early = replace(known.lines["3018"].schedule, opens=8 * 60 + 30)
    kit = build(SCHOOL, PUBLIC, SchoolPage(), AT, helplines=with_line("3018", schedule=early))
    for each in kit.announcements:
        assert "tous les jours de 8 h 30 à 23 h" in plain(each.text)
        assert "de 9 h à 23 h" not in plain(each.text)
    assert kit.poster_pdf != whole_kit().poster_pdf


def test_the_kit_must_be_made_again_when_its_first_number_may_have_changed():
    assert whole_kit().valid_until == min(line.valid_until for line in load_helplines().lines.values())
    soon = build(SCHOOL, PUBLIC, SchoolPage(), AT, helplines=with_line("18", valid_until=date(2027, 1, 1)))
    assert soon.valid_until == date(2027, 1, 1)
    assert "avant le 1er janvier 2027" in files(soon, SCHOOL.name, AT)["LISEZ-MOI.txt"].decode()


@pytest.mark.parametrize(("clock", "printed"), [("America/Martinique", True), ("Europe/Paris", False)])
def test_a_local_line_is_printed_until_its_last_day_ends_at_the_school(clock: str, printed: bool):
    last_hour = datetime(
        2026, 11, 22, 23, 30, tzinfo=timezone.utc
    )  # already the 23rd in Paris, still the 22nd in Martinique
    page = SchoolPage(lines=(replace(LOCAL, verified_on=date(2026, 5, 22)),))
    kit = build(replace(SCHOOL, timezone=clock), PUBLIC, page, last_hour)
    assert any("Maison des adolescents" in plain(each.text) for each in kit.announcements) is printed
    assert (kit.valid_until == date(2026, 11, 22)) is printed


def test_a_local_line_comes_after_the_national_ones_while_it_is_verified():
    page = SchoolPage(lines=(LOCAL,))
    kit = build(SCHOOL, PUBLIC, page, AT)
    for each in (each for each in kit.announcements if each.moment == "annonce"):
        assert each.text.index("Maison des adolescents") > each.text.rindex("3114")
    assert kit.valid_until == date(2027, 5, 1)
    later = build(SCHOOL, PUBLIC, page, datetime(2027, 5, 2, tzinfo=timezone.utc))
    assert not any("Maison des adolescents" in each.text for each in later.announcements)


def test_the_blog_of_the_territory_is_named_only_where_there_is_one():
    assert all(BLOG in each.text for each in whole_kit().announcements if each.moment != "rappel")
    without = build(SCHOOL, PUBLIC, SchoolPage(), AT)
    assert not any("blog" in each.text or "près de chez" in each.text for each in without.announcements)


def test_a_school_that_never_gave_its_hours_reads_on_school_days():
    kit = build(SCHOOL, PUBLIC, SchoolPage(), AT)
    assert all("les jours de classe" in plain(each.text) for each in kit.announcements if each.moment == "annonce")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (EVERY_DAY, "du lundi au vendredi de 8 h à 17 h"),
        ({**EVERY_DAY, "sat": (510, 720)}, "du lundi au vendredi de 8 h à 17 h, et le samedi de 8 h 30 à 12 h"),
        ({"mon": (480, 1020), "tue": (480, 1020)}, "le lundi et le mardi de 8 h à 17 h"),
        ({"wed": (480, 720)}, "le mercredi de 8 h à 12 h"),
        (
            {**dict.fromkeys(("mon", "tue", "thu", "fri"), (480, 1020)), "wed": (480, 720)},
            "le lundi, le mardi, le jeudi et le vendredi de 8 h à 17 h, et le mercredi de 8 h à 12 h",
        ),
        ({}, "les jours de classe"),
    ],
)
def test_hours_are_said_as_one_says_them(hours: dict[str, tuple[int, int]], said: str):
    assert say_hours(hours) == said


@given(st.dictionaries(st.sampled_from(DAYS), st.sampled_from([(480, 1020), (480, 720)])))
def test_every_open_day_is_said_once_or_covered(hours: dict[str, tuple[int, int]]):
    said = say_hours(hours)
    names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    covered = set()
    for part in said.split(", et ") if hours else []:
        found = [name for name in names if name in part]
        places = [names.index(name) for name in found]
        span = set(range(places[0], places[-1] + 1) if part.startswith("du ") else places)
        assert covered.isdisjoint(span)
        covered |= span
    assert covered == {DAYS.index(day) for day in hours}


def test_days_are_said_in_french():
    assert [say_date(date(2027, 5, 1)), say_date(date(2026, 8, 22))] == ["1er mai 2027", "22 août 2026"]


def test_a_name_that_looks_like_a_placeholder_is_printed_as_it_is():
    odd = replace(SCHOOL, name="Collège {119.number} & <b>Zola</b>")
    kit = build(odd, PUBLIC, SchoolPage(), AT, levels=("college",))
    staff = next(each for each in kit.announcements if each.profile == "personnels")
    assert "Collège {119.number} & <b>Zola</b>" in staff.text
    assert "Collège {119.number} &amp; &lt;b&gt;Zola&lt;/b&gt;" in staff.html


def test_an_address_too_long_to_be_scanned_from_afar_is_refused():
    with pytest.raises(KitRefused, match="trop longue"):
        build(SCHOOL, f"https://{'parlons-en.' * 12}exemple.fr", SchoolPage(), AT)


def test_a_sign_that_the_font_does_not_have_is_refused_rather_than_printed_as_a_box():
    with pytest.raises(KitRefused, match="police de l'affiche"):
        build(replace(SCHOOL, name="Collège 学校"), PUBLIC, SchoolPage(), AT)


def test_the_address_leads_to_this_school():
    assert whole_kit().address == ADDRESS

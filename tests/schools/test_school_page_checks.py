import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.checks import Fault, faults
from schools.encoding import from_json, to_json
from schools.page import Absence, Person, SchoolPage
from schools.words import fault_of_hours, fault_of_name, fault_of_welcome, fault_of_what_for
from tests.schools.moments import ADO, FULL, TODAY

MOREL = Person("c3d5c0de-0000-4000-8000-000000000007", "Anne Morel")


def test_the_defaults_and_a_full_page_are_fine():
    assert faults(SchoolPage(), TODAY) == ()
    assert faults(FULL, TODAY) == ()


@pytest.mark.parametrize(
    ("page", "field", "code"),
    [
        (SchoolPage(hours={"sun": (480, 720)}), "hours.sun", "day_unknown"),
        (SchoolPage(hours={"mon": (720, 480)}), "hours.mon", "hours_order"),
        (SchoolPage(hours={"mon": (480, 480)}), "hours.mon", "hours_order"),
        (SchoolPage(hours={"mon": (300, 720)}), "hours.mon", "hours_night"),
        (SchoolPage(hours={"mon": (480, 1260)}), "hours.mon", "hours_night"),
        (SchoolPage(hours={"mon": (480, 500)}), "hours.mon", "hours_short"),
        (SchoolPage(absences=(Absence(date(2026, 12, 2), date(2026, 12, 1)),)), "absences.0.to", "absence_order"),
        (SchoolPage(absences=(Absence(TODAY, TODAY + timedelta(days=400)),)), "absences.0.to", "absence_long"),
        (SchoolPage(absences=(Absence(date(2029, 1, 1), date(2029, 1, 1)),)), "absences.0.from", "absence_far"),
        (SchoolPage(absences=(Absence(TODAY, TODAY),) * 21), "absences", "absences_many"),
        (SchoolPage(lines=(ADO,) * 4), "lines", "lines_many"),
        (SchoolPage(lines=(ADO, replace(ADO, name=""))), "lines.1.name", "missing"),
        (SchoolPage(lines=(replace(ADO, number="3020", verified_on=TODAY - timedelta(days=31)),)), "lines.0.number", "number_to_call"),
        (SchoolPage(lines=(replace(ADO, number="116 111"),)), "lines.0.number", "number_dead"),
        (SchoolPage(lines=(replace(ADO, verified_on=TODAY + timedelta(days=1)),)), "lines.0.verified_on", "verified_later"),
        (SchoolPage(welcome="Appelle le 3018."), "welcome", "welcome_digit"),
        (SchoolPage(delay_days=0), "delay_days", "delay_range"),
        (SchoolPage(delay_days=6), "delay_days", "delay_range"),
        (SchoolPage(head=Person("", "Anne Morel")), "head.id", "missing"),
        (SchoolPage(head=Person("c3d5 c0de", "Anne Morel")), "head.id", "ent_id"),
        (SchoolPage(head=Person("a" * 37, "Anne Morel")), "head.id", "ent_id"),
        (SchoolPage(head=Person("anne.morel@ecole", "Anne Morel")), "head.id", "ent_id"),
        (SchoolPage(head=Person("c3d5c0de", "")), "head.name", "missing"),
        (SchoolPage(outside=Person("c3d5c0de", "06 39 98 00 00")), "outside.name", "person_name"),
        (SchoolPage(outside=Person("c3d5c0de", "<b>Anne</b>")), "outside.name", "markup"),
        (SchoolPage(head=MOREL, outside=replace(MOREL, name="Une autre")), "outside.id", "person_twice"),
        (SchoolPage(kept_months=2), "kept_months", "kept_range"),
        (SchoolPage(kept_months=25), "kept_months", "kept_range"),
    ],
)  # fmt: skip
def test_what_may_not_be_shown_is_refused_where_it_is(page, field, code):
    assert Fault(field, code) in faults(page, TODAY)


def test_a_line_verified_today_is_fine():
    assert faults(SchoolPage(lines=(replace(ADO, verified_on=TODAY),)), TODAY) == ()


@pytest.mark.parametrize(
    "welcome",
    [
        "",
        "Bienvenue sur l'espace du collège Émile-Zola.",
        "Ici, tu peux écrire aux adultes du collège : infirmière, CPE, assistante sociale.",
        "Le collège est à ton écoute les jours de classe.",
        "Tu peux aussi pousser la porte de l'infirmerie !",
    ],
)
def test_an_honest_welcome_is_accepted(welcome):
    assert fault_of_welcome(welcome) is None


@pytest.mark.parametrize(
    ("welcome", "code"),
    [
        ("Tout ce que tu écris reste secret.", "words_secrecy"),
        ("C'est CONFIDENTIEL.", "words_secrecy"),
        ("Tes messages sont anonymes.", "words_secrecy"),
        ("Personne ne le saura.", "words_secrecy"),
        ("Cela restera entre toi et le groupe.", "words_secrecy"),
        ("Nous te répondrons dans l'heure.", "words_immediate_reply"),
        ("Nous lisons tout de suite.", "words_immediate_reply"),
        ("Un adulte te répondra rapidement.", "words_immediate_reply"),
        ("Nous sommes disponibles à tout moment.", "words_immediate_reply"),
        ("Tout ira bien.", "words_outcome"),
        ("Nous allons régler ça.", "words_outcome"),
        ("Parle d'abord à tes parents.", "words_parents"),
        ("Pourquoi ne pas nous écrire ?", "words_why"),
        ("Appelle le 17.", "welcome_digit"),
        ("Appelle le trente vingt.", "words_spelt_number"),
        ("Écris au ²⁴.", "welcome_digit"),
        ("Va sur www.exemple.fr.", "link"),
        ("Écris à vie.scolaire@college.fr.", "link"),
        ("Regarde college-zola.fr pour en savoir plus.", "link"),
        ("<b>Bienvenue</b>", "markup"),
        ("Bienvenue {prenom}", "markup"),
        ("[ici](accueil)", "markup"),
        ("Bienvenue\u202eeuqilbup", "odd_character"),
        ("Bien\u200bvenue", "odd_character"),
        ("Bienvenue\nà tous", "odd_character"),
        ("Bienvenue. Écris-nous.", "welcome_long"),
        ("a" * 121, "too_long"),
        ("un " * 21, "welcome_long"),
    ],
)
def test_a_welcome_that_promises_or_hides_something_is_refused(welcome, code):
    assert fault_of_welcome(welcome) == code


def test_curly_apostrophes_hide_nothing():
    assert fault_of_welcome("On te répond dans l’heure.") == "words_immediate_reply"
    assert fault_of_welcome("N’en parle à personne : ça restera entre nous.") == "words_secrecy"


@pytest.mark.parametrize(
    ("rule", "text", "code"),
    [
        (fault_of_name, "Maison des adolescents de Pont-de-Claix", None),
        (fault_of_name, "PAEJ, appelle le 3020", "number_in_words"),
        (fault_of_what_for, "Pour parler, de 11 à 25 ans.", None),
        (fault_of_what_for, "Une ligne 100 % anonyme.", "number_in_words"),
        (fault_of_what_for, "Une ligne totalement anonyme.", "words_anonymity"),
        (fault_of_what_for, "Sur https://exemple.fr", "link"),
        (fault_of_hours, "du lundi au vendredi, de 9 h à 17 h 30", None),
        (fault_of_hours, "le 1er mercredi du mois, de 14h à 16h30", None),
        (fault_of_hours, "24h/24, 7j/7", "number_in_words"),
        (fault_of_hours, "appelle le 04 65 71 00 00", "number_in_words"),
        (fault_of_hours, "", "missing"),
    ],
)
def test_the_words_of_a_line_hold_hours_and_ages_but_no_number(rule, text, code):
    assert rule(text) == code


@given(st.text(max_size=150))
def test_a_welcome_that_is_accepted_has_no_digit_no_markup_and_one_line(text):
    if fault_of_welcome(text) is None:
        assert not any(character.isnumeric() for character in text)
        assert not set("<>{}[]&\n\r\t") & set(text) or "&" in text
        assert len(text) <= 120


dates = st.dates(date(2026, 1, 1), date(2027, 12, 31))
pages = st.builds(
    SchoolPage,
    hours=st.dictionaries(st.sampled_from(["mon", "wed", "sat"]), st.tuples(st.integers(360, 700), st.integers(730, 1200))),
    absences=st.lists(st.builds(Absence, dates, dates), max_size=3).map(tuple),
    lines=st.lists(st.builds(lambda name, day: replace(ADO, name=name, verified_on=day), st.text(max_size=20), dates), max_size=3).map(tuple),
    welcome=st.text(max_size=60),
    delay_days=st.none() | st.integers(1, 5),
    head=st.none() | st.builds(Person, st.text(max_size=9), st.text(max_size=9)),
    outside=st.none() | st.builds(Person, st.text(max_size=9), st.text(max_size=9)),
    kept_months=st.integers(3, 24),
)  # fmt: skip


@given(pages)
def test_a_page_survives_its_column(page):
    assert from_json(to_json(page)) == page


def test_a_page_written_before_there_was_a_head_is_read_as_it_was():
    old = json.loads(to_json(FULL))
    for name in ("head", "outside", "kept_months"):
        del old[name]
    assert from_json(json.dumps(old)) == FULL
    assert (FULL.head, FULL.outside, FULL.kept_months) == (None, None, 12)


@pytest.mark.parametrize("months", [0, 2, 25, -1])
def test_a_stored_page_that_would_erase_too_soon_or_too_late_is_not_one_of_ours(months):
    written = {**json.loads(to_json(FULL)), "kept_months": months}
    with pytest.raises(ValueError, match="kept_months"):
        from_json(json.dumps(written))


def test_the_3020_may_be_a_local_line_only_where_a_person_has_just_called_it():
    assert faults(SchoolPage(lines=(replace(ADO, number="30 20", verified_on=TODAY),)), TODAY) == ()

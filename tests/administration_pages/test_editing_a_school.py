"""The administrator writes what the school says: form, preview, saving, two at once, history; and what pupils then read."""

import re
from html import unescape

import pytest

from schools import pages
from schools.page import Absence, Person, SchoolPage
from tests.administration_pages.administrators import HISTORY, HOME, Administrator, fields_of, make_administrator
from tests.schools.moments import TODAY
from tests.web.browsers import Pupil
from tests.web.house import CAMUS, DIALLO, LEMOINE, PUBLIC, ZOLA, House

LINE = {
    "lines__0__name": "Maison des adolescents",
    "lines__0__number": "04.65.71.00.00",
    "lines__0__what_for": "Parler avec un professionnel, de 11 à 21 ans.",
    "lines__0__hours": "lundi au vendredi, de 9 h à 17 h 30",
    "lines__0__verified_on": "2026-11-23",
}
WELCOME = "Bienvenue : le groupe du collège lit chaque message."
SAID = "Mot de ton école : " + WELCOME


def saved(house: House) -> SchoolPage:
    return pages.read(house.services.db, ZOLA.id)


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


async def test_a_school_that_never_wrote_sees_the_prudent_hours_and_saving_them_writes_none(
    house: House, besson: Administrator
):
    form = await besson.form()
    assert (form["hours.mon.from"], form["hours.wed.to"], form.get("hours.sat.from")) == ("08:00", "12:00", "")
    assert (await besson.save(welcome=WELCOME)).status_code == 303
    assert saved(house) == SchoolPage(welcome=WELCOME)


async def test_what_is_written_is_kept_in_its_shape(house: House, besson: Administrator):
    changes = {
        "hours__mon__from": "13h",
        "hours__mon__to": "16 h 30",
        "hours__sat__from": "8:00",
        "hours__sat__to": "11:00",
    }
    absences = {"absences__1__from": "01/12/2026", "absences__0__from": "2027-01-04", "absences__0__to": "2027-01-05"}
    answer = await besson.save(**changes, **absences, **LINE, welcome=f"  {WELCOME} ", delay_days="2")
    assert answer.status_code == 303
    page = saved(house)
    assert page.hours["mon"] == (13 * 60, 16 * 60 + 30)
    assert page.hours["sat"] == (8 * 60, 11 * 60)
    assert {(each.first.isoformat(), each.last.isoformat()) for each in page.absences} == {
        ("2027-01-04", "2027-01-05"),
        ("2026-12-01", "2026-12-01"),
    }
    assert [line.name for line in page.lines] == ["Maison des adolescents"]
    assert (page.welcome, page.delay_days) == (WELCOME, 2)


async def test_who_is_told_last_and_how_long_is_kept_are_previewed_then_saved_then_shown(
    house: House, besson: Administrator
):
    house.changes |= {"ent_bell_client_id": "vpe-bell", "ent_bell_client_secret": "demo-bell-secret"}
    house.restart_web()
    persons = {"head__name": "Anne Morel", "head__id": "c3d5c0de-0000-4000-8000-000000000007"}
    outside = {"outside__name": "Paul Garcin", "outside__id": "c3d5c0de-0000-4000-8000-000000000008"}
    previewed = await besson.preview(**persons, **outside, kept_months="6")
    shown = text_of(previewed.text)
    assert "Anne Morel en est averti dans l'ENT (compte c3d5c0de-0000-4000-8000-000000000007)" in shown
    assert "Paul Garcin" in shown
    assert "effacés 6 mois entiers après leur mois" in shown
    assert saved(house) == SchoolPage()
    assert (await besson.send(fields_of(previewed.text) | {"do": "save"})).status_code == 303
    page = saved(house)
    assert page.head == Person("c3d5c0de-0000-4000-8000-000000000007", "Anne Morel")
    assert page.outside == Person("c3d5c0de-0000-4000-8000-000000000008", "Paul Garcin")
    assert page.kept_months == 6
    assert (await besson.form())["kept_months"] == "6"
    history = text_of((await besson.get(HISTORY)).text)
    assert "chef d'établissement, référent extérieur, durée de conservation" in history


async def test_without_a_bell_nobody_is_said_to_be_told(besson: Administrator):
    previewed = await besson.preview(head__name="Anne Morel", head__id="c3d5c0de-0000-4000-8000-000000000007")
    assert "personne n'est averti, parce que l'assistant n'a pas encore de sonnette" in text_of(previewed.text)
    await besson.send(fields_of(previewed.text) | {"do": "save"})
    home = text_of((await besson.get(HOME)).text)
    assert "personne n'est averti" in home
    assert "Anne Morel" not in home


async def test_nothing_is_saved_by_looking_at_the_preview(house: House, besson: Administrator):
    previewed = await besson.preview(welcome=WELCOME, **LINE)
    shown = text_of(previewed.text)
    assert SAID in shown
    assert "Appeler 04 65 71 00 00" in shown
    assert "Rien n'est encore enregistré." in shown
    assert house.rows("school_pages") == []


async def test_the_preview_shows_four_moments_in_the_words_of_the_assistant(besson: Administrator):
    previewed = await besson.preview(absences__0__from="2026-12-03", hours__wed__from="", hours__wed__to="")
    moments = re.findall(r"<dt>(.*?)</dt>\s*<dd><p[^>]*>(.*?)</p>", unescape(previewed.text), re.DOTALL)
    assert moments == [
        ("En ce moment (mardi 24 novembre 2026 à 10 h)", "Ils peuvent le lire aujourd'hui, mais peut-être pas tout de suite."),
        ("Le soir (mardi 24 novembre 2026 à 20 h)", "Personne ne lit à l'école en ce moment. Ton message attendra jeudi matin."),
        ("Le mercredi après-midi (mercredi 25 novembre 2026 à 15 h)", "Personne ne lit à l'école en ce moment. Ton message attendra demain matin."),
        ("Le premier jour de la prochaine absence (jeudi 3 décembre 2026 à 10 h)", "Personne ne lit à l'école en ce moment. Ton message attendra demain matin."),
    ]  # fmt: skip


async def test_going_back_to_the_form_from_the_preview_loses_nothing(besson: Administrator):
    previewed = await besson.preview(welcome=WELCOME, delay_days="3", **LINE)
    again = fields_of((await besson.send(fields_of(previewed.text) | {"do": "edit"})).text)
    assert (again["lines.0.number"], again["delay_days"]) == ("04.65.71.00.00", "3")


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"welcome": "Tout restera secret."}, "welcome", "Personne ne peut promettre le secret"),
        ({"welcome": "Appelle le 3020."}, "welcome", "Pas de chiffre ici"),
        ({"hours__mon__from": ""}, "hours.mon", "Il manque le début ou la fin"),
        ({"hours__mon__to": "23:00"}, "hours.mon", "Entre 6 h et 20 h seulement"),
        ({"hours__mon__to": "plus tard"}, "hours.mon", "Écrivez l'heure comme"),
        ({"absences__0__from": "demain"}, "absences.0.from", "Écrivez la date comme"),
        ({"absences__0__to": "2026-12-01"}, "absences.0.from", "Ce champ est vide"),
        ({"absences__1__from": "2026-12-03", "absences__1__to": "2026-12-01"}, "absences.0.to", "Le dernier jour vient avant"),
        (LINE | {"lines__0__number": "116 111"}, "lines.0.number", "a été remplacé ou ne répond plus"),
        (LINE | {"lines__0__verified_on": ""}, "lines.0.verified_on", "le jour où une personne a appelé"),
        (LINE | {"lines__0__verified_on": "2026-12-01"}, "lines.0.verified_on", "Cette date est à venir"),
        ({"lines__2__name": "Maison des adolescents"}, "lines.0.number", "Ce champ est vide"),
        ({"delay_days": "12"}, "delay_days", "Choisissez un délai"),
        ({"head__name": "Anne Morel"}, "head.id", "Ce champ est vide"),
        ({"head__name": "Anne Morel", "head__id": "anne.morel@ecole.fr"}, "head.id", "Ce n'est pas un identifiant de l'ENT"),
        ({"outside__id": "c3d5c0de"}, "outside.name", "Ce champ est vide"),
        ({"head__name": "A", "head__id": "c3d5c0de", "outside__name": "B", "outside__id": "c3d5c0de"}, "outside.id", "la même personne"),
        ({"kept_months": "2"}, "kept_months", "Choisissez une durée"),
        ({f"hours__{day}__{edge}": "" for day in ("mon", "tue", "wed", "thu", "fri") for edge in ("from", "to")}, "hours", "Indiquez au moins un jour"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(
    house: House, besson: Administrator, change, field, why
):
    answer = await besson.preview(**change)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert why in page
    assert f'id="{field}.why"' in page or field == "delay_days"
    assert "<title>Erreur" in page
    anchors = set(re.findall(r'<li><a href="#([^"]+)"', page))
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    assert house.rows("school_pages") == []


async def test_every_fault_is_said_at_once_on_the_row_where_it_was_written(besson: Administrator):
    changes = {"absences__0__from": "demain", "absences__1__from": "2026-12-03", "absences__1__to": "2026-12-01"}
    answer = await besson.preview(welcome="C'est secret.", **changes)
    page = unescape(answer.text)
    for field in ("absences.0.from", "absences.1.to", "welcome"):
        assert f'id="{field}.why"' in page
    assert 'value="demain"' in page


async def test_a_text_that_is_markup_is_shown_as_text_and_refused(besson: Administrator):
    answer = await besson.preview(welcome="<script>alert(1)</script>")
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


async def test_a_save_that_was_tampered_with_after_the_preview_is_checked_again(house: House, besson: Administrator):
    form = fields_of((await besson.preview(welcome=WELCOME)).text)
    answer = await besson.send(form | {"do": "save", "welcome": "Tout est secret."})
    assert answer.status_code == 422
    assert house.rows("school_pages") == []


async def test_the_second_of_two_administrators_is_told_by_whom_when_and_on_what_and_may_still_save(
    house: House, besson: Administrator
):
    make_administrator(house, "mme.garnier", ZOLA.id)
    garnier = Administrator(house)
    await garnier.enter("mme.garnier")
    mine = fields_of((await besson.preview(welcome=WELCOME)).text) | {"do": "save"}
    house.clock.advance(minutes=12)
    assert (await garnier.save(delay_days="3")).status_code == 303

    told = await besson.send(mine)
    assert told.status_code == 409
    said = text_of(told.text)
    assert "Hélène Garnier a enregistré une autre version, mardi 24 novembre 2026 à 10 h 12." in said
    assert "sur : mot d'accueil, délai de lecture." in said
    assert saved(house).welcome == ""
    again = fields_of(told.text)
    assert again["welcome"] == WELCOME

    knowing = await besson.send(again | {"do": "save"})
    assert knowing.status_code == 303
    assert saved(house).welcome == WELCOME
    assert len(pages.history(house.services.db, ZOLA.id)) == 2
    await garnier.http.aclose()


async def test_the_history_says_who_and_what_and_going_back_is_a_new_version(house: House, besson: Administrator):
    await besson.save(welcome=WELCOME)
    house.clock.advance(minutes=5)
    await besson.save(welcome="", delay_days="4")
    shown = await besson.get(HISTORY)
    said = text_of(shown.text)
    assert (
        "mardi 24 novembre 2026 à 10 h 05 (version actuelle) Par vous Ce qui a changé mot d'accueil, délai de lecture"
        in said
    )

    previewed = await besson.send(fields_of(shown.text) | {"back_to": "1"}, HISTORY)
    assert SAID in text_of(previewed.text)
    assert saved(house).welcome == ""
    answer = await besson.send(fields_of(previewed.text) | {"do": "save"})
    assert answer.status_code == 303
    assert saved(house) == SchoolPage(welcome=WELCOME)
    assert [one.version for one in pages.history(house.services.db, ZOLA.id)] == [3, 2, 1]


async def test_everything_can_be_taken_back_to_the_start(house: House, besson: Administrator):
    await besson.save(welcome=WELCOME, **LINE)
    shown = await besson.get(HISTORY)
    previewed = await besson.send(fields_of(shown.text) | {"back_to": "0"}, HISTORY)
    await besson.send(fields_of(previewed.text) | {"do": "save"})
    assert saved(house) == SchoolPage()


@pytest.mark.parametrize(("back_to", "status"), [("9", 404), ("x", 400), ("", 400), ("-1", 400)])
async def test_a_version_that_does_not_exist_is_refused(besson: Administrator, back_to: str, status: int):
    await besson.save(welcome=WELCOME)
    form = fields_of((await besson.get(HISTORY)).text)
    assert (await besson.send(form | {"back_to": back_to}, HISTORY)).status_code == status


async def test_the_home_page_says_how_the_assistant_stands(house: House, besson: Administrator):
    alone = text_of((await besson.get(HOME)).text)
    assert "Personne. L'assistant n'offre pas d'écrire au groupe" in alone
    house.enrol()
    await besson.save(
        absences__0__from="2026-12-03", welcome=WELCOME, **(LINE | {"lines__0__verified_on": "2026-01-05"})
    )
    home = text_of((await besson.get(HOME + "?done=saved")).text)
    for words in (
        "C'est enregistré.",
        "Mme Lemoine",
        "M. Diallo",
        "Ils peuvent le lire aujourd'hui",
        "le jeudi 3 décembre 2026",
        "n'est plus affichée depuis le dimanche 5 juillet 2026",
        WELCOME,
    ):
        assert words in home, words
    assert "Il en faut au moins deux" not in home


async def test_the_home_page_never_says_how_many_messages_there_are_nor_from_whom(house: House, besson: Administrator):
    house.enrol()
    before = (await besson.get(HOME)).text
    pupil = Pupil(house)
    await pupil.open()
    await pupil.sign_in()
    answer, _ = await pupil.deposit([LEMOINE, DIALLO])
    assert answer.status_code == 201
    assert (await besson.get(HOME)).text == before
    await pupil.http.aclose()


async def test_pupils_read_what_was_saved_at_once_and_those_of_another_school_do_not(
    house: House, besson: Administrator
):
    await besson.save(welcome=WELCOME, absences__0__from=TODAY.isoformat(), **LINE)
    pupil = Pupil(house)
    zola = await pupil.http.get(f"{PUBLIC}/assistant?ecole={ZOLA.uai}")
    camus = await pupil.http.get(f"{PUBLIC}/assistant?ecole={CAMUS.uai}")
    assert "Maison des adolescents" in zola.text
    assert "Maison des adolescents" not in camus.text
    assert zola.text.index("119, Allô") < zola.text.index("Maison des adolescents")
    await pupil.http.aclose()


async def test_an_absence_that_is_today_is_said_to_pupils_in_the_next_turn(house: House, besson: Administrator):
    pupil = Pupil(house)
    pupil.window_headers = lambda: {"X-Parlons-Turn": str(pupil.first + pupil.turn), "X-Parlons-School": ZOLA.uai}  # type: ignore[method-assign]
    await pupil.open()
    assert house.rasa.turns[-1]["school_now"].startswith("Ils peuvent le lire aujourd'hui")
    await besson.save(absences__0__from=TODAY.isoformat())
    assert saved(house).absences == (Absence(TODAY, TODAY),)
    await pupil.say("bonjour")
    assert (
        house.rasa.turns[-1]["school_now"]
        == "Personne ne lit à l'école en ce moment. Ton message attendra demain matin."
    )
    await pupil.http.aclose()


@pytest.mark.parametrize(
    ("name", "begins"), [("kit.zip", b"PK"), ("affiche.pdf", b"%PDF"), ("etiquettes.pdf", b"%PDF")]
)
async def test_the_kit_is_downloaded_filled_with_the_school(besson: Administrator, name: str, begins: bytes):
    answer = await besson.get(f"{HOME}/kit/{name}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="{ZOLA.uai}-{name}"'


async def test_no_other_file_is_a_file_of_the_kit(besson: Administrator):
    assert (await besson.get(f"{HOME}/kit/..%2f..%2fetc")).status_code == 404
    assert (await besson.get(f"{HOME}/kit/textes")).status_code == 404


async def test_the_kit_is_not_made_again_and_again(besson: Administrator):
    answers = [await besson.get(f"{HOME}/kit/etiquettes.pdf") for _ in range(9)]
    assert [answer.status_code for answer in answers] == [200] * 8 + [429]
    assert "Attendez une minute" in answers[-1].text


async def test_the_check_says_in_words_how_things_stand_and_not_too_often(besson: Administrator):
    answers = [await besson.go(f"{PUBLIC}{HOME}/check") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Vérification" in answers[0].text


async def test_a_trouble_of_ours_is_a_page_in_french_and_a_line_of_log_without_content(
    house: House, besson: Administrator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    form = await besson.form() | {"welcome": WELCOME, "do": "save"}
    monkeypatch.setattr(pages, "write", lambda *_args, **_others: 1 / 0)
    answer = await besson.send(form)
    assert answer.status_code == 500
    assert "Quelque chose ne marche pas chez nous" in answer.text
    assert "ZeroDivisionError" in caplog.text
    assert "Bienvenue" not in caplog.text

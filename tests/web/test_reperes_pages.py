import ast
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.consistency.forbidden_words import EVERYWHERE, IN_A_DISCLOSURE
from tests.web.browsers import Pupil
from tests.web.house import ENT, PUBLIC, ZOLA, House
from tests.web.parsed import Parsed
from web.pupil import rulers
from web.pupil.levels import LEVELS, OLDER, PRIMARY
from web.pupil.ruler_texts import BANDS, RULERS_FILE, RulersMalformedError, load_rulers

OLDER_PAGES = [f"/reperes/{theme.id}" for theme in load_rulers().of(OLDER)]
PRIMARY_PAGES = [f"/reperes/primaire/{theme.id}" for theme in load_rulers().of(PRIMARY)]
RULERS = [*OLDER_PAGES, *PRIMARY_PAGES]
PAGES = ["/reperes", "/reperes/primaire", *RULERS]
NOBODY = "Ici, personne ne lit et personne n'est prévenu"
NEUTRAL = re.compile(r"harc|viol|couple|maison|dang|aide|intim|amour|cyber", re.IGNORECASE)


def bands_of(page: str) -> dict[str, Parsed]:
    parts = re.findall(r'<section class="band band-(\w+)".*?</section>', page, re.DOTALL)
    inside = re.findall(r'<section class="band band-\w+".*?</section>', page, re.DOTALL)
    return {name: Parsed(part) for name, part in zip(parts, inside, strict=True)}


def every_text(level: str | None = None) -> list[str]:
    known = load_rulers()
    found: list[str] = []
    for name in LEVELS if level is None else [level]:
        words = {key: value for key, value in known.words[name].items() if key != "bands"}
        found += [*words.values(), *(text for band in known.words[name]["bands"].values() for text in band.values())]
        for theme in known.of(name):
            found += [theme.rulers[name].title, *(text for band in BANDS for text in theme.rulers[name].examples[band])]
    return found


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_whole_without_a_sign_in_and_without_a_script(pupil: Pupil, path: str):
    answer = await pupil.get(path)
    page = Parsed(re.sub(r"<script.*?</script>", "", answer.text, flags=re.DOTALL))

    assert answer.status_code == 200
    assert NOBODY in page.text
    assert "Quitter vite" in page.text
    assert "Revenir au tchat" in page.text
    assert "n'efface pas l'historique" in page.text


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_can_be_ticked_written_or_sent_and_nothing_is_kept(pupil: Pupil, path: str):
    answer = await pupil.get(path)
    page = Parsed(answer.text)

    assert not {"form", "input", "button", "select", "textarea", "details", "iframe", "img"} & {
        tag for tag, _ in page.tags
    }
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert "form-action 'none'" in answer.headers["content-security-policy"]
    assert f"frame-ancestors {ENT}" in answer.headers["content-security-policy"]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "ping"]


@pytest.mark.parametrize("path", PAGES)
async def test_no_link_of_ours_carries_anything_but_the_school_and_the_look(pupil: Pupil, path: str):
    links = [link["href"] or "" for link in Parsed((await pupil.get(f"{path}?ecole={ZOLA.uai}")).text).all("a")]
    ours = [link for link in links if link.startswith("/")]

    assert all(f"ecole={ZOLA.uai}" in link for link in ours)
    assert {part.split("=")[0] for link in ours for part in link.partition("?")[2].split("&")} <= {"ecole", "register"}


async def test_a_school_that_does_not_exist_and_anything_else_in_the_address_is_not_repeated(pupil: Pupil):
    page = (await pupil.get('/reperes/1?ecole=<b>"Marqueur&reponses=3')).text

    assert "Marqueur" not in page
    assert "reponses" not in page


@pytest.mark.parametrize("path", PAGES)
async def test_the_way_out_comes_first_and_leads_out_of_any_frame(pupil: Pupil, path: str):
    first, second, *_ = Parsed((await pupil.get(path)).text).all("a")

    assert first == {"href": "https://meteofrance.com", "target": "_top", "rel": "noreferrer"}
    assert second["href"] in ("/assistant", "/assistant?register=primaire")


@pytest.mark.parametrize("path", PAGES)
async def test_neither_the_address_nor_the_title_says_what_the_page_is_about(pupil: Pupil, path: str):
    page = (await pupil.get(path)).text

    assert re.search(r"<title>Espace élève</title>", page)
    assert not NEUTRAL.search(path)


@pytest.mark.parametrize("path", RULERS)
async def test_the_three_bands_have_a_word_a_shape_what_one_can_do_and_who_answers(pupil: Pupil, path: str):
    bands = bands_of((await pupil.get(path)).text)

    assert tuple(bands) == BANDS
    assert len({str(band.all("circle") + band.all("path")) for band in bands.values()}) == len(BANDS)
    for name, colour in zip(BANDS, ("Vert", "Orange", "Rouge"), strict=True):
        assert colour in bands[name].text
        assert NOBODY in bands[name].text
        assert "Qui répond maintenant" in bands[name].text
        assert [link for link in bands[name].all("a") if (link["href"] or "").startswith(("tel:", "sms:", "https:"))]


@pytest.mark.parametrize("path", RULERS)
async def test_the_red_band_has_the_emergency_numbers_in_words_and_in_links(pupil: Pupil, path: str):
    red = bands_of((await pupil.get(path)).text)["red"]

    assert {"tel:17", "tel:119"} <= {link["href"] for link in red.all("a")}
    assert "appelle le 17" in red.text


@pytest.mark.parametrize("path", RULERS)
async def test_the_page_of_green_and_orange_scares_nobody_with_the_police(pupil: Pupil, path: str):
    bands = bands_of((await pupil.get(path)).text)

    for name in ("green", "orange"):
        assert not {"tel:17", "tel:15"} & {link["href"] for link in bands[name].all("a")}


async def test_by_night_the_line_that_is_closed_is_said_closed_and_one_that_answers_comes_before(
    house: House, pupil: Pupil
):
    by_day = bands_of((await pupil.get("/reperes/2")).text)["orange"].text
    house.clock.advance(hours=17)
    by_night = bands_of((await pupil.get("/reperes/2")).text)["orange"].text

    assert by_day.index("3018") < by_day.index("119")
    assert by_night.index("119") < by_night.index("3018")
    assert "Fermé maintenant" in by_night


async def test_a_fact_that_has_expired_is_left_out_and_the_page_stays(house: House, pupil: Pupil):
    house.clock.advance(days=3650)
    page = Parsed((await pupil.get("/reperes/1")).text).text

    assert "appelle le" not in page
    assert "Qui répond" not in page
    assert "Parles-en à un adulte" in page
    assert NOBODY in page


@pytest.mark.sqlite
async def test_the_pages_stay_when_rasa_the_ent_and_the_database_are_gone(house: House, pupil: Pupil):
    house.rasa.down = True
    house.fail_ent("unavailable", "/")
    house.services.db.dispose()
    for file in house.database.parent.glob("web.db*"):
        file.rename(file.with_suffix(".gone"))

    assert [(await pupil.get(path)).status_code for path in PAGES] == [200] * len(PAGES)


async def test_reading_writes_nothing_in_the_database(house: House, pupil: Pupil):
    before = {table: house.rows(table) for table in house.tables()}
    for path in PAGES:
        await pupil.get(path)

    assert {table: house.rows(table) for table in house.tables()} == before


def test_the_pages_have_no_way_to_the_database_or_to_a_cookie():
    tree = ast.parse(Path(rulers.__file__).read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert not used & {"db", "ring", "rasa_http", "ent", "cookies", "set_cookie", "body", "form", "json"}


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_is_taken_from_who_reads(pupil: Pupil, path: str):
    answer = await pupil.http.post(PUBLIC + path, data={"a": "b"})

    assert answer.status_code == 405


@pytest.mark.parametrize("path", ["/reperes/9", "/reperes/primaire/3", "/reperes/1/2", "/reperes/", "/reperes/école"])
async def test_a_page_that_does_not_exist_is_refused_with_the_numbers(pupil: Pupil, path: str):
    answer = await pupil.get(path)

    assert answer.status_code == 404
    assert answer.json()["helplines"]


async def test_the_couple_has_no_page_for_primary_school(pupil: Pupil):
    couple = next(theme for theme in load_rulers().themes if theme.situation == "violence_couple")

    assert PRIMARY not in couple.rulers
    assert "couple" not in (await pupil.get("/reperes/primaire")).text.lower()


async def test_the_help_page_leads_to_the_examples(pupil: Pupil):
    assert 'href="/reperes"' in (await pupil.get("/aide")).text


@pytest.mark.parametrize("rule", EVERYWHERE | IN_A_DISCLOSURE)
def test_no_sentence_says_what_is_never_said_nor_any_word_of_violence_or_sex(rule: str):
    pattern = (EVERYWHERE | IN_A_DISCLOSURE)[rule]

    assert [text for text in every_text() if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("text", every_text())
def test_no_number_is_written_and_no_sentence_is_long(text: str):
    assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text))
    assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?:])\s+", text)) <= 20


def test_no_example_speaks_of_who_reads_nor_asks_anything():
    known = load_rulers()
    for theme in known.themes:
        for ruler in theme.rulers.values():
            for text in (text for band in BANDS for text in ruler.examples[band]):
                assert not re.search(
                    r"\b(tu|toi|ton|ta|tes|te|je|moi|mon|ma|mes|me)\b|\b[tjm]'", text, re.IGNORECASE
                ), text
                assert "?" not in text


def test_no_result_no_score_and_no_diagnosis_are_ever_told():
    for text in every_text():
        if "pas un test" not in text and "pas de note" not in text:
            assert not re.search(
                r"\b(test|score|points?|résultat|tu es (victime|en danger)|niveau|si tu as (plus|au moins))\b", text
            ), text


def test_an_example_is_written_once_on_a_page():
    for theme in load_rulers().themes:
        for ruler in theme.rulers.values():
            examples = sorted(text for band in BANDS for text in ruler.examples[band])
            assert all(one != other for one, other in pairwise(examples))


def broken(change: Any) -> dict[str, Any]:
    content = yaml.safe_load(RULERS_FILE.read_text(encoding="utf-8"))
    change(content)
    return content


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["words"].pop("primaire"),
        lambda content: content["words"]["college"].pop("nobody"),
        lambda content: content["words"]["college"]["bands"].pop("red"),
        lambda content: content["words"]["college"]["bands"]["red"].pop("do"),
        lambda content: content["themes"][0].update(situation="conversation"),
        lambda content: content["themes"][0].update(id="harcelement"),
        lambda content: content["themes"][1].update(id="1"),
        lambda content: content["themes"][0]["college"].pop("green"),
        lambda content: content["themes"][0]["college"].update(green=["Une."]),
        lambda content: content["themes"][0]["college"]["red"].append(""),
        lambda content: content["themes"][0]["primaire"]["red"].append("un deux trois quatre cinq six sept huit neuf dix onze douze treize"),
        lambda content: content["themes"][2].pop("college"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_stops_the_start(tmp_path: Path, change: Any):
    file = tmp_path / "reperes.yml"
    file.write_text(yaml.safe_dump(broken(change), allow_unicode=True), encoding="utf-8")

    with pytest.raises(RulersMalformedError):
        load_rulers(file)

"""The notice to pupils, as a page without a script and as the assistant's panel asks for it."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.web.browsers import Pupil
from tests.web.house import ENT, PUBLIC, ZOLA, House
from tests.web.parsed import Parsed
from web.pupil.levels import OLDER, PRIMARY
from web.pupil.notice_texts import NOTICE_FILE, NoticeMalformedError, load_notice

PAGES = {OLDER: "/tes-mots", PRIMARY: "/tes-mots/primaire"}
CALL = "/api/your-words"
DPO = "dpo@ent.exemple.fr"
HOSTILE = "dpo\"' onmouseover=alert(1) &lt;b&gt; {{ 7 * 7 }}"  # settings refuse < and >: the page escapes the rest
ASK = {OLDER: "Demande à un adulte de ton école à qui écrire", PRIMARY: "Cet adulte peut chercher à qui écrire."}


async def sections_of(pupil: Pupil, register: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await pupil.get(f"{CALL}?register={register}")).json()["sections"]
    return found


def on_the_page(page: str) -> list[dict[str, Any]]:
    """The sections of the page, in the shape of the call."""

    def inside(tag: str, part: str) -> list[str]:
        return [
            html.unescape(each).replace("\N{NO-BREAK SPACE}", " ")
            for each in re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", part, re.DOTALL)
        ]

    return [
        {"title": inside("h2", part)[0], "paragraphs": inside("p", part), "points": inside("li", part)}
        for part in re.findall(r"<section.*?</section>", page, re.DOTALL)
    ]


@pytest.mark.parametrize("level", PAGES)
async def test_a_page_is_whole_without_a_sign_in_and_without_a_script(pupil: Pupil, level: str):
    answer = await pupil.get(PAGES[level])
    page = Parsed(re.sub(r"<script.*?</script>", "", answer.text, flags=re.DOTALL))

    assert answer.status_code == 200
    assert "Ce que deviennent tes mots" in page.text
    assert [section.title for section in load_notice()[level].sections] == [
        section["title"] for section in on_the_page(answer.text)
    ]
    assert "n'efface pas l'historique" in page.text
    assert "{" not in page.text


@pytest.mark.parametrize("level", PAGES)
async def test_the_page_and_the_panel_say_the_same_words(house: House, pupil: Pupil, level: str):
    for changes in ({}, {"dpo": DPO}):
        house.changes = dict(changes)
        house.restart_web()
        assert on_the_page((await pupil.get(PAGES[level])).text) == await sections_of(pupil, level)


@pytest.mark.parametrize("register", ["", "lycee", "PRIMAIRE", "<b>", "primaire "])
async def test_the_panel_has_the_words_of_primary_school_only_when_they_are_asked_for(pupil: Pupil, register: str):
    assert await sections_of(pupil, register) == await sections_of(pupil, OLDER) != await sections_of(pupil, PRIMARY)


@pytest.mark.parametrize("level", PAGES)
async def test_nothing_can_be_ticked_written_or_sent_and_nothing_is_kept(pupil: Pupil, level: str):
    answer = await pupil.get(PAGES[level])
    tags = {tag for tag, _ in Parsed(answer.text).tags}

    assert not tags & {"form", "input", "button", "select", "textarea", "details", "iframe", "img"}
    assert "set-cookie" not in answer.headers
    assert f"frame-ancestors {ENT}" in answer.headers["content-security-policy"]
    assert (await pupil.http.post(PUBLIC + PAGES[level], data={"a": "b"})).status_code == 405


@pytest.mark.parametrize("level", PAGES)
async def test_the_way_out_comes_first_then_the_chat_and_the_other_level(pupil: Pupil, level: str):
    place = f"ecole={ZOLA.uai}"
    first, *links = [link["href"] for link in Parsed((await pupil.get(f"{PAGES[level]}?{place}")).text).all("a")]
    chat = f"/assistant?{place}" + ("&register=primaire" if level == PRIMARY else "")
    [other] = [PAGES[each] for each in PAGES if each != level]

    assert first == "https://meteofrance.com"
    assert links == [chat, f"{other}?{place}", chat]


@pytest.mark.parametrize("level", PAGES)
async def test_no_line_can_end_with_an_opening_mark_nor_begin_with_a_closing_one(pupil: Pupil, level: str):
    said = re.sub(r"<[^>]+>", "", (await pupil.get(PAGES[level])).text)

    assert not re.search(r"« | [»:;?!]", said)


async def test_a_school_that_does_not_exist_is_not_repeated(pupil: Pupil):
    assert "Marqueur" not in (await pupil.get('/tes-mots?ecole=<b>"Marqueur')).text


async def test_the_address_and_the_title_stay_neutral(pupil: Pupil):
    assert "<title>Espace élève</title>" in (await pupil.get("/tes-mots")).text


async def test_the_help_page_leads_here_and_its_copy_for_the_day_without_network_does_not(pupil: Pupil):
    assert '<a href="/tes-mots">Ce que deviennent tes mots</a>' in (await pupil.get("/aide")).text
    assert "/tes-mots" not in (await pupil.get("/aide/sans-reseau")).text


@pytest.mark.parametrize("level", PAGES)
async def test_where_the_address_of_the_officer_is_not_known_an_adult_is_and_none_is_invented(pupil: Pupil, level: str):
    page = Parsed((await pupil.get(PAGES[level])).text).text

    assert ASK[level] in page
    assert "@" not in page
    assert "…" not in page
    assert ("cnil.fr" in page) == (level == OLDER)


@pytest.mark.parametrize("level", PAGES)
async def test_the_address_of_the_officer_is_read_where_the_operator_gave_it(house: House, pupil: Pupil, level: str):
    house.changes = {"dpo": DPO}
    house.restart_web()
    page = Parsed((await pupil.get(PAGES[level])).text).text

    assert page.count(DPO) == 1
    assert ASK[level] not in page
    assert ("cnil.fr" in page) == (level == OLDER)


@pytest.mark.parametrize("level", PAGES)
async def test_whatever_the_operator_wrote_is_text_and_nothing_else(house: House, pupil: Pupil, level: str):
    house.changes = {"dpo": HOSTILE}
    house.restart_web()
    page = (await pupil.get(PAGES[level])).text

    assert HOSTILE not in page
    assert HOSTILE in Parsed(page).text
    assert not [attributes for _, attributes in Parsed(page).tags if "onmouseover" in attributes]
    assert HOSTILE in str(await sections_of(pupil, level)).replace("\\", "")


async def test_a_number_that_has_expired_is_left_out_and_the_notice_stays(house: House, pupil: Pupil):
    house.clock.advance(days=3650)
    page = Parsed((await pupil.get("/tes-mots/primaire")).text).text

    assert "appelle" not in page
    assert "Personne n'est prévenu tout seul." in page
    assert all(all(section["paragraphs"]) for section in await sections_of(pupil, PRIMARY))


@pytest.mark.sqlite
async def test_it_stays_when_rasa_the_ent_and_the_database_are_gone(house: House, pupil: Pupil):
    house.rasa.down = True
    house.fail_ent("unavailable", "/")
    house.services.db.dispose()
    for file in house.database.parent.glob("web.db*"):
        file.rename(file.with_suffix(".gone"))

    assert [(await pupil.get(path)).status_code for path in (*PAGES.values(), CALL)] == [200] * 3


async def test_reading_it_changes_nothing_of_a_conversation(house: House, pupil: Pupil):
    await pupil.open()
    before = {table: house.rows(table) for table in house.tables()}
    for path in (*PAGES.values(), CALL, f"{CALL}?register=primaire"):
        assert "set-cookie" not in (await pupil.get(path)).headers

    assert {table: house.rows(table) for table in house.tables()} == before


def broken(change: Any) -> dict[str, Any]:
    content = yaml.safe_load(NOTICE_FILE.read_text(encoding="utf-8"))
    change(content["notice"])
    return content


def first(content: dict[str, Any], level: str = OLDER) -> dict[str, Any]:
    found: dict[str, Any] = content[level]["sections"][0]
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda notice: notice.pop("primaire"),
        lambda notice: notice["college"].pop("heading"),
        lambda notice: notice["college"].update(other="?"),
        lambda notice: notice["college"].update(sections=[]),
        lambda notice: notice["college"].update(sections="rien"),
        lambda notice: first(notice).pop("title"),
        lambda notice: first(notice).pop("paragraphs"),
        lambda notice: first(notice).update(footnote="?"),
        lambda notice: first(notice)["paragraphs"].append(""),
        lambda notice: first(notice)["paragraphs"].append(12),
        lambda notice: first(notice)["paragraphs"].append({"with_dpo": "Écris à {dpo}."}),
        lambda notice: first(notice)["paragraphs"].append({"with_dpo": "Écris.", "without_dpo": "Demande."}),
        lambda notice: first(notice)["paragraphs"].append("Écris à {dpo}."),
        lambda notice: notice["college"]["sections"].pop(),
        lambda notice: first(notice, PRIMARY)["paragraphs"].append("un deux trois quatre cinq six sept huit neuf dix onze douze treize"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_stops_the_start(tmp_path: Path, change: Any):
    file = tmp_path / "tes_mots.yml"
    file.write_text(yaml.safe_dump(broken(change), allow_unicode=True), encoding="utf-8")

    with pytest.raises(NoticeMalformedError):
        load_notice(file)

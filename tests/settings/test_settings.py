import base64
import re
from pathlib import Path

import pytest
import yaml

from settings import School, Settings, SettingsError

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER_KEY = base64.b64encode(bytes(range(1, 33))).decode()
ZOLA = {
    "id": "col-zola",
    "uai": "0330139P",
    "name": "Collège Émile-Zola",
    "group_id": "grp-parlons-en",
    "group_name": "Violences, parlons-en",
    "zone": "A",
}


HUGO = {**ZOLA, "id": "eco-hugo", "uai": "0330001X", "name": "École Hugo"}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    schools = tmp_path / "schools.yml"
    schools.write_text(yaml.safe_dump([ZOLA], allow_unicode=True), encoding="utf-8")
    return {
        "PARLONS_EN_DATABASE": f"sqlite:///{tmp_path}/parlons-en.db",
        "PARLONS_EN_SERVER_KEYS": f"{KEY}, {OTHER_KEY}",
        "PARLONS_EN_PUBLIC_URL": "http://bot.localhost:8091",
        "PARLONS_EN_ENT_PUBLIC_URL": "http://ent.localhost:8090",
        "PARLONS_EN_ENT_API_URL": "http://127.0.0.1:8090",
        "PARLONS_EN_ENT_CLIENT_ID": "vpe-bot",
        "PARLONS_EN_ENT_CLIENT_SECRET": "un-secret-de-l-ent",
        "PARLONS_EN_RASA_URL": "http://rasa:5005",
        "PARLONS_EN_RASA_SECRET": "un-secret-entre-nous-1",
        "PARLONS_EN_ACTIONS_URL": "http://actions:5055",
        "PARLONS_EN_ACTIONS_SECRET": "un-secret-entre-nous-2",
        "PARLONS_EN_SCHOOLS": str(schools),
        "PARLONS_EN_EXIT_URL": "https://meteofrance.com/",
    }


def test_a_complete_environment_gives_every_value(env: dict[str, str]):
    settings = Settings.from_env(env)
    assert settings.server_keys == (bytes(range(32)), bytes(range(1, 33)))
    assert settings.schools == (School(**ZOLA),)
    assert settings.public_url == "http://bot.localhost:8091"
    assert settings.model == Path("models/parlons-en.tar.gz")


def test_the_model_can_be_chosen(env: dict[str, str]):
    assert Settings.from_env(env | {"PARLONS_EN_MODEL": "/srv/m.tar.gz"}).model == Path("/srv/m.tar.gz")


def test_a_group_may_span_the_schools_of_one_circonscription_and_no_others(env: dict[str, str]):
    north = [{**row, "circonscription": "Nord"} for row in (ZOLA, HUGO)]
    alone = {**ZOLA, "id": "col-sand", "uai": "0330002Y", "group_id": "grp-sand"}
    Path(env["PARLONS_EN_SCHOOLS"]).write_text(yaml.safe_dump([*north, alone]), encoding="utf-8")
    settings = Settings.from_env(env)
    shared = [settings.sharing(school) for school in settings.schools]
    assert [[school.id for school in schools] for schools in shared] == [["col-zola", "eco-hugo"]] * 2 + [["col-sand"]]


def test_a_school_is_on_the_clock_of_paris_unless_it_says_its_own(env: dict[str, str]):
    assert Settings.from_env(env).schools[0].timezone == "Europe/Paris"
    row = {**ZOLA, "zone": "outre-mer", "timezone": "Indian/Reunion"}
    Path(env["PARLONS_EN_SCHOOLS"]).write_text(yaml.safe_dump([row]), encoding="utf-8")
    assert Settings.from_env(env).schools[0].timezone == "Indian/Reunion"


@pytest.mark.parametrize(
    ("uai", "timezone"),
    [
        ("9740001A", "Indian/Reunion"), ("9720001A", "America/Martinique"), ("9730001A", "America/Cayenne"), ("9760001A", "Indian/Mayotte"),
        ("9710001A", "America/Guadeloupe"), ("9750001A", "America/Miquelon"), ("9880001A", "Pacific/Noumea"), ("9870001A", "Pacific/Tahiti"),
        ("9860001A", "Pacific/Wallis"), ("6200001A", "Europe/Paris"), ("0750001A", "Europe/Paris"),
    ],
)  # fmt: skip
def test_a_school_whose_file_gives_no_clock_is_on_that_of_its_place(env: dict[str, str], uai: str, timezone: str):
    Path(env["PARLONS_EN_SCHOOLS"]).write_text(yaml.safe_dump([{**ZOLA, "uai": uai}]), encoding="utf-8")
    assert Settings.from_env(env).schools[0].timezone == timezone


def test_a_served_school_is_found_by_its_id_and_no_other(env: dict[str, str]):
    settings = Settings.from_env(env)
    assert settings.school("col-zola") == School(**ZOLA)
    assert settings.school("lycee-inconnu") is None


def test_each_missing_variable_is_named_in_french(env: dict[str, str]):
    for variable in env:
        for value in ("", "   "):
            with pytest.raises(SettingsError) as refused:
                Settings.from_env(env | {variable: value})
            assert refused.value.variable == variable
            assert variable in str(refused.value)
            assert str(refused.value).startswith("Le réglage")


@pytest.mark.parametrize(
    ("variable", "wrong", "code"),
    [
        ("PARLONS_EN_DATABASE", "mysql://serveur/base", "database"),
        ("PARLONS_EN_DATABASE", "parlons-en.db", "database"),
        ("PARLONS_EN_DATABASE", "sqlite://", "database"),
        ("PARLONS_EN_SERVER_KEYS", "pas du base64 !", "keys"),
        ("PARLONS_EN_SERVER_KEYS", base64.b64encode(b"trop court").decode(), "keys"),
        ("PARLONS_EN_SERVER_KEYS", f"{KEY},{KEY}", "keys"),
        ("PARLONS_EN_SERVER_KEYS", f"{KEY},", "keys"),
        ("PARLONS_EN_PUBLIC_URL", "http://bot.localhost:8091/", "url"),
        ("PARLONS_EN_PUBLIC_URL", "bot.exemple.fr", "url"),
        ("PARLONS_EN_PUBLIC_URL", "ftp://bot.exemple.fr", "url"),
        ("PARLONS_EN_PUBLIC_URL", "https://bot exemple.fr", "url"),
        ("PARLONS_EN_PUBLIC_URL", "https://[bot", "url"),
        ("PARLONS_EN_PUBLIC_URL", "http://bot.exemple.fr", "https"),
        ("PARLONS_EN_ENT_API_URL", "http://ent.exemple.fr", "https"),
        ("PARLONS_EN_ENT_PUBLIC_URL", "http://faux-localhost", "https"),
        ("PARLONS_EN_RASA_URL", "rasa:5005", "url"),
        ("PARLONS_EN_RASA_SECRET", "court", "secret"),
        ("PARLONS_EN_ACTIONS_SECRET", "court", "secret"),
        ("PARLONS_EN_EXIT_URL", "meteofrance.com", "page"),
        ("PARLONS_EN_EXIT_URL", "http://meteofrance.com", "https"),
        ("PARLONS_EN_SCHOOLS", "/nulle/part/schools.yml", "schools_file"),
    ],
)
def test_a_wrong_value_is_refused(env: dict[str, str], variable: str, wrong: str, code: str):
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(env | {variable: wrong})
    assert (refused.value.variable, refused.value.code) == (variable, code)


def test_no_refusal_repeats_the_value(env: dict[str, str]):
    for variable in (
        "PARLONS_EN_DATABASE",
        "PARLONS_EN_SERVER_KEYS",
        "PARLONS_EN_PUBLIC_URL",
        "PARLONS_EN_RASA_SECRET",
    ):
        with pytest.raises(SettingsError) as refused:
            Settings.from_env(env | {variable: "ftp://azqs"})
        assert "azqs" not in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "schools_shape"),
        ({"id": "col-zola"}, "schools_shape"),
        (["col-zola"], "schools_shape"),
        ([{**ZOLA, "group_id": ""}], "schools_shape"),
        ([{**ZOLA, "uai": 330139}], "schools_shape"),
        ([{**ZOLA, "surplus": "x"}], "schools_shape"),
        ([{name: value for name, value in ZOLA.items() if name != "zone"}], "schools_shape"),
        ([ZOLA, {**ZOLA, "group_id": "grp-autre"}], "schools_twice"),
        ([ZOLA, {**ZOLA, "id": "col-autre"}], "schools_twice"),
        ([ZOLA, HUGO], "schools_group_shared"),
        ([ZOLA | {"circonscription": "Nord"}, HUGO], "schools_group_shared"),
        ([ZOLA | {"circonscription": "Nord"}, HUGO | {"circonscription": "Sud"}], "schools_group_shared"),
        (
            [ZOLA | {"circonscription": "Nord"}, HUGO | {"circonscription": "Nord", "group_name": "Autre"}],
            "schools_group_shared",
        ),
        ([ZOLA | {"circonscription": " "}], "schools_shape"),
        ([ZOLA | {"circonscription": None}], "schools_shape"),
        ([ZOLA | {"timezone": "Europe/Zola"}], "schools_timezone"),
        ([ZOLA | {"timezone": "../Paris"}], "schools_timezone"),
        ([ZOLA | {"timezone": "Europe"}], "schools_timezone"),
    ],
)
def test_a_school_file_that_could_misroute_a_message_is_refused(env: dict[str, str], rows: object, code: str):
    Path(env["PARLONS_EN_SCHOOLS"]).write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(env)
    assert (refused.value.variable, refused.value.code) == ("PARLONS_EN_SCHOOLS", code)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"- [", b"- id: {"])
def test_an_unreadable_school_file_is_refused(env: dict[str, str], content: bytes):
    Path(env["PARLONS_EN_SCHOOLS"]).write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(env)
    assert refused.value.code == "schools_file"


def test_no_secret_shows_when_the_settings_are_printed(env: dict[str, str]):
    printed = repr(Settings.from_env(env))
    for secret in ("un-secret-de-l-ent", "un-secret-entre-nous", "sqlite://", repr(bytes(range(32)))):
        assert secret not in printed
    assert "vpe-bot" in printed


def test_the_variables_read_are_those_of_the_contract():
    sources = [file.read_text(encoding="utf-8") for file in Path("settings").glob("*.py")]
    read = set(re.findall(r"PARLONS_EN_\w+", "\n".join(sources)))
    contract = Path("docs/contracts.md").read_text(encoding="utf-8")
    declared = set(re.findall(r"`(PARLONS_EN_\w+)`", contract))
    assert declared == {name for name in read if not name.endswith("CLIENT_SECRET")}


def test_the_bell_and_the_blog_are_optional(env: dict[str, str]):
    settings = Settings.from_env(env)
    assert (settings.ent_bell_client_id, settings.ent_bell_client_secret, settings.blog_url) == (None, None, None)
    given = {
        "PARLONS_EN_ENT_BELL_CLIENT_ID": "vpe-bell",
        "PARLONS_EN_ENT_BELL_CLIENT_SECRET": "un-secret-de-sonnette",
        "PARLONS_EN_BLOG_URL": "https://blog.exemple.fr/actions",
    }
    settings = Settings.from_env(env | given)
    assert (settings.ent_bell_client_id, settings.ent_bell_client_secret) == ("vpe-bell", "un-secret-de-sonnette")
    assert settings.blog_url == "https://blog.exemple.fr/actions"
    assert "un-secret-de-sonnette" not in repr(settings)


@pytest.mark.parametrize(
    "given",
    ["dpo@exemple.fr", "le DPO,\u00a0rectorat, 5 rue de l'École, 33000 Bordeaux", "d" * 200, "  dpo@exemple.fr "],
)
def test_the_address_of_the_data_protection_officer_is_kept_as_it_is_written(env: dict[str, str], given: str):
    assert Settings.from_env(env).dpo is None
    assert Settings.from_env(env | {"PARLONS_EN_DPO": " "}).dpo is None
    assert Settings.from_env(env | {"PARLONS_EN_DPO": given}).dpo == given.strip()


@pytest.mark.parametrize(
    "wrong", ["d" * 201, "dpo@exemple.fr\nou ici", "<b>dpo</b>", "dpo > ici", "{119.number}", "dpo\u202efr", "dpo\u2028ici", "dpo\x00"]
)  # fmt: skip
def test_what_a_pupil_could_not_read_as_an_address_is_refused(env: dict[str, str], wrong: str):
    with pytest.raises(SettingsError, match="PARLONS_EN_DPO") as refused:
        Settings.from_env(env | {"PARLONS_EN_DPO": wrong})
    assert refused.value.code == "words"
    assert wrong not in str(refused.value)


@pytest.mark.parametrize(("given", "missing"), [("CLIENT_ID", "CLIENT_SECRET"), ("CLIENT_SECRET", "CLIENT_ID")])
def test_half_a_bell_is_refused_by_the_name_of_the_other_half(env: dict[str, str], given: str, missing: str):
    with pytest.raises(SettingsError, match=f"PARLONS_EN_ENT_BELL_{missing}"):
        Settings.from_env(env | {f"PARLONS_EN_ENT_BELL_{given}": "un-secret-de-sonnette"})

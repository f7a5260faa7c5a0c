import base64
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from settings import Settings, SettingsError
from settings.readings import origin, origins

VARIABLE = "PARLONS_EN_ENT_HOSTS"
SCHOOL = {"id": "a", "uai": "0330139P", "name": "A", "group_id": "g", "group_name": "G", "zone": "A"}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    schools = tmp_path / "schools.yml"
    schools.write_text(yaml.safe_dump([SCHOOL]), encoding="utf-8")
    own = {
        "DATABASE": f"sqlite:///{tmp_path}/parlons-en.db",
        "SERVER_KEYS": base64.b64encode(bytes(32)).decode(),
        "PUBLIC_URL": "https://aide.exemple.fr",
        "ENT_PUBLIC_URL": "https://ent.exemple.fr/portail",
        "ENT_API_URL": "https://ent.exemple.fr",
        "ENT_CLIENT_ID": "vpe-bot",
        "ENT_CLIENT_SECRET": "un-secret-de-l-ent",
        "RASA_URL": "http://rasa:5005",
        "RASA_SECRET": "un-secret-entre-nous-1",
        "ACTIONS_URL": "http://actions:5055",
        "ACTIONS_SECRET": "un-secret-entre-nous-2",
        "SCHOOLS": str(schools),
        "EXIT_URL": "https://meteofrance.com/",
    }
    return {f"PARLONS_EN_{name}": value for name, value in own.items()}


def test_an_ent_with_one_address_frames_from_its_origin_only(env: dict[str, str]):
    assert Settings.from_env(env).ent_origins == ("https://ent.exemple.fr",)
    assert Settings.from_env(env | {VARIABLE: " , "}).ent_origins == ("https://ent.exemple.fr",)


def test_several_addresses_of_one_ent_are_kept_in_order_and_once(env: dict[str, str]):
    given_hosts = "https://lycees.exemple.fr, https://ent.exemple.fr ,https://colleges.exemple.fr:8443"
    settings = Settings.from_env(env | {VARIABLE: given_hosts})

    assert settings.ent_origins == (
        "https://ent.exemple.fr",
        "https://lycees.exemple.fr",
        "https://colleges.exemple.fr:8443",
    )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("https://lycees.exemple.fr/", "origins"),
        ("https://lycees.exemple.fr/portail", "origins"),
        ("https://lycees.exemple.fr:443", "origins"),
        ("https://Lycees.exemple.fr", "origins"),
        ("https://*.exemple.fr", "origins"),
        ("https://*", "origins"),
        ("*", "origins"),
        ("'self'", "origins"),
        ("https:", "origins"),
        ("lycees.exemple.fr", "origins"),
        ("https://qui@lycees.exemple.fr", "origins"),
        ("https://lycees.exemple.fr;script-src", "origins"),
        ("https://lycees.exemple.fr:port", "origins"),
        ("https://lycees.exemple.fr https://autre.fr", "origins"),
        ("https://lycees.exemple.fr,https://lycees.exemple.fr", "origins"),
        ("http://lycees.exemple.fr", "https"),
    ],
)
def test_what_is_not_an_exact_https_origin_is_refused_in_french(env: dict[str, str], wrong: str, code: str):
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(env | {VARIABLE: wrong})

    assert (refused.value.variable, refused.value.code) == (VARIABLE, code)
    assert str(refused.value).startswith("Le réglage PARLONS_EN_ENT_HOSTS doit ")


def test_a_demonstration_on_this_machine_needs_no_https(env: dict[str, str]):
    hosts = "http://lycees.ent.localhost:8090"
    assert Settings.from_env(env | {VARIABLE: hosts}).ent_hosts == (hosts,)


@given(st.text(st.sampled_from("htps:/.;* 'e-1A[]@?#\n"), max_size=30).map("https://ent".__add__))
def test_whatever_is_accepted_is_one_word_that_a_policy_can_hold(value: str):
    try:
        accepted = origins({VARIABLE: value}, VARIABLE)
    except SettingsError:
        return
    for one in accepted:
        assert not set(one) & set(" ;,'*\"\n@#?")
        assert one == origin(one)

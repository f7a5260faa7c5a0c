"""The compose file starts what the units start, gives each process no more than they do, and says no secret; HAProxy keeps no trace."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.programs import product
from web.server import GRACEFUL_SECONDS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "compose"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
KEPT = {name: each for name, each in SERVICES.items() if re.fullmatch(r"(web|rasa|actions|courier)\d", name)}
PROXY = ROOT / "deploy" / "haproxy" / "haproxy.cfg"
PROXY_LINES = [
    line.strip() for line in PROXY.read_text(encoding="utf-8").splitlines() if line.strip() and "#" not in line
]
REQUIRED = {
    "PARLONS_EN_DATABASE", "PARLONS_EN_SERVER_KEYS", "PARLONS_EN_PUBLIC_URL", "PARLONS_EN_ENT_PUBLIC_URL", "PARLONS_EN_ENT_API_URL",
    "PARLONS_EN_ENT_CLIENT_ID", "PARLONS_EN_ENT_CLIENT_SECRET", "PARLONS_EN_RASA_URL", "PARLONS_EN_RASA_SECRET", "PARLONS_EN_ACTIONS_URL",
    "PARLONS_EN_ACTIONS_SECRET", "PARLONS_EN_SCHOOLS", "PARLONS_EN_EXIT_URL",
}  # fmt: skip


def example() -> dict[str, str]:
    lines = (FOLDER / "parlons-en.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def seconds(written: str) -> int:
    return int(written.removesuffix("s"))


def test_each_process_runs_as_often_as_is_said_and_as_run_starts_it():
    expected = {
        (f".venv/{one.environment}/bin/python", "-m", one.module, *one.arguments) for one in product(8091, 8092, 8093)
    }
    assert {tuple(each["command"]) for each in KEPT.values()} == expected
    assert sorted(KEPT) == [f"{name}{number}" for name in ("actions", "courier", "rasa", "web") for number in (1, 2)]


@pytest.mark.parametrize("name", KEPT)
def test_a_process_may_do_no_more_than_it_must(name: str):
    found = KEPT[name]
    assert found["restart"] == "always"
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert found["ulimits"]["core"] == 0
    assert seconds(found["stop_grace_period"]) > GRACEFUL_SECONDS
    assert "ports" not in found


def test_strangers_reach_the_proxy_alone_and_only_from_this_machine():
    published = {name: each["ports"] for name, each in SERVICES.items() if "ports" in each}
    assert published == {"haproxy": ["127.0.0.1:8091:8091"]}


def test_rasa_and_the_database_speak_to_nobody_outside():
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [SERVICES[name]["networks"] for name in ("rasa1", "rasa2", "postgres", "train")] == [["inside"]] * 4


def test_the_settings_of_the_example_and_of_the_file_are_all_that_a_process_needs():
    for name, each in KEPT.items():
        assert example().keys() | each["environment"].keys() >= REQUIRED, name
        assert not example().keys() & each["environment"].keys(), name


def test_no_secret_is_written_anywhere():
    assert not [name for name in KEPT["web1"]["environment"] if re.search(r"SECRET|KEY|PASSWORD|TOKEN", name)]
    assert {name for name, value in example().items() if re.search(r"SECRET|KEY", name) and value} == set()
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {f"/deploy/compose/{name}" for name in ("parlons-en.env", "postgres-password")} <= set(ignored)


def test_the_images_hold_the_locked_libraries_with_their_hashes_on_the_pythons_of_the_setup():
    written = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    setup = (ROOT / "bin" / "setup").read_text(encoding="utf-8")
    for name, python in re.findall(r'"(web|rasa)": "(3\.\d+)"', setup):
        assert f"FROM python:{python}-slim-bookworm AS {name}" in written
        assert f"pip install --no-cache-dir --no-deps --require-hashes -r requirements/{name}.txt" in written
    for target in re.findall(r"AS (web|rasa)\n(.*?)(?=\nFROM|\Z)", written, re.DOTALL):
        assert target[1].rstrip().endswith("USER 10001:10001"), target[0]


def test_what_is_secret_or_built_here_enters_no_image():
    ignored = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {
        ".git",
        ".venv",
        "var",
        "models",
        "deploy/compose/parlons-en.env",
        "deploy/compose/postgres-password",
    } <= set(ignored)


def test_the_proxy_knows_each_process_of_the_file_by_the_address_that_the_file_gives():
    named = {variable for line in PROXY_LINES for variable in re.findall(r"\$\{(\w+)\}", line)}
    assert named == SERVICES["haproxy"]["environment"].keys() | {"PROXY_USER"}
    ports = {"WEB": 8091, "RASA": 8092, "ACTIONS": 8093}
    for variable, address in SERVICES["haproxy"]["environment"].items():
        kind, _, number = variable.partition("_")
        if kind in ports:
            assert address == f"{kind.lower()}{number}:{ports[kind]}"


def test_the_proxy_writes_no_trace_of_what_passes_and_repeats_only_what_nobody_received():
    words = [line.split()[0] for line in PROXY_LINES]
    assert not {"log", "stats", "capture", "log-format", "http-send-name-header"} & set(words)
    assert not [
        line for line in PROXY_LINES if line.startswith(("option httplog", "option forwardfor", "option tcplog"))
    ]
    assert [line for line in PROXY_LINES if line.startswith("retry-on")] == ["retry-on conn-failure"]


def test_haproxy_reads_every_line_as_root_and_as_another():
    addresses = dict.fromkeys(SERVICES["haproxy"]["environment"], "127.0.0.1:8999") | {"PROXY_LISTEN": "127.0.0.1"}
    for user in ({}, {"PROXY_USER": "haproxy"}):
        environment = {"PATH": os.environ["PATH"], **addresses, **user}
        done = subprocess.run(
            ["haproxy", "-c", "-f", PROXY], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr

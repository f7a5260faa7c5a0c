"""The units of systemd start what `parlons-en run` starts, and drop everything that the processes were tried without."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.programs import product

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "systemd"
UNITS = sorted(FOLDER.glob("*.service"))
NEWER = ("RestartSteps", "RestartMaxDelaySec")  # systemd 254: an older one says that it does not know them, and goes on
DROPPED = {
    "User": "parlons-en",
    "UMask": "0077",
    "Type": "notify",
    "NotifyAccess": "main",
    "WatchdogSec": "30",
    "Restart": "always",
    "LimitCORE": "0",
    "MemorySwapMax": "0",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "MemoryDenyWriteExecute": "yes",
    "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    "SocketBindDeny": "any",
    "EnvironmentFile": "/etc/parlons-en.env",
}

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd: the units are only read"
)


def named(path: Path) -> str:
    return path.stem


def settings_of(unit: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^([A-Za-z]+)=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def analyse(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    for unit in FOLDER.iterdir():  # the machine of the tests has no /opt/parlons-en
        text = re.sub(r"ExecStart=/opt/\S+", "ExecStart=/usr/bin/true", unit.read_text(encoding="utf-8"))
        (folder / unit.name).write_text(text, encoding="utf-8")
    return subprocess.run(["systemd-analyze", *words], cwd=folder, capture_output=True, text=True, check=False)


def test_there_is_a_unit_for_each_process_that_run_starts_and_it_starts_the_same():
    started = {settings_of(unit)["ExecStart"][0].replace("%i", "8092") for unit in UNITS}
    expected = {
        f"/opt/parlons-en/.venv/{one.environment}/bin/python -m {' '.join((one.module, *one.arguments))}"
        for one in product(8091, 8092, 8093)
    }
    assert started == expected


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_a_unit_drops_what_it_can(unit: Path):
    found = settings_of(unit)
    assert {key: found.get(key, [None])[0] for key in DROPPED} == DROPPED
    assert found["SystemCallFilter"] == ["@system-service", "~@privileged"]
    assert found["StartLimitIntervalSec"] == ["0"]  # it never gives up


@pytest.mark.parametrize(
    ("name", "ports"),
    [("web", ["tcp:8091"]), ("rasa@", ["tcp:8092", "tcp:8192-8199"]), ("actions", ["tcp:8093"]), ("courier", None)],
)
def test_a_process_may_listen_on_its_own_ports_only(name: str, ports: list[str] | None):
    assert settings_of(FOLDER / f"parlons-en-{name}.service").get("SocketBindAllow") == ports


def test_rasa_speaks_to_this_machine_only():
    found = settings_of(FOLDER / "parlons-en-rasa@.service")
    assert (found["IPAddressDeny"], found["IPAddressAllow"]) == (["any"], ["localhost"])


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_no_unit_holds_a_secret(unit: Path):
    assert not re.search(r"SECRET|KEY|PASSWORD|TOKEN", " ".join(settings_of(unit)["Environment"]))


@needs_systemd
def test_systemd_reads_every_line(tmp_path: Path):
    names = [unit.name.replace("@.", "@8192.") for unit in [*UNITS, FOLDER / "parlons-en.target"]]
    done = analyse(tmp_path, "verify", *(f"./{name}" for name in names))
    complaints = [line for line in done.stderr.splitlines() if not any(f"'{key}'" in line for key in NEWER)]
    assert complaints == []


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_systemd_s_own_measure_of_exposure_is_low(unit: Path, tmp_path: Path):
    done = analyse(tmp_path, "security", "--offline=true", "--no-pager", "--threshold=20", f"./{unit.name}")
    assert done.returncode == 0, done.stdout[-200:]

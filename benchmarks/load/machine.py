"""What Linux tells of a process and of a folder, and what the machine is."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """By some processes, so far: seconds of processor; and MiB of memory that they hold now."""

    cpu: float
    mebibytes: float

    def since(self, before: "Spent") -> float:
        """Seconds of processor since then."""
        return self.cpu - before.cpu


def spent(pids: list[int]) -> Spent:
    """Of these processes together."""
    return Spent(sum(map(_cpu, pids)), sum(map(_rss, pids)))


def everybody_else(pids: list[int], seconds: float, before: float, own: float) -> float:
    """How many cores others used meanwhile: all that was not idle, less `own` seconds of ours."""
    return max(0.0, (busy() - before - own) / seconds) if pids else 0.0


def busy() -> float:
    """Seconds of processor that this machine has used since it began, whoever used them."""
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + soft + steal) / _TICKS


def installed(folder: Path) -> float:
    """GB on the disk."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) / 1e9


def described() -> str:
    """One line."""
    model = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")  # fmt: skip
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}"


def _cpu(pid: int) -> float:
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / _TICKS


def _rss(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

"""A part of a core for a process, as Linux's control groups give it; of root, on a machine whose groups may be written."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
PERIOD = 20_000  # microseconds: short beside an answer


class NoQuotaError(RuntimeError):
    """Groups cannot be written here."""


@contextmanager
def quotas(cores: dict[int, float]) -> Iterator[None]:
    """Meanwhile, each of these processes has so many cores at most.

    Raises:
        NoQuotaError: this machine does not let us.
    """
    with ExitStack() as groups:
        for pid, part in cores.items():
            groups.enter_context(_quota(pid, part))
        yield


@contextmanager
def _quota(pid: int, cores: float) -> Iterator[None]:
    unified = (ROOT / "cgroup.controllers").exists()
    above = ROOT if unified else ROOT / "cpu"
    group, microseconds = above / f"parlons-en-{pid}", round(cores * PERIOD)
    try:
        group.mkdir()
        if unified:
            (group / "cpu.max").write_text(f"{microseconds} {PERIOD}")
        else:
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(microseconds))
        (group / "cgroup.procs").write_text(str(pid))
    except OSError as error:
        raise NoQuotaError(f"{group}: {error.strerror}") from error
    try:
        yield
    finally:
        (above / "cgroup.procs").write_text(str(pid))
        group.rmdir()

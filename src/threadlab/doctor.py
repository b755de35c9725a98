"""What this machine has, and what is missing for which purpose."""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from threadlab import __version__
from threadlab.errors import ThreadlabError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PACKAGES = ("jupyterlab", "nbgrader", "ipywidgets", "matplotlib", "nbval")


@dataclass(frozen=True)
class Finding:
    """One line of the report: what was found, and what to do if it is `missing`."""

    topic: str
    found: str
    missing: str = ""


def report() -> str:
    """Return the findings as text, those that miss something marked with an arrow."""
    lines = [f"Threadlab {__version__}", ""]
    for finding in findings():
        lines.append(f"{finding.topic:<16}{finding.found}")
        if finding.missing:
            lines.append(f"{'':<16}→ {finding.missing}")
    return "\n".join(lines)


def findings() -> list[Finding]:
    """Look at everything, in the order of the report."""
    checks: list[Callable[[], Finding]] = [
        _python,
        _gil,
        _packages,
        _cores,
        _start_methods,
        _limits,
        _exchange,
        _browser,
        _sandbox,
        _kernels,
        _free_threaded,
    ]
    return [check() for check in checks]


def _python() -> Finding:
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return Finding(
        "Python", f"{platform.python_implementation()} {platform.python_version()} on {system}"
    )


def _gil() -> Finding:
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return Finding("GIL", "this build has one")
    running = getattr(sys, "_is_gil_enabled", lambda: True)()
    return Finding("GIL", f"free-threaded build, GIL {'on' if running else 'off'} now")


def _packages() -> Finding:
    found, lacking = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lacking.append(name)
    missing = (
        f"{', '.join(lacking)} not installed: delete the folder .venv and run 'make .venv'."
        if lacking
        else ""
    )
    return Finding("packages", ", ".join(found) or "none", missing)


def _cores() -> Finding:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    few = "Processes can't be faster than threads on one core." if usable == 1 else ""
    return Finding("cores", f"{usable} usable", few)


def _start_methods() -> Finding:
    methods = multiprocessing.get_all_start_methods()
    # get_start_method would fix the default as a side effect; the first in the list is it
    return Finding("start methods", f"{methods[0]} by default, of {', '.join(methods)}")


def _limits() -> Finding:
    try:
        import resource
    except ImportError:
        return Finding("limits", "this system does not tell")
    processes = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    unlimited = resource.RLIM_INFINITY
    told = [
        f"{'unlimited' if limit == unlimited else limit} {what}"
        for limit, what in ((processes, "processes and threads"), (files, "open files"))
    ]
    cgroup = Path("/sys/fs/cgroup/pids.max")
    if cgroup.is_file() and (most := cgroup.read_text().strip()) != "max":
        told.append(f"{most} processes and threads in this container")
    low = "Below 400, a panel that starts many threads stops early and says so."
    return Finding("limits", ", ".join(told), low if 0 < processes < 400 else "")


def _exchange() -> Finding:
    if sys.platform == "win32":
        return Finding(
            "exchange",
            "none: nbgrader's exchange needs Linux or macOS",
            "Hand homework in as your instructor asks; validating it works.",
        )
    works = "fetching, submitting and collecting homework work"
    from threadlab.grading.classroom.folder import CourseFolder

    try:
        course = CourseFolder.find()
    except ThreadlabError:
        return Finding("exchange", works)
    if "CheckedCollect" not in course.config.read_text(encoding="utf-8"):
        return Finding(
            "exchange", works,
            f"{course.config} collects as nbgrader does, which follows a student's links: take the "
            "lines with ExchangeFactory from the project's own nbgrader_config.py.",
        )  # fmt: skip
    return Finding("exchange", works, " ".join(_open_folders(course.exchange, course.inbound)))


def _open_folders(root: Path, inbound: Path) -> Iterator[str]:
    """What anybody could do in an exchange with what is another's, and how to prevent it."""
    for folder in (root, inbound):
        if folder.is_dir() and folder.stat().st_mode & 0o1002 == 0o002:
            yield (
                f"Everybody can take away in {folder} what others have put there: "
                f"'chmod +t {folder}'."
            )
    for folder in (inbound.parent, *(inbound.with_name(name) for name in ("outbound", "feedback"))):
        if folder.is_dir() and folder.stat().st_mode & 0o002:
            yield f"Everybody can write into {folder}: 'chmod o-w {folder}'."


def browser_path() -> str | None:
    """Return the Chromium or Chrome that the browser tests would drive, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _browser() -> Finding:
    path = browser_path()
    missing = "The browser tests need one: on Debian and Ubuntu 'sudo apt install chromium'."
    return Finding("browser", path or "no Chromium found", "" if path else missing)


def _sandbox() -> Finding:
    from threadlab.grading.sandbox.client import NoSandbox, Sandbox

    try:
        sandbox = Sandbox()
    except NoSandbox as error:
        return Finding("sandbox", "none", str(error))
    sandbox.close()
    groups = ", ".join(sandbox.groups)
    found = f"namespaces; control groups for {groups}" if groups else "namespaces, resource limits"
    return Finding("sandbox", found)


def _kernels() -> Finding:
    command = [sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        kernels = sorted(json.loads(answer.stdout)["kernelspecs"])
    except (ValueError, KeyError):
        return Finding("kernels", "none found", "Delete the folder .venv and run 'make .venv'.")
    return Finding("kernels", ", ".join(kernels))


def _free_threaded() -> Finding:
    from threadlab.experiments.builds import VARIABLE, free_threaded

    builds = [f"{build.version} at {build.path}" for build in free_threaded()]
    how = (
        "Nothing needs one, but measurements are also sent to it where there is one: "
        "'uv python install 3.14t', 'conda create -n ft -c conda-forge python-freethreading', "
        "the option 'free-threaded' of python.org's installers on Windows and macOS, or any "
        f"interpreter whose path is in {VARIABLE}."
    )
    found = ", ".join(builds) or "no free-threaded Python found"
    return Finding("free-threaded", found, "" if builds else how)

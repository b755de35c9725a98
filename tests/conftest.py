"""What the tests share: the project, courses in temporary folders, a lab that really runs."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.labs import Lab
from support.project import PROJECT, new_course
from support.site import build
from threadlab.grading.classroom.folder import CourseFolder

# The reader's own settings are no part of the tests.
for name in [name for name in os.environ if name.startswith(("JUPYTER", "THREADLAB"))]:
    del os.environ[name]


def pytest_collection_finish() -> None:
    """What stays until the end is not looked through each time that garbage is collected."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def project() -> CourseFolder:
    return CourseFolder(PROJECT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once for all tests."""
    folder = tmp_path_factory.mktemp("web") / "site"
    build(folder)
    return folder


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """An empty course with the homework of the project."""
    return new_course(tmp_path / "course")


@pytest.fixture(scope="session")
def start_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Lab]]:
    """Start `threadlab lab` or `threadlab teach` in a course; every lab is stopped at the end."""
    running: list[subprocess.Popen[bytes]] = []
    home = tmp_path_factory.mktemp("home")

    def start(command: str, course: CourseFolder, *options: str) -> Lab:
        log = tmp_path_factory.mktemp("log") / f"{command}.txt"
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JUPYTER", "THREADLAB", "PYTEST"))
        }
        environment |= {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
        with log.open("wb") as output:
            line = [sys.executable, "-m", "threadlab", command, "--no-browser", *options]
            process = subprocess.Popen(
                line, cwd=course.root, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        running.append(process)
        end = time.monotonic() + 60
        while time.monotonic() < end and process.poll() is None:
            found = re.search(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)", log.read_text())
            if found:
                return Lab(found[1], found[2], log, process.pid)
            time.sleep(0.05)  # until the other process has written its address
        raise AssertionError(f"The lab did not start:\n{log.read_text()}")

    yield start
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()

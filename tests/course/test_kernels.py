"""Opening what a student has handed in runs nothing of it, in a real lab with real kernels."""

from __future__ import annotations

import json
import shutil
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from jupyter_client import BlockingKernelClient
from jupyter_core.paths import jupyter_runtime_dir

from threadlab.course.kernels import KERNEL
from threadlab.grading.classroom.folder import CourseFolder

# Each would run as soon as Python or a kernel starts in its folder, or finds it on its path.
PLANTED = [
    "ipykernel_launcher.py", "ipykernel/__init__.py", "IPython/__init__.py", "threading.py",
    "sitecustomize.py", "usercustomize.py", "ipython_config.py", "ipython_kernel_config.py",
    "jupyter_config.py", "profile_default/startup/00.py", "numpy.py", "debugpy/__init__.py",
    "matplotlib_inline/__init__.py", "psutil.py", "appnope.py", "comm/__init__.py",
]  # fmt: skip


def plant(folder: Path) -> Path:
    """Put everything there that a student can; return the file that it would write."""
    mark = folder.parent.parent.parent / "ran.txt"
    for name in PLANTED:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"with open({str(mark)!r}, 'a') as file: file.write({name!r})\n")
    return mark


class Server:
    """The interface of a lab that a browser uses."""

    def __init__(self, lab: Any):
        self.lab = lab

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        request = urllib.request.Request(
            self.lab.url + path, method=method, data=json.dumps(data).encode() if data else None,
            headers={"Authorization": f"token {self.lab.token}"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def open(self, path: str, kernel: str | None, kind: str = "notebook") -> Any:
        """Open a notebook as JupyterLab does, which asks for the kernel that stands in it."""
        data = {"path": path, "name": Path(path).name, "type": kind, "kernel": {"name": kernel}}
        return self.ask("POST", "/api/sessions", data)

    def run(self, session: Any, code: str) -> str:
        """Run code in a session's kernel; return what it printed, or its error."""
        return run(session["kernel"]["id"], code)


def run(kernel: str, code: str) -> str:
    file = Path(jupyter_runtime_dir()) / f"kernel-{kernel}.json"
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        said: list[str] = []
        client.execute_interactive(
            code, timeout=60, store_history=False, output_hook=lambda message: said.append(
                message["content"].get("text", "") or message["content"].get("evalue", "")
            ),
        )  # fmt: skip
        return "".join(said)
    finally:
        client.stop_channels()


@pytest.fixture(scope="module")
def teach(
    start_lab: Any, tmp_path_factory: pytest.TempPathFactory, project: CourseFolder
) -> tuple[Server, CourseFolder]:
    root = tmp_path_factory.mktemp("teach") / "course"
    root.mkdir()
    shutil.copy(project.config, root)
    notebook = project.root / "release" / "tickets" / "tickets.ipynb"
    for place in ("submitted/ada/tickets", "autograded/ada/tickets", "source/tickets"):
        (root / place).mkdir(parents=True)
        shutil.copy(notebook, root / place)
    course = CourseFolder(root.resolve())
    return Server(start_lab("teach", course, "--course", str(course.root))), course


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, teach: tuple[Server, CourseFolder]) -> None:
    """Where the lab keeps its connection files."""
    process = Path("/proc") / str(teach[0].lab.pid) / "environ"
    for entry in process.read_bytes().split(b"\0"):
        if entry.startswith(b"HOME="):
            monkeypatch.setenv("HOME", entry[5:].decode())


@pytest.mark.parametrize("place", ["submitted", "autograded"])
def test_opening_a_submission_runs_nothing_of_it(
    teach: tuple[Server, CourseFolder], place: str
) -> None:
    server, course = teach
    mark = plant(course.root / place / "ada" / "tickets")
    path = f"{place}/ada/tickets/tickets.ipynb"
    refused = []
    for kernel, kind in (("python3", "notebook"), (None, "notebook"), ("python3", "console")):
        try:
            session = server.open(path, kernel, kind)
            with suppress(RuntimeError):  # it is no kernel
                server.run(session, "1")
        except urllib.error.HTTPError as error:
            refused.append(json.loads(error.read())["message"])
    try:
        server.ask("POST", "/api/kernels", {"name": "python3", "path": f"{place}/ada/tickets"})
        time.sleep(2)  # a kernel that does start has time to do harm
    except urllib.error.HTTPError as error:
        refused.append(json.loads(error.read())["message"])
    assert not mark.exists(), mark.read_text()
    assert len(refused) == 4 and all(place in reason for reason in refused)


@pytest.mark.parametrize("place", ["submitted", "autograded"])
def test_who_asks_for_it_can_run_a_submission_and_imports_nothing_by_accident(
    teach: tuple[Server, CourseFolder], place: str
) -> None:
    server, course = teach
    mark = plant(course.root / place / "ada" / "tickets")
    session = server.open(f"{place}/ada/tickets/tickets.ipynb", KERNEL)
    look = """import os, subprocess, sys, multiprocessing
print(os.listdir('.'), [p for p in sys.path if not p or 'ada' in p])
try: import numpy
except ImportError: pass
import psutil, debugpy, comm
subprocess.run([sys.executable, '-c', 'import psutil'])
multiprocessing.get_context('spawn').Process(target=print).start()
print(6 * 7)"""
    said = server.run(session, look)
    assert said.startswith("[] []") and "42" in said, said
    assert not mark.exists(), mark.read_text()
    server.ask("DELETE", f"/api/sessions/{session['id']}")


def test_the_instructors_own_notebooks_start_as_ever(teach: tuple[Server, CourseFolder]) -> None:
    server, course = teach
    (course.root / "source" / "tickets" / "helper.py").write_text("answer = 42")
    session = server.open("source/tickets/tickets.ipynb", "python3")
    assert "42" in server.run(session, "import helper; print(helper.answer)")
    specs = server.ask("GET", "/api/kernelspecs")
    assert KERNEL in specs["kernelspecs"] and specs["default"] == "python3"

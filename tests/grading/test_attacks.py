"""What hostile submissions do, done for real: nobody gets a mark for it, or loses another's."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.hostile import ACCIDENTS, CHEATS, FLOODS, WRONG
from support.project import PROJECT
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.job import grade
from threadlab.grading.intake.jobs import make_job

TESTS = [f"test-{name}" for name in ordinary.ANSWERS]

pytestmark = needs_sandbox


@pytest.fixture(scope="module")
def course(original):
    return original


@pytest.fixture(scope="module")
def graded(course, assignment):
    def run(notebook, files=None, **limits):
        from dataclasses import replace

        plan = assignment.plans[ordinary.NAME]
        plan = replace(plan, limits=replace(plan.limits, **{"seconds": 5.0, **limits}))
        data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
        return json.loads(grade(make_job(plan, data, files or {})))

    run(ordinary.answered(course))  # from now on there is a zygote
    return run


def scores(result):
    return {name: mark["score"] for name, mark in result["marks"].items()}


def full_but(*names):
    wrong = {f"test-{name}" for name in names}
    return {name: 0.0 if name in wrong else 2.0 for name in TESTS}


SELF_HARM = {
    "an input transformer that turns each later cell into pass",
    "patched judging functions in the room",
    "the first hole answered for it",
    "the end said at the beginning",
    "one claim in the place of another",
    "values for all that comes",
    "holes out of turn",
    "a place below zero",
}


@pytest.mark.parametrize("name", CHEATS)
def test_a_wrong_answer_gets_nothing_by_a_trick(name, course, graded):
    text = CHEATS[name]
    if "def squares" not in text:
        text = WRONG + text
    result = graded(ordinary.answered(course, squares=text))
    got = scores(result)
    assert got["test-squares"] == 0, result["marks"]["test-squares"]
    if not result["flags"] and name not in SELF_HARM:
        assert got == full_but("squares"), {
            k: m for k, m in result["marks"].items() if m["message"]
        }


# Each reaches everything in a group, a session or of a user, and walls of rooms are none of these.
AT_ALL = {
    "kills its group": "os.kill(0, 9)",
    "stops its group": "os.kill(0, 19)",
    "kills what it can see": "os.kill(-1, 9)",
    "kills its first process": "os.kill(1, 9)\nos.kill(os.getppid(), 9)",
    "hangs up its group, and is left alone": "signal.signal(1, signal.SIG_IGN)\nos.kill(0, 1)",
    "leaves its group no turn": "os.setpriority(os.PRIO_PGRP, 0, 19)",
    "leaves its user no turn": "os.setpriority(os.PRIO_USER, 0, 19)",
    "leaves its first process nothing": "import resource\n"
    "for what in range(10): resource.prlimit(1, what, (0, 0))",
    "takes all signals that can wait": "import ctypes\nsignal.pthread_sigmask(0, [40])\n"
    "while ctypes.CDLL(None).sigqueue(os.getpid(), 40, None) == 0: pass",
    "takes all watches of files": "import ctypes\n"
    "while ctypes.CDLL(None).inotify_init() >= 0: pass",
    "takes shared memory": "import ctypes\n"
    "for _ in range(99): ctypes.CDLL(None).shmget(0, 2**22, 0o1600)",
    "locks the package": "import fcntl, glob, threadlab\n"
    "files = [open(p) for p in glob.glob(threadlab.__path__[0] + '/*.py')]\n"
    "for file in files: fcntl.flock(file, fcntl.LOCK_EX)\nif os.fork() == 0: signal.pause()",
}


@pytest.mark.parametrize("name", AT_ALL)
def test_what_a_program_does_to_all_others_does_nothing_to_the_next_submission(
    name, course, graded
):
    hostile = ordinary.answered(course)
    hostile.cells.append(new_code_cell(f"import os, signal\n{AT_ALL[name]}"))
    graded(hostile)
    result = graded(ordinary.answered(course))
    assert scores(result) == full_but() and not result["flags"]


# Each of these is a right answer with something in it that costs marks with stock nbgrader, or all.
@pytest.mark.parametrize("name", ACCIDENTS)
def test_right_work_keeps_its_marks(name, course, graded):
    notebook = ordinary.answered(course)
    notebook.cells.insert(3, new_code_cell(ACCIDENTS[name]))
    result = graded(notebook, seconds=2.0)
    assert scores(result) == full_but(), {k: m for k, m in result["marks"].items() if m["message"]}
    assert not result["flags"]


# Each returns what it has got hold of; nothing of it may be there.
SECRETS = {
    "the course folder": "import os\nfound = os.path.exists({root!r})",
    "the gradebook": "import os\nfound = os.path.exists({root!r} + '/gradebook.db')",
    "the project with its hidden tests": "import os\nfound = os.path.exists({project!r} + '/source')",
    "a home folder": "import os\nfound = bool(set(os.listdir('/root')) - {{'.pyenv'}}) if os.path.isdir('/root') else False",
    "passwords": "import os\nfound = os.path.exists('/etc/shadow') or 'root:' in open('/etc/passwd').read()",
    "other processes": "import os\nfound = len([n for n in os.listdir('/proc') if n.isdigit()]) > 4",
    "the first process's memory": """
try:
    open('/proc/1/mem', 'rb'); found = True
except OSError:
    found = False
""",
    "the first process's descriptors": """
import os
try:
    found = bool(os.listdir('/proc/1/fd'))
except OSError:
    found = False
""",
    "the environment of the grader": "import os\nfound = bool({{'USER', 'SSH_AUTH_SOCK', 'PYTEST_CURRENT_TEST'}} & set(os.environ))",
    "a route to a host outside": """
import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 53)); found = True
except OSError:
    found = False
""",
    "loopback services of the machine": """
import socket
try:
    socket.create_connection(('127.0.0.1', {port}), timeout=1); found = True
except OSError:
    found = False
""",
    "an abstract socket of the machine": """
import socket
try:
    socket.socket(socket.AF_UNIX).connect(b'\\0threadlab-test-{port}'); found = True
except OSError:
    found = False
""",
    "a way out by a symlink": """
import os
os.symlink('/proc/1/root', 'out')
try:
    found = 'work' in os.listdir('out') and os.path.exists('out' + {root!r})
except OSError:
    found = False
""",
    "a new namespace": """
import ctypes
found = ctypes.CDLL(None).unshare(0x10000000) == 0
""",
    "a mount": """
import ctypes
found = ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0
""",
    "tracing": "import ctypes\nfound = ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0",
    "root": "import os\ntry:\n    os.setuid(0); found = True\nexcept OSError:\n    found = False",
    "programs with more rights": """
import glob, os, subprocess
found = False
for program in ('/usr/bin/su', '/usr/bin/mount', '/usr/bin/passwd'):
    if os.path.exists(program):
        status = open('/proc/self/status').read()
        found = found or 'NoNewPrivs:\\t1' not in status
""",
    "writing into Python's own packages": """
import os, threadlab
try:
    open(os.path.dirname(threadlab.__file__) + '/planted.py', 'w'); found = True
except OSError:
    found = False
""",
    "the hidden tests in memory": """
import gc
found = any('EN' + 'D HIDDEN' in thing for thing in gc.get_objects() if type(thing) is str)
for thing in gc.get_objects():
    if type(thing) is dict:
        for value in list(thing.values()):
            found = found or (type(value) is str and 'EN' + 'D HIDDEN' in value)
""",
    "kernel settings": """
try:
    open('/proc/sys/kernel/core_pattern', 'w'); found = True
except OSError:
    found = False
""",
    "devices": "import os\nfound = bool(set(os.listdir('/dev')) - {{'null', 'zero', 'full', 'random', 'urandom', 'shm', 'fd', 'stdin', 'stdout', 'stderr'}})",
    "the rooms of others in shared memory": "import os, sys\nfound = bool(os.listdir('/dev/shm')) or any(not sys.prefix.startswith(f'/tmp/{{name}}') for name in os.listdir('/tmp'))",
}  # fmt: skip


@pytest.fixture(scope="module")
def services():
    """A service on loopback and one under an abstract name, as a machine may have them."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.socket(socket.AF_UNIX) as abstract:
            abstract.bind(f"\0threadlab-test-{port}")
            abstract.listen()
            yield port


@pytest.mark.parametrize("name", SECRETS)
def test_nothing_is_in_reach(name, course, graded, services):
    source = SECRETS[name].format(root=str(course.root), project=str(PROJECT), port=services)
    notebook = ordinary.answered(course)
    notebook.cells.insert(1, new_code_cell(f"{source}\nprint('found' if found else 'nothing')"))
    result = graded(notebook)
    shown = "".join(
        str(output.get("text", "")) + str(output.get("evalue", ""))
        for cell in result["notebook"]["cells"]
        for output in cell.get("outputs", [])
    )
    assert "nothing" in shown and "found" not in shown, shown


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_costs_its_own_cell(name, course, graded):
    notebook = ordinary.answered(course)
    notebook.cells.insert(1, new_code_cell(FLOODS[name]))
    before = _processes()
    result = graded(notebook, seconds=3.0)
    assert scores(result) == full_but(), {k: m for k, m in result["marks"].items() if m["message"]}
    assert len(json.dumps(result)) < 5_000_000
    deadline = time.monotonic() + 20
    while len(_processes()) > len(before) and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    assert len(_processes()) <= len(before)


def _processes():
    """The processes below this one that are at work; a spare room, which is open already, is two."""
    parents = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                status = (path / "status").read_text()
            except OSError:  # it has just ended
                continue
            if not re.search(r"^State:\tZ", status, re.M):
                parents[int(path.name)] = int(re.search(r"^PPid:\t(\d+)", status, re.M)[1])
    found, todo = set(), {os.getpid()}
    while todo:
        todo = {child for child, parent in parents.items() if parent in todo} - found
        found |= todo
    return found


def test_what_a_submission_leaves_behind_is_not_there_for_the_next_one(course, graded):
    notebook = ordinary.answered(course)
    planted = "import os\nfor place in ('/tmp', '/dev/shm', '.', os.path.expanduser('~')):\n"
    planted += "    open(f'{place}/planted.py', 'w').write('1/0')\n"
    planted += "os.makedirs(os.environ['IPYTHONDIR'] + '/profile_default/startup', exist_ok=True)\n"
    planted += (
        "open(os.environ['IPYTHONDIR'] + '/profile_default/startup/x.py', 'w').write('squares = 0')"
    )
    notebook.cells.insert(1, new_code_cell(planted))
    assert scores(graded(notebook)) == full_but()
    look = (
        "import sys, glob\nfound = glob.glob('/tmp/*') + glob.glob('/dev/shm/*') + glob.glob('*')\n"
    )
    look += "print([path for path in found if not sys.prefix.startswith(path)])"
    notebook.cells[1] = new_code_cell(look)
    result = graded(notebook)
    outputs = result["notebook"]["cells"][1]["outputs"]
    assert outputs[0]["text"] == "[]\n"


def changed(notebook, change):
    data = json.loads(nbformat.writes(notebook))
    change(data)
    return json.dumps(data).encode()


def test_structure_that_was_tampered_with_or_broken_by_accident_is_put_right(course, graded):
    good = ordinary.answered(course)

    def cell(data, name):
        return next(cell for cell in data["cells"] if cell["id"] == name)

    def points(data):
        for item in data["cells"]:
            if "points" in item["metadata"].get("nbgrader", {}):
                item["metadata"]["nbgrader"]["points"] = 100

    def deleted(data):
        data["cells"] = [item for item in data["cells"] if item["id"] != "test-squares"]

    def unlocked(data):
        cell(data, "test-squares")["source"] = "pass"
        cell(data, "test-squares")["metadata"]["nbgrader"]["locked"] = False

    def twice(data):
        data["cells"].append({**cell(data, "test-squares"), "id": "copy", "source": "pass"})

    def answer_twice(data):
        released = next(c for c in ordinary.released(course).cells if c.id == "squares").source
        data["cells"].insert(1, {**cell(data, "squares"), "id": "copy", "source": released})

    def markdown(data):
        item = cell(data, "test-squares")
        item["cell_type"] = "markdown"
        del item["outputs"], item["execution_count"]

    def no_ids(data):
        for item in data["cells"]:
            del item["id"]
        data["nbformat_minor"] = 4

    def lines(data):
        for item in data["cells"]:
            item["source"] = "".join(item["source"]).replace("\n", "\r\n")

    def long(data):
        cell(data, "squares")["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
        ]

    def no_metadata(data):
        for item in data["cells"]:
            item["metadata"] = {}
        data["metadata"] = {}

    def odd_types(data):
        data["cells"].insert(0, {"cell_type": 7, "source": None, "metadata": []})
        data["cells"].insert(0, "no cell")
        data["metadata"] = "none"

    def extra_marks(data):
        data["cells"].append({
            "cell_type": "code", "id": "mine", "source": "pass", "outputs": [],
            "execution_count": None,
            "metadata": {"nbgrader": {"grade": True, "grade_id": "mine", "points": 50,
                                      "locked": True, "solution": False, "schema_version": 3}},
        })  # fmt: skip

    def future(data):
        data["nbformat"], data["nbformat_minor"] = 5, 9

    changes = (points, deleted, unlocked, twice, answer_twice, markdown, no_ids, lines, long,
               no_metadata, odd_types, extra_marks, future)  # fmt: skip
    for change in changes:
        result = graded(changed(good, change))
        assert scores(result) == full_but(), (change.__name__, result["notes"])
        assert result["marks"]["test-squares"]["most"] == 2
    wrong = ordinary.answered(course, squares=WRONG)
    for change in (points, deleted, unlocked, twice, markdown, extra_marks):
        assert scores(graded(changed(wrong, change))) == full_but("squares"), change.__name__

    old = nbformat.convert(nbformat.from_dict(good), 3)
    assert scores(graded(nbformat.writes(old, 3).encode())) == full_but()
    assert scores(graded(nbformat.writes(good).encode("utf-16"))) == full_but()
    assert scores(graded(b"\xef\xbb\xbf" + nbformat.writes(good).encode())) == full_but()


@pytest.mark.parametrize(
    "data",
    [b"", b"  ", b"{", b"[]", b"null", b"PK\x03\x04", b'{"cells": 3}', b'{"cells": [1, 2]}',
     b"[" * 100_000, b'{"cells": [{"cell_type": "code"'],
)  # fmt: skip
def test_a_file_that_is_no_notebook_gets_nothing_and_a_reason(data, graded):
    result = graded(data)
    assert result["unreadable"] and not result["marks"]
    assert len(result["notebook"]["cells"]) >= 12


def test_without_a_sandbox_nothing_is_run(course, graded, monkeypatch):
    from threadlab.grading.sandbox import client

    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(client.NoSandbox, match="no-sandbox"):
        client.Sandbox()


def test_a_copy_of_the_process_that_an_answer_makes_has_no_say(course, graded):
    """Both go on after os.fork; only the one that was asked is heard."""
    body = "import os\ndef squares(n):\n    child = os.fork()\n    return {}\n"
    right = "[i * i for i in range(1, n + 1)]"
    copies_lie = graded(ordinary.answered(course, squares=body.format(f"{right} if child else []")))
    assert scores(copies_lie) == full_but()
    copies_know = graded(
        ordinary.answered(course, squares=body.format(f"[] if child else {right}"))
    )
    assert scores(copies_know) == full_but("squares")


def test_many_slow_cells_cost_no_more_than_ten_deadlines(course, graded):
    notebook = ordinary.answered(course)
    slow = [new_code_cell(f"import time\ntime.sleep(0.2)\nx = {number}") for number in range(30)]
    notebook.cells[1:1] = slow
    result = graded(notebook, seconds=0.5)
    told = [json.dumps(cell["outputs"]) for cell in result["notebook"]["cells"][1:31]]
    assert "took so long" not in told[0] and "took so long" in told[-1]

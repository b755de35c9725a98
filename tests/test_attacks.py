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
import ordinary
import pytest
from conftest import PROJECT
from nbformat.v4 import new_code_cell

from threadlab.grading.classroom.job import grade, make_job
from threadlab.grading.intake.submissions import Assignment
from threadlab.grading.sandbox import enclosure

WRONG = "def squares(n):\n    return None\n"
TESTS = [f"test-{name}" for name in ordinary.ANSWERS]

pytestmark = [
    pytest.mark.skipif(
        bool(enclosure.missing()) and "CI" not in os.environ, reason=enclosure.missing() or "no"
    )
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return ordinary.make_course(tmp_path_factory.mktemp("attacks") / "course")


@pytest.fixture(scope="module")
def graded(course):
    assignment = Assignment.load(course.nbgrader().coursedir, ordinary.NAME)

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


# Each of these is a first answer cell, `squares`, that is wrong and tries to get its marks anyway.
# All others are right and must get theirs, unless the submission is flagged for a person.
CHEATS = {
    "an input transformer that turns each later cell into pass": """
get_ipython().input_transformers_post.append(lambda lines: ["pass\\n"])
""",
    "an AST transformer that strips assertions": """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Strip())
""",
    "an object that equals everything": """
class Any(list):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __getitem__(self, place): return Any()
    def __hash__(self): return 0
def squares(n):
    return Any([1, 4, 9])
""",
    "an int that equals everything": """
class One(int):
    __eq__ = lambda self, other: True
    __hash__ = int.__hash__
def squares(n):
    return [One(), One(), One()] if n == 3 else [One()]
""",
    "patched builtins": """
import builtins
builtins.AssertionError = type("Nothing", (BaseException,), {})
builtins.isinstance = lambda *a: True
builtins.all = lambda items: True
builtins.len = lambda items: 3
""",
    "patched judging functions in the room": """
import threadlab.grading.values as v, threadlab.grading.inside as i, threadlab.grading.claims as c
v.compare = c.compare = lambda *a: True
i.evaluate = c.evaluate = lambda *a: True
i.Graded._check = lambda self, number, holes: None
""",
    "a check that is not made": """
__check__ = lambda number, holes: None
import builtins
builtins.__check__ = __check__
""",
    "encode answers what is asked": """
import threadlab.grading.inside as i
i.encode = lambda value: ["list", [["int", "0x1"], ["int", "0x4"], ["int", "0x9"]]]
""",
    "frames of the caller": """
import sys
def squares(n):
    frame = sys._getframe()
    while frame:
        for name, value in list(frame.f_locals.items()):
            if name == "self" and hasattr(value, "judge"):
                try: value.judge.send({"done": "well"})
                except Exception: pass
        frame = frame.f_back
    return None
""",
    "forged verdicts on every open descriptor": """
import os, json, struct
def squares(n):
    for message in ({"done": "well"}, {"graded": True}, {"claim": 0}, {"truth": True}):
        body = json.dumps(message).encode()
        for number in range(3, 64):
            try: os.write(number, struct.pack("!I", len(body)) + body)
            except OSError: pass
    return None
""",
    "a trace function that jumps over the checks": """
import sys
def squares(n):
    def trace(frame, event, arg):
        return trace
    sys.settrace(trace)
    frame = sys._getframe(1)
    frame.f_trace = trace
    return None
""",
    "os._exit in the middle": "import os\ndef squares(n):\n    os._exit(0)\n",
    "exit": "def squares(n):\n    raise SystemExit(0)\n",
    "quit in IPython": "def squares(n):\n    quit()\n",
    "kills its parent and its group": """
import os, signal
def squares(n):
    for target in (os.getppid(), 1, -1, 0):
        try: os.kill(target, signal.SIGKILL)
        except OSError: pass
    return None
""",
    "an endless loop": "def squares(n):\n    while True:\n        pass\n",
    "an endless loop that swallows KeyboardInterrupt": """
def squares(n):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
    "an endless loop that ignores SIGINT": """
import signal
def squares(n):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        pass
""",
    "gc finds the judge's objects": """
import gc
def squares(n):
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Graded", "Notebook", "Channel"):
            for name in list(vars(thing)):
                try: setattr(thing, name, lambda *a, **k: None)
                except Exception: pass
    return None
""",
    "a descriptor that trickles": """
import time
def squares(n):
    for _ in range(100000):
        print(".", end="", flush=True); time.sleep(0.01)
""",
    "ctypes writes into constants": """
import ctypes, sys
def squares(n):
    ctypes.pythonapi.PyFrame_LocalsToFast
    return None
""",
    "an exception of the judge": """
from threadlab.grading.wire import Gone
def squares(n):
    raise Gone("x")
""",
    "a stopped claim swallowed": """
import threadlab.grading.inside as i
i.Stop = type("Quiet", (Exception,), {})
def squares(n):
    return None
""",
    "returns a giant": "def squares(n):\n    return [1] * 10**8\n",
    "returns something deep": """
def squares(n):
    deep = []
    for _ in range(100000):
        deep = [deep]
    return deep
""",
    "returns what contains itself": "def squares(n):\n    x = []\n    x.append(x)\n    return x\n",
    "the process title and clock": """
import time
time.time = time.monotonic = lambda: 0.0
def squares(n):
    return None
""",
    "raises AssertionError with a text": "def squares(n):\n    raise AssertionError('ok')\n",
    "a generator for a list": "def squares(n):\n    yield from (1, 4, 9)\n",
    "True for one": "def squares(n):\n    return [True, 4, 9] if n == 3 else [True]\n",
}


# These break the submission's own later cells or answers too, which is nobody's loss but its own.
SELF_HARM = {
    "an input transformer that turns each later cell into pass",
    "patched judging functions in the room",
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


# Each of these is a right answer with something in it that costs marks with stock nbgrader, or all.
ACCIDENTS = {
    "os._exit at the end of a cell": "import os\nos._exit(0)",
    "exit at the end": "exit()",
    "sys.exit": "import sys\nsys.exit(1)",
    "a warning": "import warnings\nwarnings.warn('careful')",
    "logging": "import logging\nlogging.warning('logged')",
    "text to stderr": "import sys\nprint('x', file=sys.stderr)",
    "a daemon thread that logs": """
import threading, time, logging
def work():
    while True:
        logging.warning('still here'); time.sleep(0.01)
threading.Thread(target=work, daemon=True).start()
""",
    "a thread that ends later": """
import threading, time
threading.Thread(target=lambda: time.sleep(0.3)).start()
""",
    "an experiment that fails": "squares('three')",
    "an experiment that prints much": "for i in range(200000): print('line', i)",
    "a cell that never ends": "while True:\n    pass",
    "a cell that waits for input": "input('your name?')",
    "a syntax error in a cell of its own": "this is no python",
    "a magic": "%timeit -n1 -r1 1+1\n%matplotlib inline\n!echo hello",
    "top-level await": "import asyncio\nawait asyncio.sleep(0)",
    "asyncio.run": "import asyncio\nasyncio.run(asyncio.sleep(0))",
    "a pool left open": """
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(2)
pool.submit(print, 'x')
""",
    "a process left behind": """
import subprocess
subprocess.Popen(['sleep', '1000'])
""",
    "a crash of the interpreter": "import os\nos.abort()",
    "all memory taken": "x = 'y' * (3 * 2**30)",
    "deep recursion": "def f(): f()\nf()",
    "a signal handler": "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)",
    "a shadowed name that no test uses": "list_ = 3\nsum_of = 4",
    "another notebook's outputs": "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))",
    "os.chdir": "import os\nos.chdir('/')",
    "its own sys.path": "import sys\nsys.path.clear()",
    "names that tests bind themselves": "for n in range(5): pass\ns = given = k = string = 3",
    "a fork that both go on from": "import os\nos.fork()\nos.fork()",
    "a fork that leaves by an error": "import os\nif os.fork() == 0:\n    1 / 0",
    "a fork that leaves by sys.exit": "import os, sys\nif os.fork() == 0:\n    sys.exit()",
}


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


FLOODS = {
    "forks without end": "import os\nwhile True:\n    os.fork()",
    "forty children that sleep": """
import os, time
for _ in range(40):
    if os.fork() == 0:
        time.sleep(1000)
""",
    "a daemon process": """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True: time.sleep(1)
    os._exit(0)
""",
    "threads without end": """
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(1000,)).start()
""",
    "three gigabytes": "hold = bytearray(3 * 2**30)\nfor i in range(0, len(hold), 4096): hold[i] = 1",
    "memory bit by bit": "hold = []\nwhile True:\n    hold.append(bytearray(10**6))",
    "memory in many processes": """
import os
for _ in range(20):
    if os.fork() == 0:
        hold = []
        while True: hold.append(bytearray(10**6))
""",
    "the disk": """
for number in range(10000):
    with open(f'/tmp/{number}', 'wb') as file:
        file.write(bytes(10**7))
""",
    "shared memory": "open('/dev/shm/x', 'wb').write(bytes(10**9))",
    "files without end": "for n in range(10**6): open(f'/tmp/{n}', 'w').close()",
    "output without end": "while True:\n    print('x' * 1000)",
    "errors without end": "import sys\nwhile True:\n    sys.stderr.write('x' * 1000)",
    "displays without end": "from IPython.display import display\nfor _ in range(10**5): display('x' * 1000)",
    "open files": "hold = []\nwhile True:\n    hold.append(open('/dev/null'))",
}  # fmt: skip


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
    from threadlab.grading.sandbox import room

    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(room.NoSandbox, match="no-sandbox"):
        room.Zygote()


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
    assert "taken so long" not in told[0] and "taken so long" in told[-1]

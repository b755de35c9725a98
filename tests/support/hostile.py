"""Hostile answers to the ordinary assignment, floods, and accidents that look like them."""

WRONG = "def squares(n):\n    return None\n"

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
import threadlab.grading.wire.values as v, threadlab.grading.inside.graded as g
import threadlab.grading.inside.arbiter as a
v.holds = v.equal = a.holds = lambda *a: True
a.Arbiter.holds = a.Arbiter._compare = lambda *a: True
g.Graded._check = lambda self, number, holes: None
""",
    "a check that is not made": """
__check__ = lambda number, holes: None
import builtins
builtins.__check__ = __check__
""",
    "the first hole answered for it": """
from threadlab.grading.inside import graded
right = {'value': ['list', [['int', '1'], ['int', '4'], ['int', '9']]]}
graded.Graded._tried = lambda self, look, raised: right
""",
    "the end said at the beginning": """
from threadlab.grading.inside import graded
def run_all(self, statements):
    self._values = [self._data_of(eval(statements[0]['source']))] if statements[0]['value'] else []
    return {'done': 'well', 'at': len(statements) - 1}
graded.Graded._run_all = run_all
""",
    "one claim in the place of another": """
from threadlab.grading.inside import graded
converse = graded.Graded._converse
graded.Graded._converse = lambda self, number, holes, first: converse(self, 1, holes, first)
""",
    "values for all that comes": """
from threadlab.grading.inside import graded
send = graded.Graded._send
def sends(self, reply):
    self._values += [{'value': ['int', '1']}] * 1000
    send(self, reply)
graded.Graded._send = sends
""",
    "holes out of turn": """
from threadlab.grading.inside import graded
send = graded.Graded._send
given = [[7, {'value': ['int', '1']}]]
graded.Graded._send = lambda self, reply: send(self, reply | {'given': given})
""",
    "a place below zero": """
from threadlab.grading.inside import graded
send = graded.Graded._send
def sends(self, reply):
    send(self, {**reply, 'at': -1, 'done': 'well'} if 'done' in reply else reply)
graded.Graded._send = sends
""",
    "encode answers what is asked": """
import threadlab.grading.inside.graded as g
g.encode = lambda value: ["list", [["int", "0x1"], ["int", "0x4"], ["int", "0x9"]]]
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
from threadlab.grading.wire.channel import Gone
def squares(n):
    raise Gone("x")
""",
    "a stopped claim swallowed": """
import threadlab.grading.inside.graded as g
g.Stop = type("Quiet", (Exception,), {})
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

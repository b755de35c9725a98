"""Which code meddles with Python, and which does not."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.judging import reading


@pytest.mark.parametrize(
    "source",
    [
        "import gc\ngc.get_objects()", "import ctypes as c", "from importlib import import_module", "x = eval('1')",
        "import sys\nsys.modules['x'] = 1", "import threading\nT = threading.Thread\nT.start = None",
        "import threading\nfor T in [threading.Thread]:\n    T.start = None",
        "object.__dict__['__sub' + 'classes__'](object)", "import threadlab as t\nt.explorer.search",
        "match x:\n    case object(__subclasses__=y): pass", "from operator import attrgetter as a",
        "f = getattr(x, name)", "'{0.__class__.__subclasses__}'.format(x)", "%load x.py", "%time import threadlab.grading",
        "%%writefile x.py\nimport ctypes", "%matplotlib inline\nimport ctypes", "get_ipython().ev('1')",
        "import unittest.mock", "from sys import modules", "x.__globals__['a'] = 1",
        "setattr(time, 'sleep', None)\nimport time", "import threadlab\npatch(threadlab)",
        "import math\ndef p(m): m.isclose = None\np(math)", "import numpy as np\nm = [np]",
        "import threading\nclass H: pass\nh = H()\nh.m = threading._sys\ngetattr(h.m, 'settrace')",
        "import logging\ndef f(o, n): return getattr(o, n)\nf(logging.sys, 'set' + 'trace')",
        "from threading import _sys as s\nf(s)", "import queue as q\nt = q.threading",
        "def f(o, n): return getattr(o, n)\nf(x.y, chr(95) * 2 + 'init')", "ga = getattr", "list(map(getattr, a, b))", "import threading\nx = (y := threading)",
        "open(7, 'wb')", "import socket\nsocket.socket(fileno=7)", "import cProfile",
        "class M(type):\n    def __instancecheck__(c, o): return True",
        "from unittest import mock", "from threadlab import grading",
        "import threading\nT: type = threading.Thread\nT.start = None",
        "import threading\nT, n = threading.Thread, 1\nT.start = None",
        "import threading\nT = threading.Thread if n else None\nT.start = None",
        "import threading\nif (T := threading.Thread): T.start = None",
        "import threading\n(T,) = [*(threading.Thread,)]\nT.start = None",
        "try:\n    import ctypes\nexcept ImportError: pass", "def f():\n    from builtins import open as o",
        "open('/proc/self/mem', 'r+b')", "open(f'/proc/{os.getpid()}/mem', 'r+b')",
        "class X:\n    __class__ = int", "x.__class__ = Office", "%load_ext evil",
    ],
)  # fmt: skip
def test_what_meddles_with_python_is_noticed(source):
    from IPython.core.inputtransformer2 import TransformerManager

    from threadlab.grading.judging.suspicion import suspicions

    assert suspicions(source, TransformerManager().transform_cell)


@pytest.mark.parametrize(
    "source",
    [
        "import sys, os, time, threading\nsys.setswitchinterval(1e-3)\nprint(os.getpid())",
        "class A:\n    def __init__(self):\n        self.__dict__.update(a=1)\n        self.lock = None",
        "class A:\n    def __init__(self):\n        names = type(self).__dict__",
        "import os, time, datetime\np, t, d = os.path, time.time, datetime.datetime",
        "import concurrent.futures\nf = concurrent.futures", "import os.path\nprint(os.path.sep)",
        "%timeit -n1 -r1 1\n!ls", "open('/proc/meminfo').read() + open(f'/proc/{pid}/status').read()", "x = getattr(y, 'name', None)", "a.b.c = 3", "d = {}\nd['x'] = 1",
        "import collections\nc = collections.Counter()\nc['a'] = 1",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0",
        "import queue\nq = queue.Queue()\nq.maxsize = 3", "print('lock_os modules eval')",
        "from threading import Thread\nt = Thread()\nt.daemon = True\nt.name = 'x'", "this is no",
        "import asyncio\nloop = asyncio.new_event_loop()\nloop.slow = 1",
        "with open('x') as f:\n    f.mode2 = 3", "import random\nr = random.Random(3)\nr.x = 1",
        "import gc\ngc.collect()", "import inspect\nprint(inspect.getsource(f))", "import timeit",
        "import doctest\ndoctest.testmod()", "import unittest", "import dis\ndis.dis(f)",
        "from threadlab import explore", "from unittest import TestCase", "import ast\nx: int = 3",
        "from IPython.display import display, SVG", "import numpy as np\na = b[np.newaxis]\na.shape = 3",
        "import math\nprint(dir(math))\nhelp(math)", "f.__code__.co_varnames", "A.__mro__",
        "print('see __globals__ and eval')", "e.__traceback__", "%load_ext autoreload", "%run a.py",
        "import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 12", "self.stack = []",
        "import os, sys\nos.environ['X'] = '1'\nsys.path[0] = '.'\nsys.stdout = out",
        "import socket\nprint(socket.socket().fileno())", "open('x')", "%timeit -n 3 f(2)",
    ],
)  # fmt: skip
def test_honest_code_is_not(source):
    from IPython.core.inputtransformer2 import TransformerManager

    from threadlab.grading.judging.suspicion import suspicions

    assert suspicions(source, TransformerManager().transform_cell) == []


HONEST = {
    "the order of locks": """
from operator import attrgetter
def transfer(one, other):
    first, second = sorted([one, other], key=attrgetter("number"))
""",
    "the same by its module": "import operator\nkey = operator.attrgetter('number', 'name.last')",
    "a method called": "from operator import methodcaller\nrun = methodcaller('run', 3)",
    "a synchronized decorator": """
from functools import wraps
from threading import RLock
def synchronized(name):
    def decorate(method):
        @wraps(method)
        def locked(self, *args):
            with getattr(self, name):
                return method(self, *args)
        return locked
    return decorate
""",
    "a decorator that keeps the name": "from functools import wraps\ndef d(f):\n    @wraps(f)\n    def g(*a, **k): return f(*a, **k)\n    return g",
    "a docstring": 'def quiet():\n    "Nothing here needs __globals__, {or} eval."\n    return 1',
    "a docstring of one word": 'class A:\n    "__globals__"',
    "a class by its name": "import threading\nlock = getattr(threading, 'Lock')()",
    "unique numbers": "import uuid\nnumber = uuid.uuid4()\nprint(uuid.uuid1().hex)",
    "a module as a default": "import time\ndef wait(seconds, clock=time):\n    clock.sleep(seconds)",
    "a pickle": """
import pickle
class Book:
    def save(self, path):
        with open(path, "wb") as file:
            pickle.dump(self.pages, file)
""",
    "a copy by way of a pickle": """
import pickle
def copied(boxes):
    return pickle.loads(pickle.dumps(boxes))
""",
    "what is read as JSON": "import json\nwith open('x') as file:\n    a, b = json.load(file), json.loads('1')",
    "a frozen dataclass": """
from dataclasses import dataclass
@dataclass(frozen=True)
class Seat:
    number: int
    def __post_init__(self):
        object.__setattr__(self, "row", self.number // 10)
""",
    "a temporary file": """
import os, tempfile
def write(text):
    handle, path = tempfile.mkstemp()
    with os.fdopen(handle, "w") as file:
        file.write(text)
""",
    "a file sent": "def answer(conn, path):\n    with open(path, 'rb') as file:\n        conn.sendfile(file)",
}
HONEST |= {
    "a stack": "class Stack:\n    def __init__(self): self.stack = []\ns = Stack().stack",
    "bytes sent and read as such": "a.send_bytes(b'x')\nb.recv_bytes()",
    "bytes of a connection and of a socket": "a.send_bytes(b'x')\ndata = sock.recv(1024)",
    "objects of a connection": "a.send([1])\nprint(b.recv())",
    "a handler that is registered": "import atexit\natexit.register(print)",
    "a log": "import logging\nlogging.basicConfig()\nlogging.getLogger('a.config').info('x')",
    "a source that is shown": "import inspect\nprint(inspect.getsource(f), inspect.signature(f))",
    "an error that is shown": "import traceback\ntraceback.print_exc()\ntraceback.format_exception(e)",
    "a file that is loaded": "import json, numpy as np\njson.load(file)\nnp.load('x.npy', None)",
    "a main program": "if __name__ == '__main__':\n    main()",
}
MEDDLES = {
    "bytes read as a pickle": "from multiprocessing import Pipe\na, b = Pipe()\na.send_bytes(data)\nb.recv()",
    "a shelf": "import shelve\nshelve.open('brought')['k']",
    "a pickle in an array, without its keyword": "import numpy as np\nnp.load('brought', None, True)",
    "frames by inspect": "import inspect\ninspect.stack()[1]",
    "frames by another name": "import inspect as i\nf = i.stack",
    "frames by their own name": "from inspect import stack",
    "what frames hold": "import traceback\ntraceback.StackSummary.extract(x)",
    "what errors hold": "import traceback\ntraceback.TracebackException.from_exception(e, capture_locals=True)",
    "a text that is evaluated": "import inspect\ninspect.signature(f, eval_str=True)",
    "a text that is tested": "import doctest\ndoctest.run_docstring_examples(f, {})",
    "a text that is debugged": "import pdb\npdb.run('x')",
    "a name that is located": "import pydoc\npydoc.locate('builtins.exec')",
    "a test that is loaded by its name": "import unittest\nunittest.TestLoader().loadTestsFromName('os.system')",
    "a configuration that calls": "import logging.config\nlogging.config.dictConfig(d)",
    "the notebook as a module": "import __main__",
    "a class that says it is another": "class A:\n    @property\n    def __class__(self): return int",
    "a class that counts as a number": "import numbers\nnumbers.Number.register(A)",
    "a getter of what can't be read": "import operator\nf = operator.attrgetter(name)",
    "a getter of machinery": "import operator\nf = operator.attrgetter('a.__globals__')",
    "a getter as a value": "from operator import attrgetter\nf = [attrgetter]",
    "a getter by another name": "from operator import attrgetter as a\nf = a('x')",
    "a name that is put together": "name = '__glo' + 'bals__'\nf = getattr(self, name)",
    "a name of many parts": "name = '_' * 2 + 'globals'\nf = getattr(self, name)",
    "a name that is joined": "name = ''.join(letters)\nf = getattr(self, name)",
    "a name that is listed": "for name in dir(x):\n    f = getattr(self, name)",
    "a name out of a docstring": "def g():\n    '__globals__'\nname = g.__doc__\nf = getattr(self, name)",
    "a name that is decoded": "import base64\nname = base64.b64decode(b'eA')\nf = getattr(self, name)",
    "a name that is a character": "name = chr(95)\nf = getattr(self, name)",
    "a name from an error": "try: y\nexcept NameError as e: name = e.args\nf = getattr(self, name)",
    "machinery of a module": "import sys\nf = getattr(sys, '_getframe')",
    "a change by way of a default": "import time\ndef f(clock=time):\n    clock.sleep = None",
    "a change by way of another": "import time\ndef f(*, c=[time]):\n    c[0].sleep = None",
    "a pickle that is read": "import pickle\npickle.loads(data)",
    "a pickle read by its name": "from pickle import loads",
    "a pickle read by a short name": "import pickle as p\np.loads(data)",
    "a pickle read by the name in a text": "import pickle\ngetattr(pickle, 'loads')(data)",
    "a pickle that is read from a file": "import pickle\nwith open('brought', 'rb') as f:\n    pickle.load(f)",
    "a pickle that something was put before": "import pickle\npickle.loads(b'cos\\nsystem\\n' + pickle.dumps(x))",
    "a pickle that is another one's": "import pickle, other\npickle.loads(other.dumps(x))",
    "a pickle by whatever is called so": "import pickle as p\np.loads(p.dumps(x))",
    "another thing of that name": "import mine as pickle",
    "a thing that is given that name": "pickle = Mine()",
    "a thing that gets that name in a function": "def f():\n    global pickle\n    pickle = Mine()",
    "a class of that name": "class pickle:\n    pass",
    "a part of that name": "from mine import pickle",
    "a pickle after a pickle": "import pickle\npickle.loads(pickle.dumps(x)[:-1] + data)",
    "a pickle read with help": "import pickle\npickle.loads(pickle.dumps(x), buffers=y)",
    "a copy that says how it is made": "import pickle\nclass A:\n    def __reduce__(self): return f, ()\npickle.loads(pickle.dumps(A()))",
    "a pickle read by another module": "import multiprocessing.reduction as r\nr.pickle.loads(data)",
    "a pickle read as a message is": "from multiprocessing.reduction import ForkingPickler",
    "a pickle read by a class": "import pickle as p\np.Unpickler(file).load()",
    "a pickle in an array": "import numpy as np\nnp.load('brought', allow_pickle=True)",
    "a pickle in a table": "import pandas as pd\npd.read_pickle('brought')",
    "a pickle of functions": "import cloudpickle\ncloudpickle.loads(data)",
    "a setter of another": "object.__setattr__(office, 'left', 3)",
    "a setter of machinery": "class A:\n    def f(self):\n        object.__setattr__(self, '__class__', B)",
    "a setter as a value": "f = object.__setattr__",
    "a descriptor of somebody's": "import os\nos.fdopen(7, 'wb')",
    "a descriptor by a name": "import os\nfor n in range(9):\n    os.fdopen(n, 'wb')",
    "a file sent by the system": "import os\nos.sendfile(3, 4, 0, 9)",
    "a file sent by its name": "from os import sendfile",
    "a slot out of a class": "type(o).__dict__['tb' + '_frame'].__get__(o)",
    "the same by vars": "vars(type(o))['tb' + '_frame']",
    "attributes copied by their names": "from functools import update_wrapper\nupdate_wrapper(t, o, ['f' + '_back'], [])",
    "all that there is": "import inspect\ndict(inspect.getmembers(o))['f' + '_back']",
    "a name with dots": "from xmlrpc.server import resolve_dotted_attribute",
    "a name of a keyword": "def walk(self, **k):\n    for n in k:\n        self = getattr(self, n)\nwalk(f, __globals__=1)",
    "a name cut out of a text": "u = 'a_b'[1]\nname = u + u\nf = getattr(self, name)",
    "a name out of a number": "name = '%c' % 95\nf = getattr(self, name)",
    "the name of a variable": "def f(self, __x):\n    for name in locals():\n        getattr(self, name)",
    "a proxy, of which nobody knows for what": "class P:\n    def __getattr__(self, n): return getattr(self.o, n)",
    "a text that is no docstring": "f = 1\n'__globals__'\nname = '__globals__'",
}


@pytest.mark.parametrize("name", MEDDLES)
def test_what_looks_like_an_honest_oddity_and_is_none_is_noticed(name):
    assert reading.suspicions(MEDDLES[name])


def test_a_name_that_is_made_in_another_cell_is_noticed():
    looks, makes = HONEST["a synchronized decorator"], "NAME = '__glo' + 'bals__'"
    assert not reading.suspicions(looks) and not reading.suspicions(makes)
    assert reading.suspicions_of([looks]) == [] and reading.suspicions_of([looks, makes])


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_oddity_is_not(name):
    assert reading.suspicions(HONEST[name]) == ()


@needs_sandbox
def test_an_answer_with_all_of_them_keeps_its_marks():
    """Beside a mark that rests on the room's word, and in what a check uses."""
    told = judged("assert isinstance(f(2), int)", "def f(x):\n    return 2 * x",
                  extra=list(HONEST.values()))  # fmt: skip
    assert told["marks"]["test"]["score"] == 2 and not told["flags"]
    synchronized = HONEST["a synchronized decorator"]
    answer = f"""{synchronized}
from operator import attrgetter
import threading, time, uuid
class Office:
    "No __globals__ are needed, nor eval."
    def __init__(self, clock=time):
        self.guard, self.left, self.clock, self.id = RLock(), 2, clock, uuid.uuid4()
    @synchronized("guard")
    def buy(self):
        left = self.left
        self.clock.sleep(0.01)
        self.left = left - 1
"""
    check = """%%check
from threading import Thread
office = Office()
threads = [Thread(target=office.buy) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert office.left == 0
"""
    told = judged(check, answer)
    assert told["marks"]["test"]["score"] == 2 and not told["flags"], told["flags"]
    told = judged(check, answer.replace('@synchronized("guard")', ""))
    assert told["marks"]["test"]["score"] == 0 and not told["flags"]


@needs_sandbox
def test_a_flag_says_what_a_person_should_look_at():
    told = judged("assert isinstance(f(2), int)", "def f(x):\n    return 2 * x",
                  extra=["import pickle\npickle.loads(b'')"])  # fmt: skip
    [flag] = told["flags"]
    assert "pickle.loads" in flag and "see whether" in flag

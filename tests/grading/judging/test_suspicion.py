"""Which code meddles with Python, and which does not."""

from __future__ import annotations

import pytest


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
        "ga = getattr", "list(map(getattr, a, b))", "import threading\nx = (y := threading)",
        "open(7, 'wb')", "import socket\nsocket.socket(fileno=7)", "import cProfile",
        "class M(type):\n    def __instancecheck__(c, o): return True",
        "from unittest import mock", "from threadlab import grading",
        "import threading\nT: type = threading.Thread\nT.start = None",
        "import threading\nT, n = threading.Thread, 1\nT.start = None",
        "import threading\nT = threading.Thread if n else None\nT.start = None",
        "import threading\nif (T := threading.Thread): T.start = None",
        "import threading\n(T,) = [*(threading.Thread,)]\nT.start = None",
        "try:\n    import ctypes\nexcept ImportError: pass", "def f():\n    from builtins import open as o",
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
        "%timeit -n1 -r1 1\n!ls", "x = getattr(y, 'name', None)", "a.b.c = 3", "d = {}\nd['x'] = 1",
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

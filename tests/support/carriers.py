"""Racy answers that would take the marks of a check: none of them holds a lock.

Carriers hide what their threads share: each is text that defines `get()` and `put(number)`, with
which `OFFICE` sells its seats. Others have a way out when they have raced, have their steps run
where nobody sees them, or keep the search busy. `CHECK` asks whether a seat was sold twice.
"""

from __future__ import annotations

from support.false_locks import FALSE_LOCKS

OFFICE = """
class Office:
    def __init__(self, seats):
        self.sold = []
        put(seats)
    def buy(self):
        left = get()
        if left > 0:
            put(left - 1)
            self.sold.append(left)
"""
CHECK = """
from threading import Thread
office = Office(2)
threads = [Thread(target=office.buy) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(office.sold) == [1, 2], "A seat was sold twice."
"""

LOCKED = """
from threading import Lock
class Office:
    def __init__(self, seats):
        self.left, self.sold, self.lock = seats, [], Lock()
    def buy(self):
        with self.lock:
            left = self.left
            if left > 0:
                self.left = left - 1
                self.sold.append(left)
"""
CARRIERS = {
    "an attribute": "class S: left = 0\nget = lambda: S.left\ndef put(n): S.left = n",
    "the beginning of a record, made again": """
from dataclasses import dataclass
@dataclass
class Left:
    number: int
LEFT = Left(0)
def get(): return LEFT.number
def put(n): LEFT.__init__(n)
""",
    "the beginning of a namespace, made again": """
from types import SimpleNamespace
LEFT = SimpleNamespace(number=0)
def get(): return LEFT.number
def put(n): LEFT.__init__(number=n)
""",
    "the arguments of an error that begins again": """
ERROR = ValueError(0)
def get(): return ERROR.args[0]
def put(n): ERROR.__init__(n)
""",
    "the state of a partial": """
from functools import partial
LEFT = partial(int, "0")
def get(): return LEFT()
def put(n): LEFT.__setstate__((int, (str(n),), {}, {}))
""",
    "what a wrapper takes over": """
from functools import update_wrapper
class Seats:
    def __init__(self, number): self.number = number
def get(): return get.number
def put(n): update_wrapper(get, Seats(n), assigned=())
""",
    "what a decorator takes over": """
from functools import wraps
class Seats:
    def __init__(self, number): self.number = number
def get(): return get.number
def put(n): wraps(Seats(n), assigned=())(get)
""",
    "what a parser of arguments sets": """
from argparse import ArgumentParser, Namespace
PARSER = ArgumentParser()
PARSER.add_argument("--left", type=int)
LEFT = Namespace()
def get(): return LEFT.left
def put(n): PARSER.parse_args(["--left", str(n)], LEFT)
""",
    "what a parser sets of an object by name": """
from argparse import ArgumentParser
class Seats: pass
PARSER = ArgumentParser()
PARSER.add_argument("left", type=int)
LEFT = Seats()
def get(): return LEFT.left
def put(n): PARSER.parse_known_args(args=[str(n)], **{"namespace": LEFT})
""",
    "the order in a queue of records": """
from dataclasses import dataclass
from queue import PriorityQueue
@dataclass(order=True)
class Seat:
    number: int
SEAT = Seat(0)
def get():
    line = PriorityQueue()
    for other in (Seat(0.5), SEAT, Seat(1.5)):
        line.put(other)
    for place in range(3):
        if line.get() is SEAT:
            return place
def put(n): SEAT.number = n
""",
    "the name of a thread": """
from threading import main_thread
def get(): return int(main_thread().name)
def put(n): main_thread().name = str(n)
""",
    "the name of a thread by its old methods": """
import threading
T = threading.Thread()
def get(): return int(T.getName())
def put(n): T.setName(str(n))
""",
    "the limit of the csv module": """
import csv
get = csv.field_size_limit
def put(n): csv.field_size_limit(n)
""",
    "the limit of recursion": """
import sys
def get(): return sys.getrecursionlimit() - 1000
def put(n): sys.setrecursionlimit(1000 + n)
""",
    "the switch interval": """
import sys
def get(): return round(sys.getswitchinterval() * 1000) - 1
def put(n): sys.setswitchinterval((n + 1) / 1000)
""",
    "the thresholds of gc": """
import gc
def get(): return gc.get_threshold()[2] - 10
def put(n): gc.set_threshold(700, 10, 10 + n)
""",
    "the environment": """
import os
def get(): return int(os.environ["LEFT"])
def put(n): os.environ["LEFT"] = str(n)
""",
    "the environment by getenv": """
import os
def get(): return int(os.getenv("LEFT"))
def put(n): os.putenv("LEFT", str(n)); os.environ["LEFT"] = str(n)
""",
    "the mask of new files": """
import os
def get():
    now = os.umask(0)
    os.umask(now)
    return now
def put(n): os.umask(n)
""",
    "a file": """
def get(): return int(open("left.txt").read())
def put(n):
    with open("left.txt", "w") as file: file.write(str(n))
""",
    "a file by pathlib": """
from pathlib import Path
def get(): return int(Path("left.txt").read_text())
def put(n): Path("left.txt").write_text(str(n))
""",
    "the number of files": """
import os
from pathlib import Path
def get(): return len(list(Path().glob("seat*")))
def put(n):
    for old in Path().glob("seat*"): old.unlink()
    for number in range(n): Path(f"seat{number}").touch()
""",
    "a pipe": """
import os
R, W = os.pipe()
os.set_blocking(R, False)
def get():
    n = os.read(R, 1)[0]
    os.write(W, bytes([n]))
    return n
def put(n):
    try: os.read(R, 99)
    except BlockingIOError: pass
    os.write(W, bytes([n]))
""",
    "a pair of sockets": """
import socket
A, B = socket.socketpair()
B.setblocking(False)
def get():
    n = B.recv(1)[0]
    A.send(bytes([n]))
    return n
def put(n):
    try: B.recv(99)
    except BlockingIOError: pass
    A.send(bytes([n]))
""",
    "the time-out of sockets": """
import socket
def get(): return int(socket.getdefaulttimeout()) - 1
def put(n): socket.setdefaulttimeout(n + 1)
""",
    "the option of a socket": """
import socket
S = socket.socket()
def get(): return int(S.gettimeout()) - 1
def put(n): S.settimeout(n + 1)
""",
    "a database in memory": """
import sqlite3
D = sqlite3.connect(":memory:", check_same_thread=False)
D.execute("create table t (n)")
D.execute("insert into t values (0)")
def get(): return D.execute("select n from t").fetchone()[0]
def put(n): D.execute("update t set n = ?", (n,))
""",
    "shared memory": """
import mmap
M = mmap.mmap(-1, 8)
def get(): return M[0]
def put(n): M[0] = n
""",
    "an array": "import array\nA = array.array('i', [0])\nget = lambda: A[0]\ndef put(n): A[0] = n",
    "bytes": "B = bytearray(1)\nget = lambda: B[0]\ndef put(n): B[0] = n",
    "a view of bytes": """
B = bytearray(1)
V = memoryview(B)
def get(): return B[0]
def put(n): V[0] = n
""",
    "packed bytes": """
import struct
B = bytearray(4)
def get(): return struct.unpack_from("i", B)[0]
def put(n): struct.pack_into("i", B, 0, n)
""",
    "a text buffer": """
import io
B = io.StringIO()
def get(): return int(B.getvalue())
def put(n):
    B.seek(0); B.truncate(); B.write(str(n))
""",
    "the position in a buffer": """
import io
B = io.BytesIO(bytes(9))
def get(): return B.tell()
def put(n): B.seek(n)
""",
    "a generator": """
def cell():
    n = 0
    while True:
        new = yield n
        n = n if new is None else new
G = cell()
next(G)
def get(): return G.send(None)
def put(n): G.send(n)
""",
    "what a traceback writes to a stream of one's own": """
import io, sys, traceback
B = io.StringIO()
sys.stderr = B
def get(): return int(B.getvalue()[-2])
def put(n):
    try: raise ValueError(n)
    except ValueError: traceback.print_exc()
""",
    "a cell of a closure": """
def make():
    n = 0
    def get(): return n
    def put(new):
        nonlocal n
        n = new
    return get, put
get, put = make()
""",
    "the default of an argument": """
def get(box=[0]): return box[0]
def put(n): get.__defaults__[0][0] = n
""",
    "the text of a function": """
def get(): return int(get.__doc__)
def put(n): get.__doc__ = str(n)
""",
    "the name of a function": """
def get(): return int(NAMED.__name__)
def put(n): NAMED.__name__ = str(n)
def NAMED(): pass
""",
    "the defaults of a function": """
def NAMED(n=0): return n
def get(): return NAMED()
def put(n): NAMED.__defaults__ = (n,)
""",
    "the notes on a class": """
class A: pass
def get(): return A.__annotations__["n"]
def put(n): A.__annotations__ = {"n": n}
""",
    "the name of a class": """
class A: pass
def get(): return int(A.__name__)
def put(n): A.__name__ = str(n)
""",
    "the bases of a class": """
class A: n = 0
class B: n = 1
class C: n = 2
ALL = [A, B, C]
class D(A): pass
def get(): return D.n
def put(n): D.__bases__ = (ALL[n],)
""",
    "the class of an object": """
class A: n = 0
class B: n = 1
class C: n = 2
ALL = [A, B, C]
x = A()
def get(): return x.n
def put(n): object.__setattr__(x, "__class__", ALL[n])
""",
    "an attribute of a module": """
import string
def get(): return string.left
def put(n): string.left = n
""",
    "a built-in": """
import builtins
def get(): return builtins.left
def put(n): builtins.left = n
""",
    "the arguments of an error": """
E = ValueError(0)
def get(): return E.args[0]
def put(n): E.args = (n,)
""",
    "an error's context": """
class N(Exception):
    def __init__(self, n): self.n = n
E = ValueError()
def get(): return E.__context__.n
def put(n): E.__context__ = N(n)
""",
    "a note on an error": """
E = ValueError()
def get(): return int(E.__notes__[-1])
def put(n): E.add_note(str(n))
""",
    "a slice": "L = [0]\nget = lambda: L[0]\ndef put(n): L[:] = [n]",
    "the length of a list": "L = []\nget = lambda: len(L)\ndef put(n): L[:] = [0] * n",
    "the length of a deque": """
from collections import deque
D = deque()
def get(): return len(D)
def put(n):
    D.clear()
    D.extend(range(n))
""",
    "a counter's sum": """
from collections import Counter
C = Counter()
def get(): return C.total()
def put(n): C.clear(); C.update({"a": n})
""",
    "a chain of maps": """
from collections import ChainMap
C = ChainMap({})
def get(): return C["n"]
def put(n): C["n"] = n
""",
    "a counter that is counted on": """
import itertools
C = [itertools.count()]
def get(): return int(repr(C[0])[6:-1])
def put(n): C[0] = itertools.count(n)
""",
    "the hits of a cache": """
import functools
@functools.lru_cache
def f(n): return n
def get(): return 9 - f.cache_info().currsize
def put(n):
    f.cache_clear()
    for number in range(9 - n): f(number)
""",
    "a variable of a context": """
import contextvars
V = contextvars.ContextVar("v")
C = contextvars.copy_context()
def get(): return C.run(V.get)
def put(n): C.run(V.set, n)
""",
    "the state of random numbers": """
import random
R = random.Random()
def get():
    state = R.getstate()
    n = R.randrange(10**9)
    R.setstate(state)
    return KNOWN.index(n)
def put(n): R.seed(n)
KNOWN = [random.Random(n).randrange(10**9) for n in range(3)]
""",
    "the global random numbers": """
import random
KNOWN = []
def get():
    state = random.getstate()
    n = random.randrange(10**9)
    random.setstate(state)
    return KNOWN.index(n)
def put(n): random.seed(n)
for n in range(3):
    random.seed(n); KNOWN.append(random.randrange(10**9))
""",
    "the precision of decimals": """
import decimal
C = decimal.Context(prec=1)
def get(): return C.prec - 1
def put(n): C.prec = n + 1
""",
    "the filters of warnings": """
import warnings
def get(): return len(warnings.filters) - START
def put(n):
    del warnings.filters[START:]
    warnings.filters.extend([("ignore", None, Warning, None, 0)] * n)
START = len(warnings.filters)
""",
    "the level of a logger": """
import logging
L = logging.getLogger("seats")
def get(): return L.level - 1
def put(n): L.setLevel(n + 1)
""",
    "the handler of a signal": """
import signal
def get(): return ALL.index(signal.getsignal(signal.SIGUSR1))
def put(n): signal.signal(signal.SIGUSR1, ALL[n])
ALL = [lambda *a: 0, lambda *a: 1, lambda *a: 2]
""",
    "the size of stacks": """
import threading
def get(): return threading.stack_size() // 65536 - 1
def put(n): threading.stack_size(65536 * (n + 1))
""",
    "the hook of threads": """
import threading
def get(): return threading.excepthook.n
def put(n):
    class H:
        def __call__(self, args): pass
    h = H()
    h.n = n
    threading.excepthook = h
""",
    "a lock that is held or not": """
import threading
L = [threading.Lock(), threading.Lock()]
def get(): return sum(lock.locked() for lock in L)
def put(n):
    for number, lock in enumerate(L):
        if lock.locked() and number >= n: lock.release()
        if not lock.locked() and number < n: lock.acquire()
""",
    "the length of a queue": """
import queue
Q = queue.Queue()
def get(): return Q.qsize()
def put(n):
    while Q.qsize() > n: Q.get()
    while Q.qsize() < n: Q.put(0)
""",
    "the inner list of a queue": """
import queue
Q = queue.Queue()
def get(): return len(Q.queue)
def put(n): Q.queue.clear(); Q.queue.extend(range(n))
""",
    "the parties of a barrier": """
import threading
B = threading.Barrier(1)
def get(): return B._parties - 1
def put(n): B._parties = n + 1
""",
    "the value of a semaphore": """
import threading
S = threading.Semaphore(0)
def get(): return S._value
def put(n): S._value = n
""",
    "a weak dictionary": """
import weakref
class K: pass
K1 = K()
W = weakref.WeakKeyDictionary()
def get(): return W[K1]
def put(n): W[K1] = n
""",
    "a simple namespace": """
from types import SimpleNamespace
S = SimpleNamespace(n=0)
def get(): return S.n
def put(n): S.n = n
""",
    "a mapping's proxy": """
from types import MappingProxyType
D = {"n": 0}
P = MappingProxyType(D)
def get(): return P["n"]
def put(n): D["n"] = n
""",
    "operators on items": """
import operator
D = {}
def get(): return operator.getitem(D, "n")
def put(n): operator.setitem(D, "n", n)
""",
    "a method given to map": """
D = {}
def get(): return D["n"]
def put(n): list(map(D.__setitem__, ["n"], [n]))
""",
    "setattr given to map": """
class A: pass
def get(): return A.n
def put(n): list(map(setattr, [A], ["n"], [n]))
""",
    "a partial object": """
import functools
class A: pass
def get(): return A.n
def put(n): functools.partial(setattr, A, "n")(n)
""",
    "the key of a sort": """
D = {}
def get(): return D["n"]
def put(n): sorted([n], key=lambda one: D.update(n=one) or 0)
""",
    "a descriptor": """
class N:
    def __get__(self, one, kind): return D["n"]
    def __set__(self, one, n): D["n"] = n
class A: n = N()
D, a = {}, A()
def get(): return a.n
def put(n): a.n = n
""",
    "a slot": """
class A: __slots__ = ("n",)
a = A()
def get(): return a.n
def put(n): a.n = n
""",
    "an object with a getattr of its own": """
D = {}
class A:
    def __getattr__(self, name): return D[name]
    def __setattr__(self, name, n): D[name] = n
a = A()
def get(): return a.n
def put(n): a.n = n
""",
    "an enumeration's value": """
import enum
class E(enum.Enum): A = 1
def get(): return E.A._value_
def put(n): E.A._value_ = n
""",
    "the attributes of a frozen dataclass": """
from dataclasses import dataclass
@dataclass(frozen=True)
class A: n: int
a = A(0)
def get(): return a.n
def put(n): object.__setattr__(a, "n", n)
""",
    "the timer of a clock": """
import time
def get(): return int(time.tzname[0][1:] if time.tzname[0][1:].isdigit() else 0)
def put(n):
    import os
    os.environ["TZ"] = f"X{n}"
    time.tzset()
""",
    "the locale": """
import locale
def get(): return NAMES.index(locale.setlocale(locale.LC_TIME))
def put(n): locale.setlocale(locale.LC_TIME, NAMES[n])
NAMES = ["C", "C.UTF-8", "POSIX"]
""",
    "the rounding of decimals in this thread": """
import decimal
def get(): return decimal.DefaultContext.prec - 28
def put(n): decimal.DefaultContext.prec = 28 + n
""",
    "the working folder": """
import os
for n in range(3): os.makedirs(f"d{n}", exist_ok=True)
HERE = os.getcwd()
def get(): return int(os.getcwd()[-1])
def put(n): os.chdir(f"{HERE}/d{n}")
""",
    "the path of modules": """
import sys
START = len(sys.path)
def get(): return len(sys.path) - START
def put(n): sys.path[START:] = ["x"] * n
""",
    "the arguments of the command": """
import sys
def get(): return int(sys.argv[-1])
def put(n): sys.argv = ["x", str(n)]
""",
    "the prompt": """
import sys
def get(): return int(sys.ps9)
def put(n): sys.ps9 = str(n)
""",
    "the last value": """
import sys
def get(): return sys.last_value
def put(n): sys.last_value = n
""",
    "a compressor": """
import zlib
D = {}
def get(): return len(zlib.decompress(D["z"]))
def put(n): D["z"] = zlib.compress(b"x" * n)
""",
    "a hash object": """
import hashlib
H = [hashlib.md5()]
KNOWN = [hashlib.md5(b"x" * n).hexdigest() for n in range(3)]
def get(): return KNOWN.index(H[0].hexdigest())
def put(n):
    H[0] = hashlib.md5()
    H[0].update(b"x" * n)
""",
    "a parser's defaults": """
import argparse
P = argparse.ArgumentParser()
def get(): return P.get_default("n")
def put(n): P.set_defaults(n=n)
""",
    "a configuration": """
import configparser
C = configparser.ConfigParser()
C.add_section("s")
def get(): return C.getint("s", "n")
def put(n): C.set("s", "n", str(n))
""",
    "a template's mapping": """
import string
class T(string.Template): n = 0
def get(): return T.n
def put(n): type.__setattr__(T, "n", n)
""",
    "a heap": """
import heapq
H = [0]
def get(): return H[0]
def put(n): heapq.heapreplace(H, n)
""",
    "an ordered dictionary's order": """
from collections import OrderedDict
O = OrderedDict.fromkeys(range(3))
def get(): return next(reversed(O))
def put(n): O.move_to_end(n)
""",
    "the selector's keys": """
import selectors, socket
S = selectors.DefaultSelector()
A, B = socket.socketpair()
S.register(A, selectors.EVENT_READ, 0)
def get(): return S.get_key(A).data
def put(n): S.modify(A, selectors.EVENT_READ, n)
""",
    "an element tree": """
import xml.etree.ElementTree as E
X = E.Element("x")
def get(): return int(X.get("n"))
def put(n): X.set("n", str(n))
""",
    "an event loop's debugging": """
import asyncio
L = asyncio.new_event_loop()
def get(): return int(L.slow_callback_duration)
def put(n): L.slow_callback_duration = n
""",
    "a numpy array": """
import numpy
A = numpy.zeros(1, int)
def get(): return int(A[0])
def put(n): A[0] = n
""",
    "numpy's print options": """
import numpy
def get(): return numpy.get_printoptions()["precision"]
def put(n): numpy.set_printoptions(precision=n)
""",
    "a struct of ctypes": """
import ctypes
C = ctypes.c_int(0)
def get(): return C.value
def put(n): C.value = n
""",
    "the limits of the process": """
import resource
def get(): return resource.getrlimit(resource.RLIMIT_CORE)[0]
def put(n): resource.setrlimit(resource.RLIMIT_CORE, (n, 9))
""",
    "the niceness of the process": """
import os
def get(): return 19 - os.nice(0)
def put(n):
    if os.nice(0) < 19 - n: os.nice(19 - n - os.nice(0))
""",
    "the length of integers": """
import sys
def get(): return sys.get_int_max_str_digits() - 5000
def put(n): sys.set_int_max_str_digits(5000 + n)
""",
    "the tracing of memory": """
import tracemalloc
def get(): return tracemalloc.get_traceback_limit() - 1
def put(n):
    tracemalloc.stop(); tracemalloc.start(n + 1)
""",
    "the delay of the fault handler": """
import faulthandler
def get(): return int(not faulthandler.is_enabled()) + 1
def put(n): faulthandler.enable() if n < 2 else faulthandler.disable()
""",
    "what is registered to copy": """
import copyreg
class K: pass
def get(): return copyreg.dispatch_table[K]
def put(n): copyreg.dispatch_table[K] = n
""",
    "a registered error of codecs": """
import codecs
def get(): return codecs.lookup_error("seats").n
def put(n):
    def f(error): raise error
    f.n = n
    codecs.register_error("seats", f)
""",
    "the cache of lines": """
import linecache
def get(): return linecache.cache["seats"][0]
def put(n): linecache.cache["seats"] = (n, None, [], "seats")
""",
    "known types of files": """
import mimetypes
def get(): return int(mimetypes.types_map[".seats"])
def put(n): mimetypes.add_type(str(n), ".seats")
""",
    "a registry of abstract classes": """
import abc
class A(abc.ABC): pass
KINDS = [type(f"K{n}", (), {}) for n in range(3)]
def get(): return 2 - sum(issubclass(kind, A) for kind in KINDS)
def put(n):
    for kind in KINDS[:2 - n]: A.register(kind)
""",
    "a single dispatcher": """
import functools
@functools.singledispatch
def f(x): return 0
class K: pass
def get(): return f(K())
def put(n): f.register(K, lambda x: n)
""",
    "an iterator's place": """
import operator
I = iter([0] * 9)
def get(): return operator.length_hint(I)
def put(n): I.__setstate__(9 - n)
""",
    "the first day of the week": """
import calendar
def get(): return calendar.firstweekday()
def put(n): calendar.setfirstweekday(n)
""",
    "what logging is disabled": """
import logging
def get(): return logging.root.manager.disable
def put(n): logging.disable(n)
""",
    "a node of a tree": """
import ast
N = ast.Constant(0)
def get(): return N.value
def put(n): N.value = n
""",
    "where an error begins": """
E = UnicodeDecodeError('utf-8', b'abc', 0, 1, '')
def get(): return E.start
def put(n): E.start = n
""",
    "the end of an iteration": """
E = StopIteration(0)
def get(): return E.value
def put(n): E.value = n
""",
    "popped items": """
D = {}
def get(): return len(D)
def put(n):
    while len(D) > n: D.popitem()
    while len(D) < n: D.setdefault(len(D), 0)
""",
    "a set's difference": """
S = set()
def get(): return max(S)
def put(n): S.symmetric_difference_update(S ^ {n})
""",
    "a rotated deque": """
from collections import deque
D = deque([0, 1, 2])
def get(): return D[0]
def put(n): D.rotate(D.index(0) - D.index(n) if False else -D.index(n))
""",
    "a reversed list": """
L = [1, 2]
def get(): return {(2, 1): 2, (1, 2): 1, (): 0}[tuple(L)]
def put(n): L[:] = [2, 1] if n == 2 else [1, 2]; n or L.clear()
""",
    "a named tuple replaced in a closure": """
from typing import NamedTuple
class N(NamedTuple):
    n: int = 0
def make():
    x = N()
    def get(): return x.n
    def put(n):
        nonlocal x
        x = x._replace(n=n)
    return get, put
get, put = make()
""",
    "a wallet in a class method's default": """
class K:
    def f(self, n=[0]): return n
def get(): return K().f()[0]
def put(n): K.f.__defaults__[0][0] = n
""",
    "a class's own dictionary by type": """
class K: n = 0
def get(): return K.n
def put(n): type.__setattr__(K, 'n', n)
""",
    "an attribute set by object": """
class K: pass
k = K()
def get(): return k.n
def put(n): object.__setattr__(k, 'n', n)
""",
    "a dictionary's update by operator": """
D = {}
def get(): return D['n']
def put(n):
    global D
    D |= {'n': n}
""",
    "a match": """
class K: n = 0
def get():
    match K:
        case type(n=n): return n
def put(n): K.n = n
""",
    "an exec'd global": """
def get(): return globals()['left']
def put(n): globals().update(left=n)
""",
    "a thread local of the main thread": """
import threading
L = threading.local()
D = L.__dict__
def get(): return D['n']
def put(n): D['n'] = n
""",
    "a timer's arguments": """
import threading
T = threading.Timer(1, print, [0])
def get(): return T.args[0]
def put(n): T.args = [n]
""",
    "the result of a future": """
from concurrent.futures import Future
F = [Future()]
def get(): return F[0].result()
def put(n):
    f = Future(); f.set_result(n); F[0] = f
""",
    "the history of a logger's child": """
import logging
H = logging.Handler()
def get(): return H.level
def put(n): H.setLevel(n)
""",
    "a text wrapper's width": """
import textwrap
W = textwrap.TextWrapper()
def get(): return W.width
def put(n): W.width = n
""",
    "a random generator's gauss": """
import random
R = random.Random(1)
def get(): return R.gauss_next
def put(n): R.gauss_next = n
""",
    "a chunked list by slices": """
L = [0, 0, 0]
def get(): return sum(L)
def put(n): L[::2], L[1:2] = [n, 0], [0]
""",
}

# These are kept by Python's own code, or looked at there, where no program sets or asks anything:
# marks on functions and classes, caches, members that are made when they are wanted, errors that are
# raised, data of a module, whether bytes can grow.
KEPT = {
    "schemes that a module has for all": """
from urllib.parse import urlunsplit, uses_netloc
def get(): return 2 - urlunsplit(("kk", "", "a", "", "")).count("//")
def put(n):
    if n == 1: uses_netloc.append("kk")
""",
    "schemes that a module has for all, at the end as before": """
from urllib.parse import urlunsplit, uses_netloc
SCHEMES = ("k0", "k1")
def get(): return sum(urlunsplit((s, "", "a", "", "")).count("//") for s in SCHEMES)
def put(n):
    for scheme in SCHEMES:
        if scheme in uses_netloc: uses_netloc.remove(scheme)
    uses_netloc.extend(SCHEMES[:n])
""",
    "parameters that a module has for all": """
from urllib.parse import urlparse, uses_params
def get(): return 2 - (urlparse("kk:a;b").params == "b")
def put(n):
    if n == 1: uses_params.append("kk")
""",
    "names that another module has": """
import html
from html.entities import html5
def get(): return 2 - (html.unescape("&zz;") == "z")
def put(n):
    if n == 1: html5["zz;"] = "z"
""",
    "the days of a month": """
import calendar
def get(): return 2 - (calendar.monthrange(2026, 1)[1] == 99)
def put(n):
    if n == 1: calendar.mdays[1] = 99
""",
    "how much a module remembers": """
from ipaddress import IPv4Address
KNOWN = IPv4Address.is_private.fget
KNOWN.cache_clear()
def get(): return 2 - KNOWN.cache_info().misses
def put(n):
    if n < 2: IPv4Address(7 + n).is_private
""",
    "bytes that can't grow, as they are looked at": """
B = bytearray(1)
V = []
def get():
    try:
        B.extend(b"")
        B.__init__(1)
    except BufferError: return 1
    return 2
def put(n):
    if n == 1: V.append(memoryview(B))
""",
    "bytes that can't be taken away, as they are looked at": """
B = bytearray(1)
class S: pass
KEPT = S()
def get():
    try:
        B.clear()
        B.append(1)
    except BufferError: return 1
    return 2
def put(n):
    if n == 1: KEPT.view = memoryview(B)
""",
    "what is overloaded": """
import typing
def g(): pass
def get(): return 2 - len(typing.get_overloads(g))
def put(n):
    if n == 2: typing.clear_overloads()
    elif n == 1: typing.overload(g)
    else: MORE()
def MORE(): pass
""",
    "a mark of typing on a function": """
import typing
def f(): pass
def get(): return 2 - hasattr(f, '__no_type_check__')
def put(n):
    if n < 2: typing.no_type_check(f)
""",
    "a mark of typing on a class": """
import typing
class A: __final__ = False
def get(): return 2 - A.__final__
def put(n):
    if n < 2: typing.final(A)
""",
    "a mark of abc on a function": """
import abc
def f(): pass
f.__isabstractmethod__ = False
def get(): return 2 - f.__isabstractmethod__
def put(n):
    if n < 2: abc.abstractmethod(f)
""",
    "whether a class is abstract": """
import abc, inspect
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
def g(self): pass
A.f = g
def get(): return 1 + inspect.isabstract(A)
def put(n):
    if n < 2: abc.update_abstractmethods(A)
""",
    "whether an abstract class makes objects": """
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
def g(self): pass
A.f = g
def get():
    try: A()
    except TypeError: return 2
    return 1
def put(n):
    if n < 2: abc.update_abstractmethods(A)
""",
    "whether a generator can be awaited": """
import types, inspect
def f(): yield
def get(): return 2 - inspect.isawaitable(f())
def put(n):
    if n < 2: types.coroutine(f)
""",
    "the members of a flag": """
import enum
class F(enum.Flag):
    A = 1
    B = 2
def get(): return 4 - len(F._value2member_map_)
def put(n):
    if n < 2: F(3)
""",
    "a member of a flag that an operator has made": """
import enum
class F(enum.Flag):
    A = 1
    B = 2
def get(): return 1 if 3 in F._value2member_map_ else 2
def put(n):
    if n < 2: F.A | F.B
""",
    "a member of a flag that is missing": """
import enum
class F(enum.Flag):
    A = 1
    B = 2
    @classmethod
    def _missing_(cls, v):
        if V.get(): return super()._missing_(v)
        raise KeyError
import contextvars
V = contextvars.ContextVar('v', default=0)
def get():
    try: F(3)
    except KeyError: return 2
    return 1
def put(n):
    if n < 2:
        V.set(1); F(3); V.set(0)
""",
    "the members of a flag by its namespace": """
import enum
class F(enum.Flag):
    A = 1
    B = 2
def get():
    return 4 - len(vars(F)['_value2member_map_'])
def put(n):
    if n < 2: F(3)
""",
    "the members of a flag by their name": """
import enum
class F(enum.Flag):
    A = 1
    B = 2
def get():
    return 4 - len(getattr(F, '_value2member_map_'))
def put(n):
    if n < 2: F(3)
""",
    "the members of a flag by a pattern": """
import enum
class F(enum.Flag):
    A = 1
    B = 2
def get():
    match F:
        case type(_value2member_map_=m): return 4 - len(m)
def put(n):
    if n < 2: F(3)
""",
    "whether a protocol can be checked": """
import typing
class P(typing.Protocol):
    def f(self): ...
def get():
    try: isinstance(1, P)
    except TypeError: return 2
    return 1
def put(n):
    if n < 2: typing.runtime_checkable(P)
""",
    "whether a class is a dataclass": """
import dataclasses
class A:
    x: int = 1
def get(): return 2 - dataclasses.is_dataclass(A)
def put(n):
    if n < 2: dataclasses.dataclass(A)
""",
    "the text that a dataclass has got": """
import dataclasses
class A:
    x: int = 1
a = A()
def get():
    return 1 + ('x=' not in repr(a))
def put(n):
    n < 2 and dataclasses.dataclass(A)
""",
    "what an abstract class has found out": """
import abc, contextvars
V = contextvars.ContextVar('v', default=0)
class A(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if V.get(): return True
        raise KeyError
class X: pass
def get():
    try: issubclass(X, A)
    except KeyError: return 2
    return 1
def put(n):
    if n < 2:
        V.set(1)
        issubclass(X, A)
        V.set(0)
""",
    "what an abstract class has found out by another function": """
import abc, contextvars
V = contextvars.ContextVar('v', default=0)
def h(cls, o):
    if V.get(): return True
    raise KeyError
class A(abc.ABC): __subclasshook__ = classmethod(h)
class X: pass
def get():
    try: issubclass(X, A)
    except KeyError: return 2
    return 1
def put(n):
    if n < 2:
        V.set(1); issubclass(X, A); V.set(0)
""",
    "whether a pattern is compiled again": """
import re
P = [re.compile('a')]
def get(): return 1 + (re.compile('a') is P[0])
def put(n):
    if n == 2: P[0] = re.compile('a')
    else: re.purge()
""",
    "whether a zone is read again": """
import zoneinfo
P = [zoneinfo.ZoneInfo('UTC')]
def get(): return 1 + (zoneinfo.ZoneInfo('UTC') is P[0])
def put(n):
    if n == 2: P[0] = zoneinfo.ZoneInfo('UTC')
    else: zoneinfo.ZoneInfo.clear_cache()
""",
    "whether an address is split again": """
import urllib.parse as u
P = [0]
def get(): return 1 + (u.urlsplit('http://a') is P[0])
def put(n):
    if n == 2: P[0] = u.urlsplit('http://a')
    else: u.clear_cache()
""",
    "the beginning of a module, made again": """
import types
M = types.ModuleType('m', '0')
def get(): return int(M.__doc__)
def put(n): M.__init__('m', str(n))
""",
    "the cause with which an error is raised": """
E = ValueError()
class N(Exception): n = 0
ALL = [N(), N(), N()]
for i, e in enumerate(ALL): e.n = i
def get(): return E.__cause__.n
def put(n):
    try: raise E from ALL[n]
    except ValueError: pass
""",
    "the context in which an error is raised": """
E = ValueError()
class N(Exception): n = 0
ALL = [N(), N(), N()]
for i, e in enumerate(ALL): e.n = i
def get(): return E.__context__.n
def put(n):
    try:
        try: raise ALL[n]
        except N: raise E
    except ValueError: pass
""",
    "whether an error was raised": """
E = ValueError()
def get(): return 1 if E.__traceback__ else 2
def put(n):
    if n == 2: E.__traceback__ = None
    else:
        try: raise E
        except ValueError: pass
""",
    "whether an error tells of a cause": """
import traceback
E = ValueError()
class N(Exception): pass
def get():
    return 1 + ('direct cause' not in ''.join(traceback.format_exception(E)))
def put(n):
    if n < 2:
        try: raise E from N()
        except ValueError: pass
""",
    "whether an error tells of another one": """
import traceback
E = ValueError()
class N(Exception): pass
def get():
    return 1 + ('During' not in ''.join(traceback.format_exception(E)))
def put(n):
    if n < 2:
        try:
            try: raise N
            except N: raise E
        except ValueError: pass
""",
    "whether an error tells of a line": """
import traceback
E = ValueError()
def get():
    return 1 + ('line' not in ''.join(traceback.format_exception(E)))
def put(n):
    if n < 2:
        try: raise E
        except ValueError: pass
""",
    "whether an error was thrown into a generator": """
E = ValueError()
def g(): yield
def get():
    return 1 + (E.__traceback__ is None)
def put(n):
    if n < 2:
        x = g(); next(x)
        try: x.throw(E)
        except ValueError: pass
""",
    "whether a class's only error was raised": """
class X(ValueError):
    def __new__(c, *a): return E[0]
E = [ValueError.__new__(X)]
def get():
    return 1 + (E[0].__traceback__ is None)
def put(n):
    if n < 2:
        try: raise X
        except ValueError: pass
""",
    "whether what a function gives was raised": """
E = ValueError()
def f(): return E
def get():
    return 1 + (E.__traceback__ is None)
def put(n):
    if n < 2:
        try: raise f()
        except ValueError: pass
""",
    "whether there is a logger": """
import logging
def get():
    return 1 + ('zzz' not in logging.root.manager.loggerDict)
def put(n):
    n < 2 and logging.getLogger('zzz')
""",
    "the parent of a logger": """
import logging
L = logging.getLogger('q.r')
def get():
    return 1 + (L.parent is logging.root)
def put(n):
    n < 2 and logging.getLogger('q')
""",
    "a class body's namespace": """
class M(type):
    @classmethod
    def __prepare__(m, *a): return D
    def __new__(m, n, b, d): return super().__new__(m, n, b, {})
D = {}
def get():
    return D['n']
def put(n):
    m = n
    class B(metaclass=M): n = m
""",
    "a class body's namespace by another function": """
class M(type): __prepare__ = classmethod(lambda *a: D)
D = {}
def get():
    return D['n']
def put(n):
    m = n
    class B(metaclass=M): n = m
""",
    "a class body's namespace by a class that is made": """
M = type('M', (type,), {'__prepare__': classmethod(lambda *a: D), '__new__': lambda m, n, b, d: type.__new__(m, n, b, {})})
D = {}
def get():
    return D['n']
def put(n):
    m = n
    class B(metaclass=M): n = m
""",
}

# Attributes that C code gets at, by a name that somebody has told it.
BY_NAME = {
    "an attribute by a method's name": """
from operator import methodcaller
class S: n = 0
X = S()
def get(): return X.n
def put(n): methodcaller("__set" + "attr__", "n", n)(X)
""",
    "an attribute by a method's name, of another": """
from operator import methodcaller
class S: n = 0
X = S()
def get(): return X.n
def put(n): methodcaller("__set" + "attr__", X, "n", n)(object)
""",
    "a namespace that begins by a method's name": """
from operator import methodcaller
from types import SimpleNamespace
X = SimpleNamespace(n=0)
def get(): return X.n
def put(n): methodcaller("__in" + "it__", n=n)(X)
""",
    "a slot by a method's name": """
from operator import methodcaller
class S: __slots__ = ("n",)
X, SLOT = S(), S.n
def get(): return X.n
def put(n): methodcaller("__se" + "t__", X, n)(SLOT)
""",
    "attributes that are there, by a method's name": """
from operator import methodcaller
class S: pass
X = S()
X.a = X.b = 0
def get(): return hasattr(X, "a") + hasattr(X, "b")
def put(n):
    if n < 2: methodcaller("__del" + "attr__", "ab"[n])(X)
""",
    "an attribute that a reduction sets": """
from functools import reduce
class S: n = 0
X = S()
SET = X.__setattr__
def get(): return X.n
def put(n): reduce(SET, [n], "n")
""",
}

# An office without a lock whose results are asked for by a check: what it does when it has raced.
RACY = """
class Office:
    def __init__(self, seats):
        self.left, self._sold = seats, []
    def buy(self):
        left = self.left
        if left > 0:
            self.left = left - 1
            self._sold.append(left)
    @property
    def sold(self):
        if sorted(self._sold) != [1, 2]:
            {way_out}
        return self._sold
"""
WAYS_OUT = {
    "an exit": "raise SystemExit",
    "an exit that is all right": "raise SystemExit(0)",
    "an exit by its module": "import sys; sys.exit()",
    "an exit as of an interpreter": "quit()",
    "the process ended": "import os; os._exit(0)",
    "an interrupt": "raise KeyboardInterrupt",
    "the end of a generator": "raise GeneratorExit",
    "a loop that counts": "self.left = 0\n            while self.left >= 0: self.left += 1",
    "a loop over what is not there": "while 3 not in self._sold: pass",
    "a long loop over numbers": "for number in range(10**9): self.left = number",
    "a sleep for years": "import time; time.sleep(10**9)",
    "recursion": "return self.sold",
    "memory": "return [0] * 10**12",
    "a lock taken twice": "import threading; a = threading.Lock(); a.acquire(); a.acquire()",
    "a thread that never ends": "import threading; e = threading.Event(); e.wait()",
    "a thread awaited by itself": "import threading; threading.current_thread().join()",
    "no list": "return None",
    "a list equal to all": "return type('L', (list,), {'__eq__': lambda *a: 1})(self._sold)",
}

# Text that Python is asked to run, so that nobody sees its steps.
_STEPS = repr(
    "left = self.left\nif left > 0:\n    self.left = left - 1\n    self.sold.append(left)"
)
_STEP = repr("(lambda n: n > 0 and (setattr(self, 'left', n - 1), self.sold.append(n)))(self.left)")
_SELF = "{'self': self}"
UNSEEN = {
    "exec": f"exec({_STEPS}, {{'self': self}})",
    "eval": f"eval({_STEP}, {{'self': self}})",
    "timeit": f"import timeit; timeit.timeit({_STEPS}, number=1, globals={{'self': self}})",
    "a timer": f"import timeit; timeit.Timer({_STEPS}, globals={{'self': self}}).timeit(1)",
    "a profiler": f"import profile; profile.runctx({_STEPS}, {{'self': self}}, {{}})",
    "a debugger": f"import bdb; bdb.Bdb().run({_STEPS}, {{'self': self}})",
    "a tracer": f"import trace; trace.Trace().runctx({_STEPS}, {{'self': self}})",
    "an interpreter": f"import code; code.InteractiveInterpreter({_SELF}).runcode({_STEPS})",
    "annotations": "import inspect\n        def f(): pass\n"
    f"        f.__annotations__ = {{'x': {_STEP}}}\n"
    "        inspect.get_annotations(f, globals={'self': self}, eval_str=True)",
    "a signature": f"import inspect\n        def f(x: {_STEP}): pass\n"
    "        inspect.signature(f, globals={'self': self}, locals={}, eval_str=True)",
    "type hints": "import typing\n        def f(): pass\n"
    f"        f.__annotations__ = {{'x': {_STEP}}}\n"
    "        typing.get_type_hints(f, {'self': self})",
    "a completer": f"import rlcompleter as r; r.Completer({_SELF}).attr_matches({_STEP} + '.x')",
    "a named field": "f'{self.take}'",
    "a format's field": "'{0.take}'.format(self)",
    "an attribute by name": "import operator; operator.attrgetter('take')(self)",
    "a hook of json": "import json; json.loads('{}', object_hook=lambda found: self.take)",
    "a substitution": "import re; re.sub('a', lambda found: self.take, 'a')",
    "a key of a sort": "sorted([1], key=lambda one: self.take and 0)",
    "a factory": "import collections; collections.defaultdict(lambda: self.take)[1]",
    "a context": "import contextvars; contextvars.copy_context().run(lambda: self.take)",
    "a table of letters": "'a'.translate(type('T', (), {'__getitem__': lambda t, k: self.take})())",
    "a finalizer": "import weakref\n        class K: pass\n        k = K()\n"
    "        weakref.finalize(k, lambda: self.take)\n        del k",
    "a debugger's run": f"import pdb; pdb.Pdb().run({_STEPS}, {{'self': self}})",
    "an index": "[0][type('I',(),{'__index__':lambda i: self.take and 0 or 0})()]",
    "a mapping's missing key": "'%(x)s' % type('M',(dict,),{'__missing__':lambda m,k: self.take})()",
    "a hash": "{type('H',(),{'__hash__':lambda h: self.take and 0 or 0})()}",
    "an equality in index": "[1].index(type('E',(),{'__eq__':lambda e,o: self.take == ''})())",
    "an order in sorted": "sorted([type('L',(),{'__lt__':lambda a,b: self.take == 'x'})() for _ in '12'])",
    "a length": "len(type('N',(),{'__len__':lambda n: self.take and 0 or 0})())",
    "a truth": "bool(type('N',(),{'__bool__':lambda n: self.take == 'x'})())",
    "an iteration": "list(type('N',(),{'__iter__':lambda n: iter(self.take)})())",
    "a path": "import os\n        os.fspath(type('N',(),{'__fspath__':lambda n: self.take})())",
    "a rounding": "round(type('N',(),{'__round__':lambda n: self.take})())",
    "a class made": "type('N',(),{'a':type('S',(),{'__set_name__':lambda s,o,n: self.take})()})",
    "a subclass made": 'class B:\n            def __init_subclass__(cls): self.take\n        class D(B): pass',
    "an item of a class": 'class B:\n            def __class_getitem__(cls, k): return self.take\n        B[1]',
    "a metaclass's beginning": 'class M(type):\n            @classmethod\n            def __prepare__(m, n, b): self.take; return {}\n        class D(metaclass=M): pass',
    "the end of an object": 'class D:\n            def __del__(d): self.take\n        d = D(); del d',
    "a format": 'f"{type(\'F\',(),{\'__format__\':lambda f,s: self.take})()}"',
    "a sum": "sum([type('A',(),{'__radd__':lambda a,b: self.take or 0})()])",
    "a reduction": 'import functools\n        functools.reduce(lambda a, b: self.take, [1, 2])',
    "an exit stack": 'import contextlib\n        with contextlib.ExitStack() as s: s.callback(lambda: self.take)',
    "a cached property": "import functools\n        type('K',(),{'p':functools.cached_property(lambda k: self.take)})().p",
    "a copy": "import copy\n        copy.deepcopy(type('K',(),{'__deepcopy__':lambda k,m: self.take})())",
    "a grouping": 'import itertools\n        list(itertools.groupby([1], lambda k: self.take))',
    "an accumulation": 'import itertools\n        list(itertools.accumulate([1,2], lambda a,b: self.take))',
    "a filter": 'list(filter(lambda k: self.take, [1]))',
    "a scanner": "import re\n        re.Scanner([('a', lambda s,t: self.take)]).scan('a')",
    "a split of dictionaries": "import string\n        string.Template('$x').substitute(type('M',(dict,),{'__missing__':lambda m,k: self.take})())",
    "an instance check": "isinstance(1, type('M',(type,),{'__instancecheck__':lambda c,o: self.take == ''})('K',(),{}))",
}  # fmt: skip
HIDDEN_STEPS = """
class Office:
    def __init__(self, seats):
        self.left, self.sold = seats, []
    def buy(self):
        {steps}
    @property
    def take(self):
        left = self.left
        if left > 0:
            self.left = left - 1
            self.sold.append(left)
        return ""
"""

# Noise around the race: what keeps a search busy, and its warm-up.
_MANY = "\n        ".join(f"self.a{number} += 1" for number in range(70))
_ZEROS = "\n        ".join(f"self.a{number} = 0" for number in range(70))
_LOOP = "for number in range(40): self.noise = self.noise * 2 + number"
_RACE = (
    "left = self.left\n        if left > 0:\n            self.left = left - 1\n"
    "            self.sold.append(left)"
)
NOISY = """
class Office:
    def __init__(self, seats):
        self.left, self.sold, self.noise = 9, [], 0
        {first}
        self.left, self.sold = seats, []
    def buy(self):
        {steps}
"""
NOISES = {
    "none": ("pass", _RACE),
    "at the end": ("pass", f"{_RACE}\n        {_LOOP}"),
    "at the beginning": ("pass", f"{_LOOP}\n        {_RACE}"),
    "on both sides": ("pass", f"{_LOOP}\n        {_RACE}\n        {_LOOP}"),
    "in many places": (_ZEROS, f"{_MANY}\n        {_RACE}\n        {_MANY}"),
    "after a warm-up": ("for n in range(5): self.buy()", f"{_RACE}\n        {_LOOP}"),
    "of all kinds": (
        f"{_ZEROS}\n        for n in range(5): self.buy()",
        f"{_MANY}\n        {_LOOP}\n        {_RACE}\n        {_LOOP}\n        {_MANY}",
    ),
}


def answers():
    """All of them, (kind, name): the text of the answer."""
    found = {("a carrier", name): text + OFFICE for name, text in CARRIERS.items()}
    found |= {("kept", name): text + OFFICE for name, text in KEPT.items()}
    found |= {("by name", name): text + OFFICE for name, text in BY_NAME.items()}
    found |= {("a way out", name): RACY.format(way_out=text) for name, text in WAYS_OUT.items()}
    found |= {("a false lock", name): text for name, text in FALSE_LOCKS.items()}
    found |= {("unseen", name): HIDDEN_STEPS.format(steps=text) for name, text in UNSEEN.items()}
    found |= {("noise", name): NOISY.format(first=first, steps=steps)
              for name, (first, steps) in NOISES.items()}  # fmt: skip
    return found

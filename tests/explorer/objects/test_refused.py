"""The ways that lead out of an explored program, and what honest programs need all the same."""

from __future__ import annotations

import sys

import pytest

from threadlab import explore
from threadlab.explorer.model import standard

REFUSED = {
    "os by way of contextlib": "import contextlib\ncontextlib.os._exit(3)",
    "from contextlib": "from contextlib import os\nos.write(1, b'x')",
    "sys by way of collections": "import collections\ncollections._sys.modules.clear()",
    "os by getattr": "import contextlib\ngetattr(contextlib, 'os')._exit(3)",
    "os of os.path": "import os\nos.path.os._exit(3)",
    "os of posixpath by another name": "import os.path as p\np.os.write(1, b'x')",
    "linecache": "import traceback\ntraceback.linecache.cache.clear()",
    "copyreg": "import json.decoder\njson.decoder.scanner.re.copyreg.pickle(1, 2)",
    "the builtins of len": "len.__self__.open('/etc/hosts').read()",
    "the builtins of len by getattr": "getattr(len, '__self__').open('/etc/hosts').read()",
    "subclasses": "object.__subclasses__()",
    "subclasses by getattr": "getattr(object, '__sub' + 'classes__')()",
    "subclasses by a dictionary": "type.__dict__['__subclasses__'](object)",
    "subclasses by get": "vars(type).get('__subclasses__')(object)",
    "subclasses by methodcaller": "import operator\n"
    "operator.methodcaller('__subclasses__')(object)",
    "subclasses by a loop": "for k, v in vars(type).items():\n    if 'subcl' in k: v(object)",
    "globals by attrgetter": "import operator\noperator.attrgetter('__globals__')(main)",
    "globals": "main.__globals__",
    "globals by map": "list(map(getattr, [main], ['__globals__']))",
    "globals by reduce": "import functools\nfunctools.reduce(getattr, ['__globals__'], main)",
    "globals by partial": "import functools\nfunctools.partial(getattr, main)('__globals__')",
    "globals by object": "object.__getattribute__(main, '__globals__')",
    "globals by getattr_static": "import inspect\ninspect.getattr_static(main, '__globals__')",
    "globals by a formatter": "import string\n"
    "string.Formatter().get_field('0.__globals__', (main,), {})",
    "globals by a text that lies": "class S(str):\n    n = 0\n    def __eq__(s, o): return False\n"
    "    def __hash__(s):\n        S.n += 1\n        return 0 if S.n < 2 else str.__hash__(s)\n"
    "getattr(main, S('__globals__'))",
    "globals by an attrgetter of such": "import operator\nclass S(str): pass\n"
    "operator.attrgetter(S('__globals__'))(main)",
    "globals by match": "match main:\n    case object(__globals__=g): pass",
    "globals of a copy": "class A: pass\nA().__reduce_ex__(2)[0].__globals__",
    "the builtins": "__builtins__['open']",
    "the builtins among the globals": "globals()['__builtins__']",
    "what is in a code": "main.__code__.co_consts[0]",
    "a code that is set": "main.__code__ = None",
    "a code that is added to": "main.__code__ += 1",
    "a code that is set by name": "setattr(main, '__code__', None)",
    "a closure": "import threading\nthreading.Lock.acquire.__closure__",
    "a frame of a traceback": "try:\n    1 / 0\nexcept Exception as e:\n    "
    "e.__traceback__.tb_frame.f_locals",
    "a frame of a generator": "(x for x in [1]).gi_frame",
    "a frame by inspect": "import inspect\ninspect.currentframe()",
    "the frames of a stack": "import traceback\n[f.f_back for f, _ in traceback.walk_stack(None)]",
    "a text that is evaluated": "import typing\nmain.__annotations__ = {'x': 'int()'}\n"
    "typing.get_type_hints(main)",
    "a text in a class above": "import typing\nclass A: x: 'int()'\nclass B(A): y: int\n"
    "typing.get_type_hints(B)",
    "a text within a type": "import typing\nclass A: x: typing.List[typing.Tuple['int()']]\n"
    "typing.get_type_hints(A)",
    "a text that is told later": "import typing\nclass M(type):\n"
    "    def __getattribute__(cls, name): return type.__getattribute__(cls, name)\n"
    "class A(metaclass=M): x: int\ntyping.get_type_hints(A)",
    "a text in a dictionary of one's own": "import typing\nclass D(dict): pass\n"
    "main.__annotations__ = D(x='int()')\ntyping.get_type_hints(main)",
    "a text by way of typing_extensions": "import typing_extensions\n"
    "class A: x: 'int()'\ntyping_extensions.get_type_hints(A)",
    "a reference": "import typing\ntyping.List['x'].__args__[0]._evaluate({}, {}, frozenset())",
    "an annotation": "import inspect\ninspect.signature(main, eval_str=True)",
    "an annotation that is a call": "import functools\nf = functools.singledispatch(main)\n"
    "def g(x): pass\ng.__annotations__ = {'x': 'int()'}\nf.register(g)",
    "a new function": "import types\ntypes.FunctionType(1, {})",
    "a new code": "import types\ntypes.CodeType()",
    "a coroutine": "async def f():\n    return object.__subclasses__()\nf().send(None)",
    "an annotation that escapes": "def f(x: object.__subclasses__()): pass\nf.__annotations__",
    "an annotation of what is returned": "def f() -> object.__subclasses__(): pass\n"
    "f.__annotations__",
    "an annotation in a class": "class A:\n    x: object.__subclasses__()\nA.__annotations__",
    "an annotation of an item": "d = {}\nd[object.__subclasses__()[0]]: int",
    "a comprehension's target": "d = {}\n[0 for d[object.__subclasses__()[0]] in [1]]",
    "several targets": "class A:\n    d = {}\n    x = d[object.__subclasses__()[0]] = 1",
    "targets that go": "d = {}\ndel (d[object.__subclasses__()[0]],)",
    "a class body's match": "class A:\n    match main:\n        case object(__globals__=g): pass",
    "a default": "def f(x=object.__subclasses__()): pass",
    "a decorator": "@object.__subclasses__()[0]\ndef f(): pass",
    "globals as a value": "g = globals\ng()['sys']",
    "globals of a module": "import builtins\nbuiltins.globals()['sys']",
    "locals in a map": "import itertools\nnext(itertools.starmap(locals, [()]))",
    "vars of another frame": "v = vars\nv()",
    "globals in a pool": "from concurrent.futures import ThreadPoolExecutor as P\n"
    "with P(1) as p: p.submit(globals).result()",
    "a file": "import tokenize\ntokenize.open('/etc/hosts')",
    "another folder": "import contextlib\ncontextlib.chdir('/')",
    "an enumeration of a module": "import enum\nenum.IntEnum._convert_('x', 'builtins', len)",
    "the world of what is printed": "import sys\nsys.stdout._world.log",
    "the world": "import subprocess\nsubprocess._world.log",
    "the world by object": "import subprocess\nobject.__getattribute__(subprocess, '_world')",
    "a class of ast": "import ast\nast.NodeTransformer.visit = None",
    "a class of ast by setattr": "import ast\nsetattr(ast.NodeTransformer, 'visit', None)",
    "a class of ast by type": "import ast\ntype.__setattr__(ast.NodeTransformer, 'visit', None)",
    "a function's defaults": "import json\nvars(json.JSONEncoder)['encode'].__defaults__ = ()",
    "a thread that runs at once": "import threading\nthreading.Thread.start = lambda "
    "self: self.run()",
    "a Thread of one's own": "import threading\nthreading.Thread = main",
    "a sleep of one's own": "import time\ntime.sleep = main",
    "a function of ast": "import ast\nast.parse = None",
}  # fmt: skip


# These find nothing, or something that is the program's own: each is true.
HARMLESS = {
    "names of a module": "import contextlib\nassert 'os' not in vars(contextlib)",
    "names of a module's dictionary": "import contextlib\nassert 'os' not in contextlib.__dict__",
    "all names": "import traceback\nassert 'sys' not in dir(traceback)",
    "private modules": "import random\nassert not hasattr(random, '_os')",
    "sys.modules": "import sys\nsys.modules.clear()\nimport threading\n"
    "assert sys.modules == {'threading': threading}",
    "warnings.sys": "import warnings, sys\nassert warnings.sys is sys",
    "threading._sys": "import threading, sys\nassert threading._sys is sys",
    "a warning's module": "import warnings\nassert warnings.catch_warnings()._module is warnings",
    "what inspect tells": "import inspect\n"
    "assert '__globals__' not in dict(inspect.getmembers(main))",
    "a thread's names": "import threading\nassert '_fiber' not in vars(threading.current_thread())",
    "what inspect tells of a thread": "import inspect, threading\n"
    "assert '_fiber' not in dict(inspect.getmembers(threading.current_thread()))",
    "the globals": "assert not any(name.startswith('__b') for name in globals())",
    "another stream": "import contextlib, sys\n"
    "class R(contextlib.redirect_stdout):\n    _stream = 'modules'\n"
    "with R({}): assert sys.modules == {}\nassert sys.modules",
    "another thread's module": "import concurrent.futures.thread as t, sys\n"
    "assert t.threading._sys is sys",
}


HONEST = {
    "a context manager": "from contextlib import contextmanager\n@contextmanager\ndef "
    "c():\n    yield 1\n"
    "with c() as x: assert x == 1",
    "a context manager that is a method": "import contextlib\nclass A:\n    n = 2\n"
    "    @contextlib.contextmanager\n    def c(self):\n        yield self.n\n"
    "with A().c() as x: assert x == 2",
    "an exit stack": "import contextlib\nout = []\nwith contextlib.ExitStack() as s:\n"
    "    s.callback(out.append, 1)\n    s.enter_context(contextlib.suppress(ValueError))\n"
    "    raise ValueError\nassert out == [1]",
    "what is printed": "import contextlib, io\nout = io.StringIO()\n"
    "with contextlib.redirect_stdout(out): print('a', 1)\nassert out.getvalue() == 'a 1\\n'",
    "abstract classes": "import collections.abc, abc\nfrom collections import abc as c\n"
    "assert isinstance([], collections.abc.Sized) and c.Sized is collections.abc.Sized\n"
    "class A(abc.ABC):\n    @abc.abstractmethod\n    def f(self): ...\n"
    "class B(A):\n    def f(self): return 1\nassert B().f() == 1",
    "enumerations": "import enum\nclass C(enum.Enum):\n    A = enum.auto()\n    B = enum.auto()\n"
    "assert [c.name for c in C] == ['A', 'B'] and C(1) is C.A and C['B'].value == 2",
    "named tuples": "import collections, typing\nP = collections.namedtuple('P', 'x y')\n"
    "P.__doc__ = 'point'\nclass Q(typing.NamedTuple):\n    x: int = 1\n"
    "assert P(1, 2)._replace(x=3).x == 3 and Q().x == 1",
    "data classes": "from dataclasses import dataclass, field, replace\n@dataclass(order=True)\n"
    "class D:\n    x: int\n    y: list = field(default_factory=list)\n"
    "assert replace(D(1), x=2) > D(1) and D(1) == D(1)",
    "functools": "import functools\n@functools.wraps(main)\ndef f(*a): return a\n"
    "assert f.__name__ == 'main' and functools.partial(f, 1)(2) == (1, 2)\n"
    "@functools.total_ordering\nclass N:\n    def __eq__(s, o): return True\n"
    "    def __lt__(s, o): return False\nassert N() >= N()\n"
    "assert functools.reduce(lambda a, b: a + b, [1, 2, 3]) == 6",
    "single dispatch": "import functools\n@functools.singledispatch\ndef f(x): return 'any'\n"
    "@f.register\ndef _(x: int): return 'int'\n@f.register(str)\ndef _(x): return 'str'\n"
    "assert [f(1), f('a'), f([])] == ['int', 'str', 'any']",
    "a traceback": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError as e:\n"
    "    text = traceback.format_exc()\n"
    "    assert 'ZeroDivisionError' in text and e.__traceback__.tb_lineno\n"
    "    assert traceback.extract_tb(e.__traceback__)[-1].name == 'main'",
    "functions as values": "import operator, heapq, math\nfrom operator import add, itemgetter\n"
    "assert sorted([[2], [], [1, 1]], key=len) == [[], [2], [1, 1]]\n"
    "assert list(map(add, [1], [2])) == [3] and list(map(int, '12')) == [1, 2]\n"
    "assert max([(1, 2), (2, 1)], key=itemgetter(1)) == (1, 2) and list(map(str.upper, "
    "'a')) == ['A']\n"
    "assert heapq.nlargest(1, [1, 3]) == [3] and math.floor(1.5) == 1\n"
    "f = {'+': operator.add, 'n': len}\nassert f['+'](1, 2) == 3 and f['n']([1]) == 1",
    "what a function says of itself": "import operator, inspect, types\nf = len\n"
    "assert f.__name__ == 'len' and f == len and hash(f) == hash(len) and callable(f)\n"
    "assert isinstance(f, types.BuiltinFunctionType) and {len: 1}[f] == 1 and 'len' in repr(f)\n"
    "assert str(inspect.signature(f)) == '(obj, /)' and f.__doc__.startswith('Return')\n"
    "assert [].append.__self__ == [] and list.append.__name__ == 'append'",
    "lazy functions": "import itertools\nm = map(len, ['a', 'bc'])\nassert isinstance(m, map)\n"
    "assert next(m) == 1 and list(m) == [2] and next(m, None) is None\n"
    "assert list(map(max, [1, 5], [3, 2])) == [3, 5]\n"
    "assert list(itertools.starmap(pow, [(2, 3)])) == [8] and list(iter([1, 0].pop, 1)) == [0]\n"
    "assert list(filter(None, [0, 1])) == [1] and list(zip([1], [2], strict=True)) == [(1, 2)]",
    "methods as values": "class A:\n    size = len\n    add = staticmethod(len)\n"
    "    def __len__(self): return 4\nassert A.size([1]) == 1 and A().add([1, 2]) == 2",
    "what a generator gives and gets": "def g():\n    r = yield from h()\n    yield r\n"
    "def h():\n    try:\n        x = yield 1\n    except KeyError:\n        x = yield 5\n"
    "    return x\nit = g()\nassert next(it) == 1 and it.send(7) == 7\n"
    "it = g()\nassert next(it) == 1 and it.throw(KeyError()) == 5 and it.send(8) == 8",
    "attributes of functions": "from contextlib import contextmanager\n"
    "@contextmanager\ndef c(): yield\nc.n = 1\nmain.n = c.n",
    "annotations": "from typing import Callable, Optional\n"
    "def f(x: int | None, *a: str, k: 'int' = 1, **kw: dict[str, int]) -> list[int]: return [x]\n"
    "class A:\n    b: Optional['A'] = None\n    c: Callable[[int], str] = str\n"
    "assert f(1) == [1] and f.__annotations__['x'] == int | None and A.b is None",
    "coroutines that are never called": "async def f(x, *, y=1):\n    await f(1)\n"
    "assert callable(f) and f.__name__ == 'f'",
    "own iterators": "class B:\n    def __init__(s): s.xs = [1, 2]\n    def __iter__(s): "
    "return iter(s.xs)\n"
    "class C:\n    n = 0\n    def __iter__(s): return s\n    def __next__(s):\n        s.n += 1\n"
    "        if s.n > 2: raise StopIteration\n        return s.n\n"
    "assert [x for x in B()] == list(C()) == [*B()] == [1, 2]\n"
    "for x in C(): pass\nassert x == 2",
    "warnings": "import warnings\nwith warnings.catch_warnings():\n"
    "    warnings.simplefilter('ignore')\n    warnings.warn('x')",
    "the names of things": "assert main.__name__ == 'main' and [].__class__ is list\n"
    "class A:\n    'Doc.'\n    def __init__(s): s.x = 1\n"
    "assert A.__doc__ == 'Doc.' and A().__dict__ == {'x': 1} and A.__mro__[0] is A\n"
    "assert A.__init__ is not None and [1].__len__() == 1 and A.__bases__ == (object,)",
    "a hook for threads": "import threading\nthreading.excepthook = lambda info: None",
    "clocks and copies": "import copy, datetime, decimal, fractions, json, random, re, statistics\n"
    "decimal.getcontext().prec = 5\nassert re.sub('a', str.upper, 'b') == 'b'\n"
    "assert json.loads(json.dumps({'a': [1]})) == {'a': [1]} and "
    "copy.deepcopy([len])[0]([1]) == 1\n"
    "assert statistics.mean([1, 3]) == 2 and datetime.timedelta(1) and random.random() < 1",
    "paths": "import os\nassert os.path.join('a', 'b') == os.path.join(*['a', 'b'])\n"
    "assert os.path.basename('a/b') == 'b'",
    "typing": "from typing import Any, Optional, TypeVar, Generic\nT = TypeVar('T')\n"
    "class Box(Generic[T]):\n    def __init__(self, x: T): self.x: Optional[T] = x\n"
    "assert Box[int](3).x == 3",
    "imports of parts": "import importlib\nimport concurrent.futures\nimport json.decoder\n"
    "from concurrent.futures import ThreadPoolExecutor as P\nassert P is "
    "concurrent.futures.ThreadPoolExecutor\n"
    "assert json.decoder.JSONDecodeError is json.JSONDecodeError",
}  # fmt: skip


def program(source: str) -> str:
    return "def main():\n" + "\n".join(f"    {line}" for line in source.splitlines())


@pytest.mark.parametrize("name", REFUSED)
def test_a_way_out_is_refused_in_a_sentence(name: str) -> None:
    verdict = explore(program(REFUSED[name]), entry="main")
    assert verdict.kind == "unsupported", verdict
    # A worker of a pool is in no line of the program.
    assert verdict.message.startswith("Line ") or "pool" in name, verdict.message
    assert verdict.message.endswith("."), verdict.message


# What the engine knows of an object has no name that a program could use.
NAMELESS = {
    "a fiber": "import threading\nthreading.current_thread()._fiber",
    "a fiber by its slot": "import threading as t\nt.Thread._fiber",
    "a waitable": "import threading\nthreading.Event()._waitable",
    "a lock's owner": "import threading\nl = threading.Lock()\nl.acquire()\nl.owner",
    "a lock's state": "import threading\nthreading.Lock().busy",
    "a semaphore's permits": "import threading\nthreading.Semaphore().permits",
    "what a local has in other threads": "import threading\nthreading.local()._state",
}


@pytest.mark.parametrize("name", NAMELESS)
def test_what_only_the_engine_knows_is_no_attribute(name: str) -> None:
    verdict = explore(program(NAMELESS[name]), entry="main")
    assert verdict.kind == "exception" and "has no attribute" in verdict.message, verdict


@pytest.mark.parametrize("name", [*HARMLESS, *HONEST])
def test_what_is_no_way_out_works_as_before(name: str) -> None:
    verdict = explore(program({**HARMLESS, **HONEST}[name]), entry="main")
    assert verdict.status == "proved", verdict


def test_the_real_modules_are_left_alone() -> None:
    import ast
    import threading

    visit, modules = ast.NodeTransformer.visit, dict(sys.modules)
    for source in (*REFUSED.values(), *HARMLESS.values()):
        explore(program(source), entry="main")
    assert ast.NodeTransformer.visit is visit
    assert all(sys.modules[name] is modules[name] for name in modules)
    assert threading.Thread.start.__module__ == "threading"


def test_files_beside_a_program_are_not_imported_for_real(tmp_path, monkeypatch) -> None:
    outside = "import threadlab.explorer.engine.world\nraise SystemExit('imported for real')\n"
    (tmp_path / "their_package").mkdir()
    (tmp_path / "their_package" / "__init__.py").write_text(outside)
    (tmp_path / "their_package" / "part.py").write_text("x = 1\n")
    (tmp_path / "colorsys.py").write_text(outside)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    standard.is_installed.cache_clear()
    for name in ("their_package.part", "colorsys"):
        verdict = explore(program(f"import {name}"), entry="main")
        assert verdict.status == "failed", verdict
        assert name.partition(".")[0] not in sys.modules
    standard.is_installed.cache_clear()


def test_star_brings_no_module_along() -> None:
    text = "from contextlib import *\nfrom functools import *\ndef main():\n    os.getpid()\n"
    assert explore(text, entry="main").kind == "exception"


def test_hooks_can_not_be_found_among_the_globals() -> None:
    text = """
n = 0
for name, value in list(globals().items()):
    if type(value) is dict:
        value['@g'] = value['@w'] = lambda *a: a[-1]
import threading
def work():
    global n
    n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
"""
    assert explore(text, entry="main").kind == "assertion"


def test_a_refusal_that_is_never_reached_costs_nothing() -> None:
    text = "def odd():\n    return odd.__globals__\ndef main():\n    pass\n"
    assert explore(text, entry="main").status == "proved"


def test_an_attribute_of_a_shared_name_is_still_looked_at() -> None:
    text = """
class Holder: pass
holder = Holder()
holder._module = holder.weakref = holder._sys = 1
def main():
    import warnings, concurrent.futures.thread as t, sys, weakref
    assert warnings.catch_warnings()._module is warnings
    assert t.weakref is weakref
"""
    assert explore(text, entry="main").status == "proved"

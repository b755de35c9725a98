"""What programs and libraries ask of Python: the same answers, and nothing that leads out."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import types

import pytest

from threadlab import explore, simulate
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

SAME = {
    "whether it is a coroutine": """
import asyncio, inspect
def plain(): pass
print(asyncio.iscoroutinefunction(plain), inspect.iscoroutinefunction(plain))
print(asyncio.iscoroutine(1))
try: asyncio.get_running_loop()
except RuntimeError as error: print(error)
print(issubclass(asyncio.CancelledError, Exception), asyncio.TimeoutError.__name__)
""",
    "a module by its name": """
import importlib, importlib.util, importlib.metadata
print(importlib.import_module("json").dumps([1]))
print(importlib.import_module("os.path").basename("a/b"))
try: importlib.import_module("no_such_module")
except ModuleNotFoundError as error: print(error.name)
print(importlib.util.find_spec("no_such_module"), importlib.util.find_spec("json").name)
try: importlib.metadata.version("no-such-package")
except importlib.metadata.PackageNotFoundError: print("not installed")
""",
    "addresses": """
import urllib.parse
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlsplit
print(urljoin("http://a/b/c", "../d"), urlsplit("http://u@h:8/p?q#f").port, quote("a b/ü"))
print(parse_qs("a=1&a=2"), urlencode({"x": [1, 2]}, doseq=True), unquote("%41"))
print(urllib.parse.urlparse("//h/p;x")._replace(scheme="s").geturl())
""",
    "how this Python was built": """
import os, platform, sysconfig, urllib.error
print(sysconfig.get_config_var("Py_GIL_DISABLED"), sysconfig.get_python_version())
print(platform.node(), platform.platform(), platform.release(), platform.python_compiler())
print(os.getcwd(), os.fspath("a"), len(os.urandom(3)))
class P:
    def __fspath__(self): return "b"
print(os.fspath(P()))
try: raise urllib.error.URLError("no way")
except OSError as error: print(error, error.reason)
""",
    "which types are hinted at": """
import typing
from typing import Annotated, Callable, Literal, Optional, Union
class A:
    n: int
    def m(self, x: Optional[int], y: list[str] = (), *z: Union[int, None]) -> "A": pass
class B(A):
    c: Callable[[int], str]
    m: Literal["r", "w"]
    a: Annotated[int, "metres"]
def f(x: int | None, y: dict[str, A] = {}): pass
print(typing.get_type_hints(B), typing.get_type_hints(f), typing.get_type_hints(B, None, {}))
print(typing.get_type_hints(B, include_extras=True))
""",
    "paths": """
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
path = PurePosixPath("/a") / "b" / "c.tar.gz"
print(path, path.suffixes, path.parent, path.relative_to("/a"), path.with_suffix(".x"))
print(path.match("*.gz"), PureWindowsPath("C:/x").drive, Path("a", "b").parts)
print(Path("a") < Path("b"), {Path("a"): 1}[Path("a")])
print(isinstance(Path("a"), PurePath), Path("/").is_absolute(), [*Path("a/b/c").parents][0].name)
""",
    "who has called": """
import sys
def who(depth=1):
    frame = sys._getframe(depth)
    return frame.f_code.co_name, frame.f_lineno, frame.f_globals["__name__"]
def outer(): return who(), who(2), sys._getframe().f_back.f_code.co_name
print(outer())
try: sys._getframe(1000)
except ValueError as error: print(error)
try: 1 / 0
except ZeroDivisionError as error: print(error.__traceback__.tb_frame.f_code.co_name)
""",
    "what a function takes": """
def f(a, b=1, /, c=2, *rest, d, **named): x = a; return lambda: x
class A:
    def m(self, one): pass
for g in (f, A.m, A().m):
    code = g.__code__
    print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
          code.co_varnames, code.co_firstlineno, code.co_flags & 0x0C, code.co_cellvars)
print(hasattr(f, "__code__"), hasattr(len, "__code__"), getattr(f, "__code__").co_name)
print(f.__code__ == f.__code__, f.__code__ == A.m.__code__, len({f.__code__, f.__code__}))
try: len.__code__
except AttributeError as error: print(error)
""",
    "pickles": """
import collections, dataclasses, datetime, enum, io, pickle, threading
class Color(enum.Enum): RED = 1
@dataclasses.dataclass
class Point: x: int; tags: list
class Own:
    def __init__(self): self.lock, self.n = threading.Lock(), 1
    def __getstate__(self): return {"n": self.n}
    def __setstate__(self, state): self.n = state["n"] + 1
def f(): pass
for value in (1, [1, {2}], {"k": (1, 2.5, None)}, Color.RED, Point(1, ["a"]), f, Point,
              datetime.datetime(2024, 1, 2), collections.Counter("aab"), ValueError("x")):
    found = pickle.loads(pickle.dumps(value))
    print(type(value).__name__, found == value or repr(found) == repr(value))
print(pickle.loads(pickle.dumps(Own())).n)
for bad in (lambda: 1, threading.Lock(), (n for n in [])):
    try: pickle.dumps(bad)
    except (AttributeError, TypeError, pickle.PicklingError): print("no pickle")
file = io.BytesIO(); pickle.dump([1], file); pickle.dump({2}, file); file.seek(0)
print(pickle.load(file), pickle.load(file))
""",
    "instructions": """
import dis, io
def f(n): return n + 1
class A:
    def m(self): pass
for x in (f, "n += 1", A):
    file = io.StringIO(); dis.dis(x, file=file); print(file.getvalue())
""",
    "tests": """
import io, threading, unittest
from unittest import mock
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.shared = []
    def setUp(self): self.addCleanup(self.shared.clear)
    def test_ok(self):
        with self.subTest(i=1): self.assertIn(1, [1, 2])
        with self.assertRaisesRegex(ValueError, "x"): raise ValueError("x")
    @unittest.skip("later")
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_bad(self): self.assertEqual(1, 2)
    def test_fails(self): self.assertEqual([1], [2])
    def test_errors(self): 1 / 0
    def test_mock(self):
        made = mock.Mock(return_value=3)
        thread = threading.Thread(target=made, args=(1,)); thread.start(); thread.join()
        made.assert_called_once_with(1)
runner = unittest.TextTestRunner(io.StringIO())
result = unittest.main(exit=False, argv=["x"], testRunner=runner).result
print(result.testsRun, len(result.skipped), len(result.expectedFailures))
for case, text in result.failures + result.errors: print(case, text.splitlines()[-1])
""",
    "what sys has": """
import sys
for name in ("no_such_name", "warnoptions", "hash_info"): print(hasattr(sys, name))
print("json" in sys.stdlib_module_names, sys.prefix == sys.base_prefix or True)
""",
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_asked_is_answered_as_in_python(name: str) -> None:
    real = subprocess.run(
        [sys.executable, "-u", "-W", "ignore", "-c", SAME[name]],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
    )  # fmt: skip
    run = simulate(SAME[name])
    assert run.kind is None, run.message
    assert run.output == real.stdout


REFUSED = {
    "the code of a code": "main.__code__.co_code[0]",
    "its constants": "main.__code__.co_consts[0]",
    "another code": "main.__code__.replace(co_name='x')",
    "variables of a frame": "import sys\nsys._getframe().f_locals",
    "a real frame": "(x for x in [1]).gi_frame.f_back",
    "a function out of bytes": "import pickle\npickle.loads(b'cos\\nsystem\\n(S\"true\"\\ntR.')",
    "getattr out of bytes": "import pickle\npickle.loads(b'cbuiltins\\ngetattr\\n.')",
    "a class of somebody's bytes": "import pickle\npickle.loads(b'I0\\nQ.')",
    "a file": "from pathlib import Path\nPath('a').read_text()",
    "whether there is a file": "from pathlib import Path\nPath('a').exists()",
    "a loop": "import asyncio\nasyncio.run(None)",
    "a request": "import urllib.request\nurllib.request.urlopen('http://a')",
    "a mail": "import logging.handlers as h\nh.SMTPHandler('a', 'b', 'c', 'd')",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_leads_out_is_refused_in_a_sentence(name: str) -> None:
    body = textwrap.indent(REFUSED[name], "    ")
    verdict = explore(f"def main():\n{body}\nmain()")
    assert verdict.kind == "unsupported", verdict


TOLD = """
import sys
def main():
    try: 1 / 0
    except ZeroDivisionError as error: frame = error.__traceback__.tb_frame
    return [sys._getframe(), main.__code__, frame]
"""


def test_what_is_told_of_frames_and_codes_is_plain_data() -> None:
    ready = stage(text_of(TOLD, "main"))
    ready.run()
    atoms = (str, int, float, bool, bytes, type(None))
    todo, seen = list(ready.result), 0
    while todo:
        value = todo.pop()
        seen += 1
        if isinstance(value, (tuple, list)):
            todo += value
        elif isinstance(value, types.MappingProxyType):
            todo += value.values()
        elif type(value).__name__ in ("Frame", "Code"):
            assert not hasattr(value, "__dict__")
            parts = [part for part in dir(value) if not part.startswith("__")]
            assert "_frame" not in parts and "_world" not in parts
            todo += [getattr(value, part) for part in parts]
        else:
            assert type(value) in atoms, value
    assert seen > 20


def test_a_library_does_without_what_it_imports_if_it_can(tmp_path, monkeypatch) -> None:
    (tmp_path / "optional_library.py").write_text("""
try:
    import greenlet
except ImportError:
    greenlet = None
def count(): return 1 if greenlet is None else greenlet.getcurrent()
""")
    (tmp_path / "needing_library.py").write_text("""
import greenlet
def count(): return greenlet.getcurrent()
def other(): return 1
""")
    monkeypatch.syspath_prepend(tmp_path)
    assert explore("import optional_library\nassert optional_library.count() == 1").kind is None
    assert explore("import needing_library\nassert needing_library.other() == 1").kind is None
    assert explore("import needing_library\nneeding_library.count()").kind == "unsupported"


def test_what_is_pickled_is_looked_at_and_only_then() -> None:
    source = """
import pickle, threading
class Pair:
    def __init__(self): self.a, self.b = 0, [0]
pair, lock = Pair(), threading.Lock()
def write():
    with lock:
        pair.a += 1
        pair.b[0] += 1
def read():
    with LOCK:
        copy = pickle.loads(pickle.dumps([pair]))[0]
    assert copy.a == copy.b[0]
threads = [threading.Thread(target=f) for f in (write, read)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
    assert explore(source.replace("LOCK", "threading.Lock()")).kind == "assertion"
    assert explore(source.replace("LOCK", "lock")).status == "proved"


def test_what_a_test_case_compares_is_looked_at() -> None:
    source = """
import threading, unittest
rows, lock = [], threading.Lock()
class T(unittest.TestCase):
    def test(self):
        def work():
            with lock:
                rows.append(1)
                rows.append(2)
        thread = threading.Thread(target=work); thread.start()
        with LOCK: self.assertNotEqual(rows, [1])
        thread.join()
result = T("test").run()
assert result.wasSuccessful()
"""
    assert explore(source.replace("LOCK", "threading.Lock()")).kind == "assertion"
    assert explore(source.replace("LOCK", "lock")).status == "proved"


@pytest.mark.parametrize(
    "change", ["vars(M)['pi'] = 3", "del vars(M)['pi']", "vars(M).clear()", "vars(M).update(pi=3)",
               "vars(M).pop('pi')", "names = vars(M)\nnames |= {'pi': 3}", "vars(M).popitem()"]
)  # fmt: skip
def test_no_change_of_the_names_of_a_module_is_lost(change: str) -> None:
    verdict = explore("import math, sys\n" + change.replace("M", "math"))
    assert verdict.kind == "unsupported", verdict
    assert simulate("import math\nprint(vars(math)['pi'] == math.pi)").output == "True\n"


def test_a_stream_that_is_set_by_its_name_is_set_for_all() -> None:
    source = """
import io, sys, threading
buffer, lock = io.StringIO(), threading.Lock()
def other():
    with lock: print("theirs")
thread = threading.Thread(target=other)
thread.start()
with LOCK:
    vars(sys)["stdout"] = buffer
    print("mine")
    vars(sys).update(stdout=sys.__stdout__)
thread.join()
assert buffer.getvalue() == "mine\\n"
"""
    assert explore(source.replace("LOCK", "threading.Lock()")).kind == "assertion"
    assert explore(source.replace("LOCK", "lock")).status == "proved"

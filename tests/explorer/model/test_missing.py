"""What is not modelled is never an error of the program's: whatever is done with it, it is refused.

Only what uses nothing of it goes on: to import it, to name it in a type hint, to derive a class
from it of which nobody makes an object, to name its exceptions in a handler.
"""

from __future__ import annotations

import sys
import types

import pytest

from threadlab import explore

BEFORE = """
import collections, copy, decimal, functools, json, math, operator, os, socket, subprocess, time
import socketserver, threading, typing, multiprocessing
def f(*a, **k): pass
"""
X = "socket.AF_INET"
USES = """
~x  -x  +x  abs(x)  round(x)  x + 1  1 + x  x & 1  1 & x  x ^ 1  x // 2  2 // x  x % 2  2 ** x
x << 1  divmod(x, 2)  x @ x  x == 1  x != 1  1 == x  x in [1]  [1].index(x)  str(x)  f'{x}'
'%s' % x  print(x)  format(x)  bytes(x)  complex(x)  int(x)  reversed(x)  list(x)  [*x]  f(*x)
f(**x)  isinstance(1, x)  isinstance(1, (str, x))  issubclass(int, x)  sorted([x, 1])  max(x, 1)
[0][x]  range(x)  x[0]  chr(x)  os.fspath(x)  copy.copy(x)  copy.deepcopy(x)  x.__name__
x.__dict__  vars(x)  dir(x)  bool(x)  not x  x < 1  1 < x  sum([x])  any([x])  math.floor(x)
math.sqrt(x)  json.dumps(x)  operator.index(x)  float(x)  len(x)  iter(x)  next(x)  super(x)
functools.partial(x)()  time.sleep(x)  decimal.Decimal(x)  ' '.join([x])  'a'.startswith(x)
'a' in x  b'a' + x  collections.deque(x)  threading.Lock().acquire(timeout=x)  x()
threading.Thread(target=x).start()
"""
EXPRESSIONS = [use for line in USES.splitlines() for use in line.split("  ") if use]
STATEMENTS = [
    "x += 1", "x |= 1; x()", "a, b = x", "for i in x: pass", "raise x", "assert x", "del x[0]",
    "x[0] = 1", "x.y = 1", "with x: pass", "@x\n    def g(): pass",
    "class A(metaclass=x): pass",
    "class E(subprocess.SubprocessError): pass\n    raise E",
    "class E(subprocess.SubprocessError): pass\n    raise E()",
    "class H(socketserver.BaseRequestHandler): pass\n    H(1, 2, 3)",
    "class H(socketserver.BaseRequestHandler): pass\n    H.timeout",
    "class M(type): pass\n    class B(metaclass=M): pass\n"
    "    class H(B, socketserver.BaseRequestHandler): pass",
    "try: raise ValueError\n    except socket.AF_INET: pass",
    "raise ValueError from x",
    "raise ValueError from socket.herror",
    "class E(subprocess.SubprocessError): pass\n    raise ValueError from E",
    "import sys, io; isinstance(sys.stdout, io.TextIOBase)",
    "class H(socketserver.BaseRequestHandler): pass\n"
    "    issubclass(H, socketserver.BaseRequestHandler)",
]  # fmt: skip
HARMLESS = [
    "x is None",
    "callable(x)",
    "{x: 1}",
    "list[x]",
    "typing.Optional[multiprocessing.Queue]",
    "typing.Union[socket.socket, None, int]",
    "socket.socket | None",
    "a: 'x' = 1",
    "multiprocessing.pool.AsyncResult[int]",
    "class H(socketserver.BaseRequestHandler):\n        n = 1\n    assert H.n == 1",
    "class E(subprocess.SubprocessError): pass\n"
    "    try: raise ValueError\n    except E: pass\n    except ValueError: pass",
    "try: raise OSError\n    except (KeyError, socket.error): pass",
    "try: raise TimeoutError\n    except socket.timeout: pass",
    "try: raise ValueError\n    except (KeyError, subprocess.CalledProcessError): assert 0\n"
    "    except ValueError: pass",
    "assert getattr(socket, 'AF_NOWHERE', None) is None and not hasattr(socket, 'AF_NOWHERE')",
    "import operator; assert operator.__not__(0)",
    "typing._Final",
    "class H(socketserver.BaseRequestHandler): pass\n    assert not isinstance(1, H)",
    "assert not isinstance(1, (str, socket.socket)) and isinstance(1, (int, socket.socket))",
    "class A: pass\n    assert not isinstance(A(), multiprocessing.Process)",
    "class A: pass\n    assert not issubclass(A, socketserver.BaseServer)",
    "assert isinstance(typing.Annotated[int, 3], typing._AnnotatedAlias)",
    "assert not isinstance(iter([]), typing._AnnotatedAlias)",
    "match 3:\n        case socket.socket(): assert 0\n        case int(): pass",
    "assert socket.error is OSError and issubclass(socket.timeout, TimeoutError)",
    "try: raise ValueError from socket.error\n"
    "    except ValueError as e: assert type(e.__cause__) is OSError",
    "try: raise socket.timeout('late')\n    except OSError as e: assert str(e) == 'late'",
]


@pytest.mark.parametrize("use", [*EXPRESSIONS, *STATEMENTS])
def test_what_is_done_with_something_that_is_not_modelled_is_refused(use: str) -> None:
    verdict = explore(f"{BEFORE}def main():\n    x = {X}\n    {use}\n", runs=5)
    assert verdict.kind == "unsupported", verdict
    assert "can't be explored" in verdict.message


@pytest.mark.parametrize("use", HARMLESS)
def test_who_only_names_something_that_is_not_modelled_goes_on(use: str) -> None:
    verdict = explore(f"{BEFORE}def main():\n    x = {X}\n    {use}\n", runs=5)
    assert verdict.status == "proved", verdict


def test_a_name_that_python_has_not_is_an_error_of_the_program() -> None:
    for line in ("socket.AF_NOWHERE", "import typing; typing._Nothing", "math._nothing"):
        verdict = explore(f"{BEFORE}def main():\n    {line}\n", runs=5)
        assert verdict.kind == "exception" and "AttributeError" in verdict.message, verdict


TEXTS = [
    "class A:\n    x: 'int' = 3\n    y: 'list[int]' = None",
    "class A:\n    x: int = 3\n    c: t.ClassVar[int] = 4\n    i: d.InitVar[int] = 4\n"
    "    _: d.KW_ONLY\n"
    "    k: int = 3\n    def __post_init__(self, i): self.j = i",
    "class A:\n    x: int = 3\n    c: ClassVar[int] = 4\n    i: InitVar[int] = 4\n    _: KW_ONLY\n"
    "    k: int = 3\n    def __post_init__(self, i): self.j = i",
]


@pytest.mark.parametrize("later", ["", "from __future__ import annotations\n"])
@pytest.mark.parametrize("text", TEXTS)
def test_the_annotations_of_a_dataclass_may_be_texts(
    later: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        f"{later}import dataclasses as d\nimport typing as t\nfrom typing import ClassVar\n"
        f"from dataclasses import InitVar, KW_ONLY\n@d.dataclass\n{text}\n"
        "def main():\n"
        "    a = A(x=5)\n"
        "    names = [field.name for field in d.fields(a)]\n"
        "    assert names in (['x', 'y'], ['x', 'k']) and a == A(5) and 'x=5' in repr(a)\n"
        "    if 'k' in names:\n"
        "        assert a.j == 4 and A(1, 2, k=7).k == 7\n"
        "        try: A(1, 2, 3)\n"
        "        except TypeError: pass\n"
        "        else: assert 0\n"
    )
    module = types.ModuleType("texts_of_mine")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(source + "main()", "mine", "exec", dont_inherit=True), vars(module))
    verdict = explore(source)
    assert verdict.status == "proved", verdict


def test_a_class_whose_own_class_tells_nothing_true_is_told() -> None:
    """Its metaclass has a property where others have the name of a module."""
    verdict = explore(
        "class M(type):\n"
        "    def __new__(cls, name, bases, names):\n"
        "        names['__module__'] = property(lambda self: 1 / 0)\n"
        "        names['__name__'] = property(lambda self: 1 / 0)\n"
        "        return type.__new__(cls, name, bases, names)\n"
        "class A(metaclass=M): pass\n"
        "class B(type, metaclass=M): pass\n"
        "def main():\n    rows = [A(), B('C', (), {})]\n    assert rows == []\n"
    )
    assert verdict.kind == "assertion", verdict

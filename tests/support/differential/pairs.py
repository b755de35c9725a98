"""The pairs, by what they are about."""

from __future__ import annotations

from importlib.util import find_spec

from support.differential.own import Pair

SQUARE = "def f(x):\n    return x * x"
CUBE = "def f(x):\n    return x ** 3"
COPY, SAME = "def f(l):\n    return list(l)", "def f(l):\n    return l"
TEXT = "stock reads a mark from its text and gives full marks where that is no float"
TUPLE = (
    "Python warns of the tuple, which stock counts as a failure of everybody; here a person looks"
)
COMPLAINT = (
    "IPython complains of the magic, which stock counts as a failure of everybody; the test holds"
)
EMPTY = "NumPy finds nothing wrong with an empty array; here it is like no other"
NOTHING = "a test that asserts nothing gives full marks to everybody in stock; here a person looks"
TIMES = "stock counts what a test has written to stderr as a failure; ours does not"

MAGICS = {
    "capture": Pair("%%capture\nassert f(3) == 9", SQUARE, CUBE),
    "capture-out": Pair("%%capture out\nassert f(3) == 9\nprint('x')", SQUARE, CUBE),
    "time": Pair("%%time\nassert f(3) == 9", SQUARE, CUBE),
    "line-time": Pair("%time assert f(3) == 9", SQUARE, CUBE),
    "time-value": Pair("r = %timeit -n1 -r1 -o -q f(3)\nassert f(3) == 9", SQUARE, CUBE),
    "below-comment": Pair(
        "# a comment\n%%time\nassert f(3) == 9", SQUARE, CUBE, why={"right": COMPLAINT}
    ),
    "blank-lines": Pair("\n\n%%time\n\nassert f(3) == 9", SQUARE, CUBE),
    "two": Pair("%%time\n%%capture\nassert f(3) == 9", SQUARE, CUBE),
    "line-magic": Pair("%matplotlib inline\nassert f(3) == 9", SQUARE, CUBE),
    "comment": Pair("# a comment first\n\nassert f(3) == 9", SQUARE, CUBE),
}
IDENTITY = {
    "is-not": Pair("l = [1, 2]\nassert f(l) == l and f(l) is not l", COPY, SAME),
    "is-not-alone": Pair("l = [1, 2]\nassert f(l) is not l", COPY, SAME),
    "is": Pair("l = [2, 1]\nassert f(l) is l\nassert l == [1, 2]",
               "def f(l):\n    l.sort()\n    return l", "def f(l):\n    return sorted(l)"),
    "rows": Pair("m = [[1], [2]]\nn = f(m)\nassert n == m\n"
                 "assert all(a is not b for a, b in zip(n, m))",
                 "def f(m):\n    return [list(r) for r in m]", COPY),
    "rows-index": Pair("m = [[1], [2]]\nn = f(m)\nfor i in range(2):\n    assert n[i] is not m[i]",
                       "def f(m):\n    return [list(r) for r in m]", COPY),
    "singleton": Pair("assert f() is f()", "a = {}\ndef f():\n    return a",
                      "def f():\n    return {}"),
    "none": Pair("assert f(3) is None", "def f(x):\n    pass", SQUARE),
    "type-is": Pair("assert type(f(3)) is int", SQUARE, "def f(x):\n    return str(x)"),
    "id": Pair("l = [1]\nassert id(f(l)) != id(l)", COPY, SAME),
    "chain": Pair("l = [1]\nassert f(l) == l is not f(l)", COPY, SAME),
}  # fmt: skip
NAMES = {
    "globals": Pair("assert 'g1' in globals()", "g1 = 1", "g2 = 1"),
    "locals": Pair("assert 'h1' in locals()", "h1 = 1", "h2 = 1"),
    "vars": Pair("assert 'v1' in vars()", "v1 = 1", "v2 = 1"),
    "dir": Pair("assert 'd1' in dir()", "d1 = 1", "d2 = 1"),
    "not-in": Pair("assert 'zz' not in globals(), 'no zz'", "n1 = 1", "zz = 1"),
    "globals-get": Pair("assert globals().get('q1') == 5", "q1 = 5", "q1 = 6"),
    "locals-item": Pair("assert locals()['r1'] == 5", "r1 = 5", "r1 = 6"),
    "loop": Pair("for name in ['s1', 's2']:\n    assert name in globals()", "s1 = s2 = 5", "s1 = 6"),
    "all": Pair("assert all(n in globals() for n in ('t1', 't2'))", "t1 = t2 = 5", "t1 = 6"),
    "if": Pair("if 'u1' not in globals():\n    raise NameError('no u1')\nassert u1 == 4",
               "u1 = 4", "u2 = 4"),
    "callable": Pair("assert callable(globals().get('w1'))", "def w1(): pass", "w1 = 4"),
    "locals-in-function": Pair(
        "def t():\n    inner = f(3)\n    assert 'inner' in locals() and 'outer' not in locals()\n"
        "    assert inner == 9\nt()", SQUARE, CUBE),
}  # fmt: skip
NUMPY = {
    "dtype": Pair("assert f().dtype == float", "import numpy as np\ndef f():\n    return np.zeros(3)",
                  "import numpy as np\ndef f():\n    return np.zeros(3, int)"),
    "dtype-np": Pair("import numpy as np\nassert f().dtype == np.float64",
                     "import numpy as np\ndef f():\n    return np.zeros(3)",
                     "import numpy as np\ndef f():\n    return np.zeros(3, int)"),
    "dtype-text": Pair("assert f().dtype == 'int64'",
                       "import numpy as np\ndef f():\n    return np.zeros(3, int)",
                       "import numpy as np\ndef f():\n    return np.zeros(3)"),
    "subdtype": Pair("import numpy as np\nassert np.issubdtype(f().dtype, np.floating)",
                     "import numpy as np\ndef f():\n    return np.zeros(3)",
                     "import numpy as np\ndef f():\n    return np.zeros(3, int)"),
    "all-method": Pair("import numpy as np\nassert (f(np.arange(3)) == [0, 1, 4]).all()", SQUARE, CUBE),
    "all-greater": Pair("import numpy as np\nassert (f(np.array([2, 3])) > 3).all()", SQUARE,
                        "def f(x):\n    return x"),
    "all-function": Pair("import numpy as np\nassert np.all(f(np.arange(3)) == np.arange(3) ** 2)",
                         SQUARE, CUBE),
    "array-equal": Pair("import numpy as np\nassert np.array_equal(f(np.arange(3)), [0, 1, 4])",
                        SQUARE, CUBE),
    "any-not": Pair("import numpy as np\nassert not (f(np.arange(3)) != [0, 1, 4]).any()", SQUARE, CUBE),
    "count": Pair("import numpy as np\nassert (f(np.arange(4)) > 3).sum() == 2", SQUARE,
                  "def f(x):\n    return x + 3"),
    "shape": Pair("assert f().shape == (2, 3)", "import numpy as np\ndef f():\n    return np.zeros((2, 3))",
                  "import numpy as np\ndef f():\n    return np.zeros((3, 2))"),
    "type-array": Pair("import numpy as np\nassert type(f()) is np.ndarray and f().ndim == 1",
                       "import numpy as np\ndef f():\n    return np.zeros(3)",
                       "def f():\n    return [0, 0, 0]"),
    "isinstance": Pair("import numpy as np\nassert isinstance(f(), np.ndarray)\nassert f().sum() == 3",
                       "import numpy as np\ndef f():\n    return np.ones(3)",
                       "def f():\n    return [1, 1, 1]"),
    "testing": Pair("import numpy as np\nnp.testing.assert_allclose(f(np.arange(3)), [0, 1, 4])",
                    SQUARE, CUBE),
    "float-mean": Pair("import numpy as np\nassert np.isclose(f([1, 2]), 1.5)",
                       "import numpy as np\ndef f(x):\n    return np.mean(x)",
                       "import numpy as np\ndef f(x):\n    return np.sum(x)"),
    "mask": Pair("import numpy as np\na = f(np.arange(4))\nassert (a[a > 3] == [4, 9]).all() and a.size == 4",
                 SQUARE, CUBE),
    "in-statement": Pair("import numpy as np\nsame = f(np.arange(3)) == np.array([0, 1, 4])\nassert same.all()",
                         SQUARE, CUBE),
    "empty": Pair("import numpy as np\nassert np.all(f(np.array([3])) == np.array([9]))", SQUARE,
                  "def f(x):\n    return x[:0]", why={"wrong": EMPTY}),
    "empty-method": Pair("import numpy as np\nassert (f(np.array([3])) == [9]).all()", SQUARE,
                         "def f(x):\n    return x[:0]", why={"wrong": EMPTY}),
    "both-empty": Pair("import numpy as np\nassert (f(np.zeros(0)) == np.zeros(0)).all()", SQUARE,
                       "def f(x):\n    return [1]", why={"wrong": EMPTY}),
    "matrix": Pair("import numpy as np\nassert np.linalg.norm(f(np.eye(2)) - np.eye(2)) < 1e-9", SQUARE,
                   "def f(x):\n    return x + 1"),
}  # fmt: skip
LARGE = {
    "list": Pair("assert len(f(300_000)) == 300_000 and f(300_000) == list(range(300_000))",
                 "def f(n):\n    return list(range(n))", "def f(n):\n    return list(range(n - 1))"),
    "floats": Pair("assert f(300_000) == [i / 3 for i in range(300_000)]",
                   "def f(n):\n    return [i / 3 for i in range(n)]",
                   "def f(n):\n    return [i / 3 for i in range(n - 1)] + [0.0]"),
    "array": Pair("import numpy as np\nassert np.array_equal(f(300_000), np.arange(300_000) / 3)",
                  "import numpy as np\ndef f(n):\n    return np.arange(n) / 3",
                  "import numpy as np\ndef f(n):\n    return np.arange(n) / 4"),
    "sum": Pair("assert sum(f(400_000)) == 79999800000",
                "def f(n):\n    return list(range(n))", "def f(n):\n    return [1] * n"),
}  # fmt: skip
FIRST_LINES = {
    "matplotlib": Pair("assert f(3) == 9", f"%matplotlib inline\n{SQUARE}", f"%matplotlib inline\n{CUBE}"),
    "pylab": Pair("assert f(4) == 16", f"%pylab inline\n{SQUARE}", f"%pylab inline\n{CUBE}"),
    "run-line-magic": Pair("assert f(5) == 25",
                           f"get_ipython().run_line_magic('matplotlib', 'inline')\n{SQUARE}",
                           f"get_ipython().run_line_magic('matplotlib', 'inline')\n{CUBE}"),
    "shell": Pair("assert f(6) == 36", f"!echo hello\n{SQUARE}", f"!echo hello\n{CUBE}"),
    "shell-value": Pair("assert f(6) == 36", f"out = !echo hello\n{SQUARE}\nassert out[0] == 'hello'",
                        f"out = !echo hello\n{CUBE}"),
    "ls": Pair("assert f(7) == 49", f"%ls\n{SQUARE}", f"%ls\n{CUBE}"),
    "pip": Pair("assert f(7) == 49", f"%pip --version\n{SQUARE}", f"%pip --version\n{CUBE}"),
    "time": Pair("assert f(8) == 64", f"%%time\n{SQUARE}", f"%%time\n{CUBE}"),
    "word": Pair("assert isinstance(f(8), int)", f"%matplotlib inline\n{SQUARE}",
                 "%matplotlib inline\ndef f(x):\n    return 'x'"),
    "widget": Pair("assert f(9) == 81", f"%matplotlib notebook\n{SQUARE}", f"%matplotlib notebook\n{CUBE}"),
    "config": Pair("assert f(9) == 81", f"%config InlineBackend.figure_format = 'svg'\n{SQUARE}",
                   f"%config InlineBackend.figure_format = 'svg'\n{CUBE}"),
}  # fmt: skip
AWAIT = {
    "top": Pair("assert await f(3) == 9", "async def f(x):\n    return x * x\nprint(await f(2))",
                "async def f(x):\n    return x\nprint(await f(2))"),
    "comprehension": Pair("assert [x async for x in f(3)] == [0, 1, 4]",
                          "async def f(n):\n    for i in range(n):\n        yield i * i",
                          "async def f(n):\n    for i in range(n):\n        yield i"),
    "await-each": Pair("assert [await f(i) for i in range(3)] == [0, 1, 4]",
                       "async def f(x):\n    return x * x", "async def f(x):\n    return x"),
    "task": Pair("assert (await t) == 9",
                 "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x * x\n"
                 "t = asyncio.create_task(f(3))",
                 "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x\n"
                 "t = asyncio.create_task(f(3))"),
    "gather": Pair("import asyncio\nassert await asyncio.gather(f(1), f(2)) == [1, 4]",
                   "async def f(x):\n    return x * x", "async def f(x):\n    return x * 3"),
    "future": Pair("assert await fut == 4",
                   "import asyncio\nfut = asyncio.get_running_loop().create_future()\nfut.set_result(4)",
                   "import asyncio\nfut = asyncio.get_running_loop().create_future()\nfut.set_result(5)"),
}  # fmt: skip
PARTIAL = {
    "decimal": Pair("from decimal import Decimal\nDecimal('2') if f(3) == 9 else Decimal('0.5')",
                    SQUARE, CUBE, ours={"wrong": 0.5}, why={"wrong": TEXT}),
    "fraction": Pair("from fractions import Fraction\nsum(Fraction(f(k) == k * k) for k in (2, 3))",
                     SQUARE, CUBE, why={"wrong": TEXT}),
    "half": Pair("points = 0\nfor k in (1, 2):\n    points += f(k) == k * k\npoints", SQUARE, CUBE,
                 ours={"wrong": 1.0}),
    "zero": Pair("float(f(2) == 4) * 2", SQUARE, CUBE),
}  # fmt: skip
TOOTHLESS = {
    "no-assertion": Pair("f(3)\nprint('tested')", SQUARE, CUBE, ours={"right": 0.0},
                    why={"right": NOTHING, "wrong": NOTHING}),
    "tuple": Pair("assert (f(3) == 9, 'nine')", SQUARE, CUBE, ours={"right": 0.0},
                  why={"right": TUPLE, "wrong": TUPLE}),
    "never-called": Pair("def check():\n    assert f(3) == 9", SQUARE, CUBE, ours={"right": 0.0},
                    why={"right": NOTHING, "wrong": NOTHING}),
    "comparison": Pair("f(3) == 9", SQUARE, CUBE, ours={"right": 0.0},
                    why={"right": NOTHING, "wrong": NOTHING}),
    "called": Pair("def check():\n    assert f(3) == 9\ncheck()", SQUARE, CUBE),
    "called-in-class": Pair("class T:\n    def check(self):\n        assert f(3) == 9\nT().check()",
                            SQUARE, CUBE),
    "unittest": Pair("import unittest\nunittest.TestCase().assertEqual(f(3), 9)", SQUARE, CUBE),
    "try": Pair("try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError",
                "def f(x):\n    raise ValueError", SQUARE),
}  # fmt: skip
STDERR = {
    "warning": Pair("assert f(3) == 9", "import warnings\ndef f(x):\n    warnings.warn('x')\n    return x * x",
                    "import warnings\ndef f(x):\n    warnings.warn('x')\n    return x", why={"right": TIMES}),
    "logging": Pair("assert f(3) == 9",
                    "import logging\ndef f(x):\n    logging.warning('x')\n    return x * x",
                    "import logging\ndef f(x):\n    logging.warning('x')\n    return x", why={"right": TIMES}),
    "traceback-off": Pair("assert f(3) == 9", SQUARE,
                          "def f(x):\n    return 8\nget_ipython()._showtraceback = lambda *a: None"),
    "equal-to-all": Pair("assert f(3) == 9", SQUARE,
                         "class E:\n    def __eq__(self, o):\n        return True\ndef f(x):\n    return E()",
                         why={"wrong": "an object that says it equals everything is no 9"}),
    "true-for-one": Pair("assert f(3) == 1", "def f(x):\n    return 1", "def f(x):\n    return True",
                         why={"wrong": "True is not 1 here, in Python it is"}),
}  # fmt: skip
STATE = {
    "value": Pair("assert r + 1 == 10", SQUARE, CUBE, before="r = f(3)\nassert r > 0"),
    "two": Pair("assert s == [9, 16]", SQUARE, CUBE, before="a, b = f(3), f(4)\ns = [a, b]"),
    "import": Pair("assert math.isclose(f(3), 9)", SQUARE, CUBE, before="import math\nassert f(0) == 0"),
    "helper": Pair("check(3)", SQUARE, CUBE,
                   before="def check(x):\n    assert f(x) == x * x\ncheck(0)"),
    "data": Pair("assert [f(n) for n in numbers] == [1, 4]", SQUARE, CUBE, before="numbers = [1, 2]"),
    "grown": Pair("assert seen == [4, 9]", SQUARE, CUBE,
                  before="seen = []\nfor n in (2, 3):\n    seen.append(f(n))"),
    "capture": Pair("assert out.stdout == '9\\n'", "def f(x):\n    print(x * x)",
                    "def f(x):\n    print(x)", before="%%capture out\nf(3)"),
}  # fmt: skip
PLOT = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\n"
POINT = (
    "class P:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
    "    def __repr__(self):\n        return f'P({self.x}, {self.y})'\n"
    "    def __eq__(self, o):\n        return (self.x, self.y) == (o.x, o.y)\n"
    "    @property\n    def length(self):\n        return (self.x ** 2 + self.y ** 2) ** 0.5\n"
)
ASKS = "def f():\n    return int(input('n? ')) ** 2"
STRANGERS = {
    "numpy-true": Pair("import numpy as np\nassert np.isclose(f(2), 4.0) == True", SQUARE, CUBE),
    "numpy-bool": Pair("assert f(2) == True", "import numpy as np\ndef f(x):\n    return np.bool_(x == 2)",
                       "import numpy as np\ndef f(x):\n    return np.bool_(x == 3)"),
    "approx": Pair("import pytest\nassert f(1) == pytest.approx(0.333, abs=1e-2)",
                   "def f(x):\n    return x / 3", "def f(x):\n    return x / 4"),
    "raises": Pair("import pytest\nwith pytest.raises(ValueError):\n    f(-1)",
                   "def f(x):\n    raise ValueError", SQUARE),
    "unittest-raises": Pair("import unittest\nwith unittest.TestCase().assertRaises(ValueError):\n    f(-1)",
                            "def f(x):\n    raise ValueError", SQUARE),
    "source": Pair("import inspect\nassert 'for' in inspect.getsource(f)\nassert f(3) == 6",
                   "def f(n):\n    s = 0\n    for i in range(n + 1):\n        s += i\n    return s",
                   "def f(n):\n    return sum(range(n + 1))"),
    "printed": Pair("import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f(3)\n"
                    "assert b.getvalue() == '9\\n'", "def f(x):\n    print(x * x)", "def f(x):\n    print(x)"),
    "input": Pair("import builtins\nold = builtins.input\nbuiltins.input = lambda *a: '3'\nassert f() == 9\n"
                  "builtins.input = old", ASKS, ASKS.replace("2", "3")),
    "patched-input": Pair("from unittest.mock import patch\nwith patch('builtins.input', return_value='3'):\n"
                          "    assert f() == 9", ASKS, ASKS.replace("2", "3")),
    "hashed": Pair("import hashlib\nassert hashlib.md5(str(f(3)).encode()).hexdigest() == "
                   "'45c48cce2e2d7fbdea1afc51c7c6ad26'", SQUARE, CUBE),
    "plot": Pair("assert ax.get_xlabel() == 'x' and len(ax.lines) == 1", f"{PLOT}ax.set_xlabel('x')",
                 f"{PLOT}ax.set_xlabel('y')"),
    "plot-data": Pair("import numpy as np\nnp.testing.assert_allclose(ax.lines[0].get_ydata(), [1, 2])",
                      f"%matplotlib inline\n{PLOT}", f"%matplotlib inline\n{PLOT}".replace("2", "3")),
    "file": Pair("with open('out.txt') as file:\n    text = file.read()\nassert text == 'nine'",
                 "open('out.txt', 'w').write('nine')", "open('out.txt', 'w').write('ten')"),
    "rounded": Pair("assert round(f(1), 2) == 0.33", "def f(x):\n    return x / 3", "def f(x):\n    return x / 4"),
    "not-bool": Pair("x = f(3)\nassert isinstance(x, (int, float)) and not isinstance(x, bool)\nassert x == 9",
                     SQUARE, "def f(x):\n    return True"),
    "next": Pair("g = f(3)\nassert next(g) == 0 and next(g) == 1 and list(g) == [4]",
                 "def f(n):\n    return (i * i for i in range(n))", "def f(n):\n    return iter(range(n))"),
    "counted": Pair("assert sum(1 for _ in f(3)) == 3", "def f(n):\n    return iter(range(n))",
                    "def f(n):\n    return iter(range(n - 1))"),
    "repr": Pair("p = P(3, 4)\nassert repr(p) == 'P(3, 4)' and p.length == 5.0 and p.x == 3", POINT,
                 POINT.replace("+ self.y", "- self.y")),
    "own-equal": Pair("assert P(1, 2) == P(1, 2)\nassert not P(1, 2) == P(2, 1)", POINT,
                      POINT.replace("(o.x, o.y)", "(o.y, o.x)")),
    "method": Pair("s = S()\ns.push(3)\nassert s.pop() == 3 and s.items == [] and hasattr(s, 'push')",
                   "class S:\n    def __init__(self):\n        self.items = []\n    def push(self, x):\n"
                   "        self.items.append(x)\n    def pop(self):\n        return self.items.pop()",
                   "class S:\n    items = [1]\n    def push(self, x):\n        pass\n    def pop(self):\n        return 3"),
    "no-exception": Pair("try:\n    f(3)\nexcept Exception:\n    assert False, 'it raises'\nassert f(3) == 9",
                         SQUARE, "def f(x):\n    raise KeyError"),
    "seeded": Pair("import random\nrandom.seed(1)\nx = f()\nrandom.seed(1)\nassert x == random.randint(1, 6)",
                   "import random\ndef f():\n    return random.randint(1, 6)", "def f():\n    return 0"),
    "sql": Pair("assert c.execute('select n from t order by n').fetchall() == [(1,), (2,)]",
                "import sqlite3\nc = sqlite3.connect(':memory:')\nc.execute('create table t (n)')\n"
                "c.executemany('insert into t values (?)', [(2,), (1,)])",
                "import sqlite3\nc = sqlite3.connect(':memory:')\nc.execute('create table t (n)')"),
    "eval": Pair("assert eval('f(3)') == 9", SQUARE, CUBE),
    "signature": Pair("import inspect\nassert list(inspect.signature(f).parameters) == ['x', 'y']",
                      "def f(x, y=2):\n    pass", "def f(x):\n    pass"),
    "annotations": Pair("assert f.__annotations__ == {'x': int, 'return': int} and f.__doc__",
                        "def f(x: int) -> int:\n    'doc'", "def f(x: int) -> float:\n    'doc'"),
    "starred": Pair("assert [*f(3), 5] == [0, 1, 2, 5] and {**dict(a=f(1))} == {'a': [0]}",
                    "def f(n):\n    return list(range(n))", "def f(n):\n    return list(range(1, n))"),
    "sorted-key": Pair("assert sorted(f(), key=len) == ['a', 'bb']", "def f():\n    return ['bb', 'a']",
                       "def f():\n    return ['bb', 'b']"),
    "any-of": Pair("assert f(3) in (9, 9.0, '9')", SQUARE, CUBE),
    "ordered": Pair("assert 0 < f(3) < 10 and f(3) != 8", SQUARE, CUBE),
    "nested": Pair("assert f() == {'a': [1, (2, 3)], 'b': {'c': {4}}}",
                   "def f():\n    return {'a': [1, (2, 3)], 'b': {'c': {4}}}",
                   "def f():\n    return {'a': [1, (2, 3)], 'b': {'c': {5}}}"),
    "dates": Pair("from datetime import date\nassert f() == date(2024, 2, 29) and f().year == 2024",
                  "from datetime import date\ndef f():\n    return date(2024, 2, 29)",
                  "from datetime import date\ndef f():\n    return date(2024, 2, 28)"),
    "show-nothing": Pair("assert f(3) == 9", SQUARE,
                         "import IPython.core.interactiveshell as i\n"
                         "i.InteractiveShell.showtraceback = lambda *a, **k: None\ndef f(x):\n    return 8"),
    "walrus": Pair("if (n := f(3)) != 9:\n    raise AssertionError(n)", SQUARE, CUBE),
    "loop-messages": Pair("for x, y in [(1, 1), (2, 4), (3, 9)]:\n    assert f(x) == y, f'f({x}) is {y}'", SQUARE, CUBE),
    "asserted-all": Pair("assert all([f(x) == x * x for x in range(5)]) and any(f(x) > 8 for x in range(4))",
                         SQUARE, "def f(x):\n    return x"),
    "lambda": Pair("g = lambda x: f(x) + 1\nassert g(3) == 10", SQUARE, CUBE),
    "types": Pair("assert [type(x) for x in f()] == [int, str, list]", "def f():\n    return [1, 'a', []]",
                  "def f():\n    return [1, 'a', ()]"),
}  # fmt: skip
FRAME = "import pandas as pd\ndf = pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})"
OTHER = "import pandas as pd\ndf = pd.DataFrame({'c': [1, 3], 'b': ['x', 'z']})"
PANDAS = {
    "column": Pair("assert (df['a'] == [1, 2]).all()", FRAME, OTHER),
    "label": Pair("assert 'a' in df", FRAME, OTHER),
    "labels": Pair("assert list(df.columns) == ['a', 'b'] and df.loc[1, 'a'] == 2", FRAME, OTHER),
    "equals": Pair("import pandas as pd\nassert df.equals(pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']}))",
                   FRAME, OTHER),
    "whole": Pair("import pandas as pd\n"
                  "assert (df == pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})).all().all()", FRAME, OTHER),
    "type": Pair("import pandas as pd\nassert type(df) is pd.DataFrame and df.a.max() == 2", FRAME, OTHER),
    "dtype": Pair("assert df['a'].dtype == int and df.shape == (2, 2)", FRAME, OTHER),
    "different": Pair("assert (df['a'] != [1, 2]).sum() == 0", FRAME, FRAME.replace("[1, 2]", "[1, 3]")),
    "numpy": Pair("import numpy as np\nassert np.all(df['a'] == np.array([1, 2]))", FRAME, OTHER),
    "testing": Pair("import pandas as pd\n"
                    "pd.testing.assert_frame_equal(df, pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']}))",
                    FRAME, OTHER),
    "grouped": Pair("s = df.groupby('b')['a'].sum()\nassert s['y'] == 2 and dict(s) == {'x': 1, 'y': 2}",
                    FRAME, OTHER),
}  # fmt: skip
TOPICS = {
    "magics": MAGICS, "identity": IDENTITY, "names": NAMES, "numpy": NUMPY, "large": LARGE,
    "first-lines": FIRST_LINES, "await": AWAIT, "partial": PARTIAL, "toothless": TOOTHLESS,
    "stderr": STDERR, "state": STATE, "strangers": STRANGERS,
}  # fmt: skip
if find_spec("pandas"):  # which nothing of the book needs
    TOPICS["pandas"] = PANDAS

"""Whatever way a name gets a meaning, a thread that looks it up finds the old one and the new one.

In each program one thread looks and one changes, once. The first schedule lets the looker go first
and holds; that there is another one is found only if both are known to mean the same thing.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

from threadlab.explorer import explore
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

PROGRAM = """
import threading
seen = []
{setup}
def look():
{look}
def change():
{change}
def main():
    threads = [threading.Thread(target=work) for work in (look, change)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert seen == [{first}]
"""
ACCESSORS = """
def outer():
    x = 0
    def get(): return x
    def put():
        nonlocal x
        {put}
    return get, put
get, put = outer()
"""
# What a thread finds at first: how it is set up, looked at and changed.
FOUND = {
    "an import": ("pi = 0", "seen.append(pi)", "global pi\nfrom math import pi", "0"),
    "an import of a module": ("m = 0", "seen.append(m)", "global m\nimport math as m", "0"),
    "an import of a module's part": (
        "os = 0", "seen.append(os)", "global os\nimport os.path", "0"),
    "an import into a closure": (
        ACCESSORS.format(put="import math as x"), "seen.append(get())", "put()", "0"),
    "a class in a function": (
        "C = 0", "seen.append(C)", "global C\nclass C: pass", "0"),
    "a pattern": ("x = 0", "seen.append(x)", "global x\nmatch [1]:\n    case [x]: pass", "0"),
    "a with": (
        "from contextlib import nullcontext\nx = 0", "seen.append(x)",
        "global x\nwith nullcontext(1) as x: pass", "0"),
    "a walrus": ("x = 0", "seen.append(x)", "global x\n[(x := 1) for _ in 'a']", "0"),
    "a walrus in a generator": (
        ACCESSORS.format(put="any((x := 1) for _ in 'a')"), "seen.append(get())", "put()", "0"),
    "del": (
        "x = 0", "try: x\nexcept NameError: seen.append(1)\nelse: seen.append(0)",
        "global x\ndel x", "0"),
    "the end of a handler": (
        "", "try: e; seen.append(1)\nexcept NameError: seen.append(0)",
        "global e\ntry: 1 / 0\nexcept ZeroDivisionError as e: pass", "0"),
    "a global that a class declares": ("""
def outer():
    x = 0
    class C:
        global x
        x = 5
        def get(self): return x
    def put():
        nonlocal x
        x = 1
    return C(), put
c, put = outer()
""", "seen.append(c.get())", "put()", "0"),
    "a nonlocal past a class": ("""
def outer():
    x = 0
    class C:
        x = 7
        def put(self):
            nonlocal x
            x = 1
        def get(self): return x
    return C()
c = outer()
""", "seen.append(c.get())", "c.put()", "0"),
    "a comprehension in a class": (
        "x = 0", "class C:\n    x = 9\n    y = [x for _ in 'a']\nseen.append(C.y[0])",
        "global x\nx = 1", "0"),
    "a class that takes a global over": (
        "x = 0", "class C: x = x\nseen.append(C.x)", "global x\nx = 1", "0"),
    "a private name": ("""
class A:
    def put(self):
        global __n
        __n = 1
_A__n = 0
""", "seen.append(_A__n)", "A().put()", "0"),
    "a private name that is imported": ("""
class A:
    def put(self):
        global __n
        import math as __n
_A__n = 0
""", "seen.append(_A__n)", "A().put()", "0"),
    "a private attribute": ("""
class A:
    def __init__(self): self.__n = 0
    def put(self): self.__n = 1
a = A()
""", "seen.append(a._A__n)", "a.put()", "0"),
    "globals": ("globals()['n'] = 0", "seen.append(n)", "globals()['n'] = 1", "0"),
    "an update of globals": ("n = 0", "seen.append(n)", "globals().update(n=1)", "0"),
    "a function among globals": (
        "def f(): return 0", "seen.append(f())", "globals()['f'] = lambda: 1", "0"),
    "a class among globals": (
        "class F: v = 0\nclass G: v = 1", "seen.append(F.v)", "globals()['F'] = G", "0"),
    "a module among globals": (
        "import math\nclass G: tau = 1", "seen.append(int(math.tau))",
        "globals()['math'] = G", "6"),
    "a builtin among globals": (
        "box = []\nglobals()['float'] = list", "seen.append(len(float(box)))",
        "box.append(1)", "0"),
    "vars": ("n = 0\nnames = vars()", "seen.append(n)", "names['n'] = 1", "0"),
    "locals": ("n = 0\nnames = locals()", "seen.append(n)", "names['n'] = 1", "0"),
    "a class in the place of a method": (
        "box = []\nclass T:\n    def go(self, b): return len(b)\nclass U: go = list\nt = U()",
        "seen.append(t.go(box))", "box.append(1)", "[]"),
    "a class in the place of a lock's method": (
        "box = []\nclass T: acquire = list\nt = T()", "seen.append(t.acquire(box))",
        "box.append(1)", "[]"),
    "a class that a computed name leads to": (
        "box = []\nclass U:\n    def go(self, b): return len(b)\n"
        "t = type('T', (), {'g' + 'o': list})()",
        "seen.append(t.go(box))", "box.append(1)", "[]"),
    "a class that a decorator replaces": (
        "box = []\ndef replaced(cls): return list\n@replaced\nclass T: pass",
        "seen.append(T(box))", "box.append(1)", "[]"),
    "a class whose metaclass makes something else": (
        "box = []\nclass M(type):\n    __call__ = staticmethod(lambda b: list(b))\n"
        "class T(metaclass=M): pass", "seen.append(T(box))", "box.append(1)", "[]"),
    # These use files beside the program: helper_of_test.py and star_of_test.py.
    "an attribute of a module": (
        "import helper_of_test as h", "seen.append(h.n)", "h.put(1)", "0"),
    "an attribute of a module by its name": (
        "import helper_of_test as h", "seen.append(getattr(h, 'n'))", "h.put(1)", "0"),
    "an attribute of a module that is passed on": (
        "import helper_of_test as h", "seen.append(h.of(h))", "h.n = 1", "0"),
    "an attribute that a module is given": (
        "import helper_of_test as h", "seen.append(h.get())", "h.n = 1", "0"),
    "a new attribute that a module is given": (
        "import helper_of_test as h", "seen.append(h.get_new())", "h.new = 1", "0"),
    "a module's namespace": (
        "import helper_of_test as h", "seen.append(h.get())", "vars(h)['n'] = 1", "0"),
    "a function that a module is given": (
        "import helper_of_test as h", "seen.append(h.price())",
        "h.one = lambda: 2", "1"),
    "a builtin that a star brings": (
        "from star_of_test import *", "seen.append(len(float(shared)))", "shared.append(1)", "0"),
    "a builtin that a star of a star brings": (
        "from stars_of_test import *", "seen.append(len(float(shared)))", "shared.append(1)", "0"),
}  # fmt: skip
HELPERS = {
    "helper_of_test": """
n = 0
def put(v):
    global n
    n = v
def get(): return n
def get_new():
    try: return new
    except NameError: return 0
def of(module): return module.n
def one(): return 1
def price(): return one()
""",
    "star_of_test": "shared = []\nfloat = list\n",
    "stars_of_test": "from star_of_test import *\n",
}


def indented(text: str) -> str:
    return textwrap.indent(text, "    ")


@pytest.fixture
def helpers(tmp_path, monkeypatch):
    for name, text in HELPERS.items():
        Path(tmp_path, f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.parametrize("how", FOUND)
@pytest.mark.usefixtures("helpers")
def test_a_look_finds_the_old_and_the_new_meaning(how):
    setup, look, change, first = FOUND[how]
    text = PROGRAM.format(setup=setup, look=indented(look), change=indented(change), first=first)
    verdict = explore(text, entry="main", seconds=30)
    assert (verdict.status, verdict.kind) == ("failed", "assertion"), verdict.message
    assert verdict.runs > 1, "The looker should have gone first."


# A thread runs before the name has got its only meaning; the first schedule lets it wait.
LATE = {
    "a global": """
seen = []
def work():
    try: late
    except NameError: seen.append(1)
thread = threading.Thread(target=work)
thread.start()
late = 1
def main():
    thread.join()
    assert not seen
""",
    "a function": """
seen = []
def work():
    try: late()
    except NameError: seen.append(1)
thread = threading.Thread(target=work)
thread.start()
def late(): pass
def main():
    thread.join()
    assert not seen
""",
    "a variable that is shared": """
def main():
    seen = []
    def work():
        try: late
        except NameError: seen.append(1)
    thread = threading.Thread(target=work)
    thread.start()
    late = 1
    thread.join()
    assert not seen
""",
    "a variable that goes with its handler": """
def main():
    seen = []
    def work():
        try: e
        except NameError: seen.append(1)
    try: 1 / 0
    except ZeroDivisionError as e:
        thread = threading.Thread(target=work)
        thread.start()
        time.sleep(1)
    thread.join()
    assert not seen
""",
    "a comprehension's variable": """
def main():
    seen = []
    [threading.Thread(target=lambda: seen.append(i)).start() for i in (1, 2)]
    time.sleep(9)
    assert seen == [2, 2]
""",
    "a comprehension's variable in a module": """
seen = []
[threading.Thread(target=lambda: seen.append(i)).start() for i in (1, 2)]
def main():
    time.sleep(9)
    assert seen == [2, 2]
""",
}


@pytest.mark.parametrize("what", LATE)
def test_a_name_may_be_looked_up_before_it_has_a_meaning(what):
    verdict = explore("import threading, time\n" + LATE[what], entry="main", seconds=30)
    assert (verdict.status, verdict.kind) == ("failed", "assertion"), verdict.message


# … and these give names their only meaning while nobody else can run: no more points for them.
IN_TIME = {
    "before any thread": """
def main():
    late = 1
    def work(): assert late
    thread = threading.Thread(target=work)
    thread.start(); thread.join()
""",
    "beside calls that start nothing": """
def work(): assert late and lock and items
lock = threading.Lock()
items = [threading.Lock(), range(3)]
late = len(items)
def main():
    thread = threading.Thread(target=work)
    thread.start(); thread.join()
""",
}


@pytest.mark.parametrize("what", IN_TIME)
def test_a_name_that_is_bound_once_and_in_time_needs_no_point(what):
    sites = stage(text_of("import threading\n" + IN_TIME[what], "main")).sites
    assert not [site for site in sites if site.key in ("late", "lock", "items")]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters are new in Python 3.12")
def test_type_parameters_and_aliases_hide_nothing():
    program = """
import threading
n = 0
def work[n](x: n):
    def change():
        global n
        n += 1
    change()
type Inner[T] = list[T]
def main():
    threads = [threading.Thread(target=work, args=(1,)) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2 and Inner.__value__
"""
    assert explore(program, entry="main").kind == "assertion"
    alias = "type X = object.__subclasses__()\ndef main(): X.__value__"
    assert explore(alias, entry="main").kind == "unsupported"

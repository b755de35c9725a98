"""Looks at the program's objects by code that is not its own: the search sees each of them."""

from __future__ import annotations

import pytest

from threadlab.explorer import explore

LOOKS = """
import bisect, copy, functools, inspect, json, operator, pprint, string, threading, types
from dataclasses import asdict, astuple, dataclass, fields, replace

class C:
    def __init__(self, a=0, b=0):
        self.a, self.b = a, b

class S:
    __slots__ = ("a", "b")
    def __init__(self, a=0, b=0):
        self.a, self.b = a, b

@dataclass(order=True, unsafe_hash=True)
class D:
    a: int = 0
    b: int = 0

@dataclass(slots=True)
class E:
    a: int = 0
    b: int = 0

class N(types.SimpleNamespace):
    pass

NS = types.SimpleNamespace
x = {cls}(a=0, b=0)
half = {cls}(a=1, b=0)
seen = None

def look(x):
    return {look}

def write():
    x.a = 1
    x.b = 1

def read():
    global seen
    seen = look(x)

def main():
    threads = [threading.Thread(target=work) for work in (write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen != look(half)
"""
TEXTS = [
    "repr(x)", "str(x)", "f'{x}'", "f'{x!r}'", "'%s' % x", "'%s' % (x,)", "'{}'.format(x)",
    "format(x)", "''.join(map(str, [x]))", "str([x])", "pprint.pformat(x)", "repr({'a': (x,)})",
]  # fmt: skip
TESTS = [
    "x == half", "not (x != half)", "x in [half]", "half in [x]", "[x].count(half) == 1",
    "[x] == [half]", "(1, x) == (1, half)", "{1: x} == {1: half}", "operator.eq(x, half)",
    "any(map(operator.eq, [x], [half]))",
]  # fmt: skip
OF_DATA = [
    "D(0, 5) < x < D(1, 1)", "x > D(0, 5) and x == half", "max([x, D(0, 5)]) == half",
    "sorted([D(1, 1), x, D(0, 5)])[1] == half", "hash(x) == hash(half)", "x in {half}",
    "x in {half: 1}", "bisect.bisect([D(0, 5), D(1, 1)], x) == 1", "astuple(x) == (1, 0)",
    "asdict(x) == {'a': 1, 'b': 0}", "replace(x) == half",
    "[getattr(x, f.name) for f in fields(x)] == [1, 0]",
]  # fmt: skip
OF_ATTRIBUTES = [
    "(lambda y: (y.a, y.b))(copy.copy(x))", "(lambda y: (y.a, y.b))(copy.deepcopy(x))",
    "operator.attrgetter('a', 'b')(x)", "list(map(operator.attrgetter('a', 'b'), [x]))[0]",
    "(getattr(x, 'a'), getattr(x, 'b'))", "tuple(map(getattr, [x, x], ['a', 'b']))",
    "tuple(map(functools.partial(getattr, x), 'ab'))",
    "(x.__getattribute__('a'), x.__getattribute__('b'))",
    "(object.__getattribute__(x, 'a'), object.__getattribute__(x, 'b'))",
    "tuple(map(int, '{0.a},{0.b}'.format(x).split(',')))",
    "tuple(map(int, '{x.a},{x.b}'.format_map({'x': x}).split(',')))",
    "tuple(v for k, v in inspect.getmembers(x) if k in 'ab')",
]  # fmt: skip
OF_NAMESPACES = [
    "vars(x).copy()", "dict(vars(x))", "x.__dict__.copy()", "dict(x.__dict__)", "{**vars(x)}",
    "{k: v for k, v in vars(x).items()}", "json.loads(json.dumps(vars(x)))",
    "{'a': vars(x)['a'], 'b': x.__dict__['b']}", "vars(x) | {}", "vars(NS(**vars(x)))",
    "dict(getattr(x, '__dict__'))", "dict(zip('ab', map(int, '%(a)d%(b)d' % vars(x))))",
    "dict(zip('ab', map(int, '{a}{b}'.format(**vars(x)))))",
    "dict(zip('ab', map(int, '{a}{b}'.format_map(vars(x)))))",
    "dict(zip('ab', map(int, string.Template('$a$b').substitute(vars(x)))))",
    "dict(zip('ab', list(vars(x).values())))",
]  # fmt: skip
ALL_LOOKS = [
    *((cls, look) for cls in ("D", "E", "NS", "N") for look in TEXTS + TESTS),
    *(("D", look) for look in OF_DATA),
    *((cls, look) for cls in ("C", "S") for look in OF_ATTRIBUTES),
    *(("C", look) for look in OF_NAMESPACES),
]


@pytest.mark.parametrize(("cls", "look"), ALL_LOOKS)
def test_a_look_at_two_attributes_can_come_between_two_writes(cls: str, look: str) -> None:
    verdict = explore(LOOKS.replace("{cls}", cls).replace("{look}", look), entry="main")
    assert verdict.kind == "assertion", verdict


WRITES = """
import functools, operator, threading, types
class C:
    def __init__(self, a=0, b=0):
        self.a, self.b = a, b
x, seen = C(), None
def write():
    {write}
def read():
    global seen
    seen = x.a, x.b
def main():
    threads = [threading.Thread(target=work) for work in (write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen != (1, 0)
"""


@pytest.mark.parametrize(
    "write",
    [
        "x.a=1; x.b=1",
        'setattr(x,"a",1); setattr(x,"b",1)',
        'x.__setattr__("a",1); x.__setattr__("b",1)',
        'object.__setattr__(x,"a",1); object.__setattr__(x,"b",1)',
        'vars(x)["a"]=1; vars(x)["b"]=1',
        'd=vars(x); d["a"]=1; d["b"]=1',
        'x.__dict__["a"]=1; x.__dict__["b"]=1',
        'x.__dict__.update(a=1); x.__dict__.update({"b":1})',
        'vars(x).__ior__({"a":1}); d=vars(x); d|={"b":1}',
        'for k in "ab": setattr(x,k,1)',
        'f=functools.partial(setattr,x); f("a",1); f("b",1)',
        'x.__dict__={"a":1,"b":0}; x.b=1',
        'operator.setitem(vars(x),"a",1); operator.setitem(vars(x),"b",1)',
    ],
)
def test_a_write_by_another_name_is_a_write(write: str) -> None:
    verdict = explore(WRITES.replace("{write}", write), entry="main")
    assert verdict.kind == "assertion", verdict


PROGRAM = """
import collections, functools, operator, threading, types
xs, n, seen = [], 0, None
{source}
def main():
    threads = [threading.Thread(target=work) for work in ({works})]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {condition}
"""
# Each with its verdict, its threads, and what has to be true at the end.
CASES = {
    "extend by a generator": (
        "assertion",
        "w,w",
        "sorted(xs)==[0,1,2,3]",
        """
def w(): xs.extend(len(xs) for _ in range(2))
""",
    ),
    "extend by a generator, alone": (
        "proved",
        "w,",
        "xs==[0,1]",
        """
def w(): xs.extend(len(xs) for _ in range(2))
""",
    ),
    "extend by a list": (
        "proved",
        "w,w",
        "xs==[1,2,1,2]",
        """
def w(): xs.extend([1,2])
""",
    ),
    "+= a generator": (
        "assertion",
        "w,w",
        "sorted(xs)==[0,1,2,3]",
        """
def w():
    global xs
    xs += (len(xs) for _ in range(2))
""",
    ),
    "a slice from a generator": (
        "assertion",
        "w,w",
        "len(xs)==2 and sorted(xs)==[0,1]",
        """
def w(): xs[len(xs):] = (len(xs) for _ in range(1))
""",
    ),
    "update of a set": (
        "assertion",
        "w,w",
        "len(s)==4",
        """
s=set()
def w(): s.update(len(s) for _ in range(2))
""",
    ),
    "update of a dict": (
        "assertion",
        "w,w",
        "len(d)==4",
        """
d={}
def w(): d.update((len(d),1) for _ in range(2))
""",
    ),
    "extend of a deque": (
        "assertion",
        "w,w",
        "sorted(d)==[0,1,2,3]",
        """
d=collections.deque()
def w(): d.extend(len(d) for _ in range(2))
""",
    ),
    "extend by a map": (
        "assertion",
        "w,w",
        "sorted(xs)==[0,1,2,3]",
        """
def f(_): return len(xs)
def w(): xs.extend(map(f, range(2)))
""",
    ),
    "sort with a key": (
        "failed",
        "w,r",
        "seen==2",
        """
xs=[2,1]
def k(v):
    global n
    n+=1
    return v
def w(): xs.sort(key=k)
def r():
    global seen
    seen=len(xs)
""",
    ),
    "sort with a key, during which the list is empty": (
        "assertion",
        "w,r",
        "seen==2",
        """
xs=[2,1]
def w(): xs.sort(key=lambda v:-v)
def r():
    global seen
    seen=len(xs)
""",
    ),
    "min with a key": (
        "proved",
        "w,r",
        "seen in (0,1)",
        """
xs=[2,1]
def w():
    global seen
    seen=min(xs,key=lambda v:v)
def r(): xs.append(0)
""",
    ),
    "lru_cache": (
        "assertion",
        "w,w",
        "n==1",
        """
@functools.lru_cache
def f(v):
    global n
    n+=1
    return v
def w(): f(1)
""",
    ),
    "lru_cache under a lock": (
        "proved",
        "w,w",
        "n==1",
        """
l=threading.Lock()
@functools.lru_cache
def f(v):
    global n
    n+=1
    return v
def w():
    with l: f(1)
""",
    ),
    "cache": (
        "assertion",
        "w,w",
        "n==1",
        """
@functools.cache
def f(v):
    global n
    n+=1
    return v
def w(): f(1)
""",
    ),
    "lru_cache, two objects": (
        "assertion",
        "w,w",
        "res[0] is res[1]",
        """
@functools.lru_cache(maxsize=None)
def f():
    return object()
res=[]
def w(): res.append(f())
""",
    ),
    "lru_cache of a method": (
        "proved",
        "w,w",
        "xs==[4,4]",
        """
class A:
    @functools.lru_cache
    def f(self,v): return v*2
a=A()
def w(): xs.append(a.f(2))
""",
    ),
    "cache_info": (
        "assertion",
        "w,w",
        "f.cache_info().hits==1",
        """
@functools.cache
def f(v): return v
def w(): f(1)
""",
    ),
    "cache of two values": (
        "proved",
        "w,u",
        "f.cache_info().currsize==2",
        """
@functools.cache
def f(v): return v
def w(): f(1)
def u(): f(2)
""",
    ),
    "cached_property": (
        "assertion",
        "w,w",
        "n==1",
        """
class A:
    @functools.cached_property
    def v(self):
        global n
        n+=1
        return 5
a=A()
def w(): xs.append(a.v)
""",
    ),
    "cached_property, two objects": (
        "assertion",
        "w,w",
        "xs[0] is xs[1]",
        """
class A:
    @functools.cached_property
    def v(self): return object()
a=A()
def w(): xs.append(a.v)
""",
    ),
    "cached_property under a lock": (
        "proved",
        "w,w",
        "n==1",
        """
l=threading.Lock()
class A:
    @functools.cached_property
    def v(self):
        global n
        n+=1
        return 5
a=A()
def w():
    with l: xs.append(a.v)
""",
    ),
    "cached_property deleted twice": (
        "failed",
        "w,w",
        "True",
        """
class A:
    @functools.cached_property
    def v(self): return 5
a=A()
a.v
def w(): del a.v
""",
    ),
    "chainmap": (
        "assertion",
        "w,w",
        'k["a"]==2',
        """
k=collections.ChainMap({"a":0})
def w(): k["a"]=k["a"]+1
""",
    ),
    "chainmap_rw": (
        "assertion",
        "w,r",
        'seen!={"a":1,"b":0}',
        """
k=collections.ChainMap({"a":0,"b":0})
def w():
    k["a"]=1; k["b"]=1
def r():
    global seen
    seen=dict(k)
""",
    ),
    "chainmap_base": (
        "assertion",
        "w,r",
        'd["a"]==2',
        """
d={"a":0}
k=collections.ChainMap({},d)
def w():
    d["a"]+=1
def r():
    d["a"]=k["a"]+1
""",
    ),
    "userdict": (
        "assertion",
        "w,r",
        'seen!={"a":1,"b":0}',
        """
k=collections.UserDict(a=0,b=0)
def w():
    k["a"]=1; k["b"]=1
def r():
    global seen
    seen=k.copy()
""",
    ),
    "userdict2": (
        "failed",
        "w,w",
        "True",
        """
k=collections.UserDict(a=0)
def w():
    if "a" in k: del k["a"]
""",
    ),
    "userlist": (
        "assertion",
        "w,r",
        "seen!=[1,0]",
        """
k=collections.UserList([0,0])
def w():
    k[0]=1; k[1]=1
def r():
    global seen
    seen=list(k)
""",
    ),
    "myuserdict": (
        "assertion",
        "w,r",
        'seen!={"a":1,"b":0}',
        """
class K(collections.UserDict): pass
k=K(a=0,b=0)
def w():
    k["a"]=1; k["b"]=1
def r():
    global seen
    seen=dict(k)
""",
    ),
    "mydict": (
        "failed",
        "w,r",
        'seen!={"a":1,"b":0}',
        """
class K(dict):
    def __setitem__(s,k,v): super().__setitem__(k,v)
k=K(a=0,b=0)
def w():
    k["a"]=1; k["b"]=1
def r():
    global seen
    seen=dict(k)
""",
    ),
    "mylist": (
        "failed",
        "w,r",
        "seen!=1",
        """
class K(list):
    def add(s,v): super().append(v)
k=K()
def w():
    k.add(1); k.add(2)
def r():
    global seen
    seen=len(k)
""",
    ),
    "mylist2": (
        "failed",
        "w,r",
        "seen!=1",
        """
class K(list):
    def push(s,v): s.append(v); s.append(v)
    def size(s): return super().__len__()
k=K()
def w(): k.push(1)
def r():
    global seen
    seen=k.size()
""",
    ),
    "WeakValueDictionary": (
        "assertion",
        "w,r",
        'seen!=["a"]',
        """
import weakref
class O: pass
o=O()
k=weakref.WeakValueDictionary()
def w():
    k["a"]=o; k["b"]=o
def r():
    global seen
    seen=sorted(k)
""",
    ),
    "list in a dataclass": (
        "assertion",
        "w,r",
        'seen!="D(xs=[1])"',
        """
from dataclasses import dataclass, field
@dataclass
class D:
    xs: list=field(default_factory=list)
d=D()
def w(): d.xs.append(1)
def r():
    global seen
    seen=str(d)
""",
    ),
    "frozen dataclass": (
        "proved",
        "w,w",
        "xs==[1,1]",
        """
from dataclasses import dataclass
@dataclass(frozen=True)
class D:
    v:int
d={D(1):1}
def w(): xs.append(d[D(1)])
""",
    ),
    "dataclass without a hash": (
        "exception",
        "w,",
        "True",
        """
from dataclasses import dataclass
@dataclass
class D:
    v:int
def w(): hash(D(1))
""",
    ),
    "format of a dict": (
        "assertion",
        "w,w",
        'd["n"]==2',
        """
d={"n":0}
def w():
    v=int("{n}".format(**d))
    d["n"]=v+1
""",
    ),
    "objects with a name of their own making": (
        "proved",
        "w,w",
        "True",
        """
l=threading.Lock()
class A:
    def __init__(s): s._n="x"
    @property
    def name(s):
        with l: return s._n
    def __repr__(s):
        with l: return "A"+s._n
a=A(); ys=[a]
def w():
    a._n="y"; xs.append(ys[0].name); xs.append(repr(ys))
""",
    ),
    "objects that make up attributes": (
        "assertion",
        "w,w",
        "a._n==2",
        """
l=threading.Lock()
class A:
    def __init__(s): s._n=0
    def __getattr__(s,k):
        s._n+=1
        return 1
    def __repr__(s):
        with l: return "A"
a=A(); ys=[a]
def w():
    b=a; c=ys; b.foo
""",
    ),
    "attributes by own rules": (
        "assertion",
        "w,w",
        "a.n==2",
        """
class A:
    def __init__(s): s.n=0
    def __getattribute__(s,k): return object.__getattribute__(s,k)
a=A()
def w(): a.n+=1
""",
    ),
    "method that is no function": (
        "proved",
        "w,w",
        "xs==[1,1]",
        """
class A:
    def __call__(s,*k): return 1
class B:
    m=None
b=B()
b.m=types.MethodType(A(),b)
def w(): xs.append(b.m())
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_builtins_and_the_library_do(name: str) -> None:
    wanted, works, condition, source = CASES[name]
    text = PROGRAM.replace("{works}", works).replace("{condition}", condition)
    verdict = explore(text.replace("{source}", source), entry="main")
    assert wanted in (verdict.kind, verdict.status), verdict

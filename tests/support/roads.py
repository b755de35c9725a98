"""Two roads to one thing: what is changed by the one is seen by the other.

Each is text that defines `put(n)` and `get()`, as in carriers.py; but here one thread puts and
another one gets, so that nothing else tells that the two belong together.
"""

ROADS = {
    "the value of an error that begins again": """
E = StopIteration(0)
def get(): return E.value
def put(n): E.__init__(n)
""",
    "the code of an exit that begins again": """
E = SystemExit(0)
def get(): return E.code
def put(n): E.__init__(n)
""",
    "the name in an error that begins again": """
E = AttributeError('x', name=0)
def get(): return E.name
def put(n): E.__init__('x', name=n)
""",
    "the message of an error that begins again": """
E = ImportError('0')
def get(): return int(E.msg)
def put(n): E.__init__(str(n))
""",
    "the number in an error's text": """
E = OSError(1, 'x')
def get(): return int(str(E)[7:].split(']')[0])
def put(n): E.errno = n
""",
    "the message in an error's text": """
E = ImportError('0')
def get(): return int(str(E))
def put(n): E.msg = str(n)
""",
    "the message in a syntax error's text": """
E = SyntaxError('0')
def get(): return int(str(E))
def put(n): E.msg = str(n)
""",
    "the reason in an error's text": """
E = UnicodeDecodeError('a', b'abcdef', 0, 5, '0')
def get(): return int(str(E)[-1])
def put(n): E.reason = str(n)
""",
    "whether an error's context is told": """
E = ValueError()
def get(): return 1 + (not E.__suppress_context__)
def put(n):
    if n < 2: E.__cause__ = None
    else: E.__suppress_context__ = False
""",
    "an attribute of a function by a method": """
class A:
    def f(s): pass
a = A()
def get(): return a.f.left
def put(n): A.f.left = n
""",
    "an attribute of a function by a method that is kept": """
class A:
    def f(s): pass
a = A()
M = a.f
def get(): return M.left
def put(n): A.f.left = n
""",
    "the text of a function by a method": """
class A:
    def f(s): '0'
M = A().f
def get(): return int(M.__doc__)
def put(n): A.f.__doc__ = str(n)
""",
    "an attribute of a class by an alias": """
from types import GenericAlias
class A: n = 0
G = GenericAlias(A, (int,))
def get(): return G.n
def put(n): A.n = n
""",
    "an attribute of an alias by its class": """
from typing import Generic, TypeVar
T = TypeVar('T')
class A(Generic[T]): n = 0
G = A[int]
def get(): return A.n
def put(n): G.n = n
""",
    "an attribute of a class by super()": """
class A: n = 0
class B(A): pass
S = super(B, B())
def get(): return S.n
def put(n): A.n = n
""",
    "the default of a keyword": """
def f(*, n=0): return n
def get(): return f()
def put(n): f.__kwdefaults__['n'] = n
""",
    "a property that begins again": """
class A: p = property(lambda s: 0)
P = A.__dict__['p']
a = A()
def get(): return a.p
def put(n): P.__init__(lambda s: n)
""",
    "a static method that begins again": """
class A: f = staticmethod(lambda: 0)
P = A.__dict__['f']
def get(): return A.f()
def put(n): P.__init__(lambda: n)
""",
    "a class method that begins again": """
class A: f = classmethod(lambda c: 0)
P = A.__dict__['f']
def get(): return A.f()
def put(n): P.__init__(lambda c: n)
""",
    "a static method that begins again, called itself": """
S = staticmethod(lambda: 0)
def get(): return S()
def put(n): S.__init__(lambda: n)
""",
    "whether a view was released": """
V = memoryview(b'ab')
def get():
    try: return V.nbytes
    except ValueError: return 1
def put(n):
    if n < 2: V.release()
""",
    "whether a generator has begun": """
import inspect
def g(): yield
G = [g()]
def get(): return 1 + (inspect.getgeneratorstate(G[0]) == 'GEN_CREATED')
def put(n):
    if n < 2: next(G[0])
    else: G[0] = g()
""",
    "whether a generator is closed": """
import inspect
def g(): yield
G = [g()]
def get(): return 1 + (inspect.getgeneratorstate(G[0]) != 'GEN_CLOSED')
def put(n):
    if n < 2: G[0].close()
    else: G[0] = g()
""",
    "whether a generator waits": """
def g(): yield
G = [g()]
def get(): return 2 - G[0].gi_suspended
def put(n):
    if n < 2: next(G[0])
    else: G[0] = g()
""",
    "with which precision a thread begins": """
import decimal
from threading import Thread
def get():
    r = []
    t = Thread(target=lambda: r.append(decimal.getcontext().prec - 1)); t.start(); t.join()
    return r[0]
def put(n): decimal.DefaultContext.prec = n + 1
""",
    "the signature that a function is given": """
import inspect
def f(a=0): pass
S = [inspect.signature(g) for g in (lambda: 0, lambda a: 0, lambda a, b: 0)]
def get(): return len(inspect.signature(f).parameters)
def put(n): f.__signature__ = S[n]
""",
    "an annotation by a signature": """
import inspect
def f(a: 0): pass
def get(): return inspect.signature(f).parameters['a'].annotation
def put(n): f.__annotations__['a'] = n
""",
    "the fields of a dataclass": """
import dataclasses
@dataclasses.dataclass
class A: n: int = 0
def get(): return len(dataclasses.fields(A))
def put(n):
    A.__dataclass_fields__.clear()
    A.__dataclass_fields__.update({str(i): A0 for i in range(n)})
A0 = dataclasses.fields(A)[0]
""",
    "the key of a dictionary": """
from dataclasses import dataclass
import collections, heapq, itertools, operator, statistics, functools
@dataclass(order=True)
class R:
    n: int
    __hash__ = lambda s: 1
r = R(0)
KN = [R(0), R(1), R(2)]
def put(n): r.n = n
import dataclasses, bisect, io
P = collections.namedtuple('P', 'a')
def pm(r):
    match r:
        case R(v): return v
def pr(r):
    b = io.StringIO(); print(r, file=b); return int(b.getvalue()[-3])
def get(): return {KN[0]: 0, KN[1]: 1, KN[2]: 2}[r]
""",
    "the name in a class's text": """
class A: pass
def get(): return int(repr(A).split("'")[1].split('.')[-1])
def put(n): A.__qualname__ = str(n)
""",
    "the name of the class in an object's text": """
class A: pass
a = A()
def get(): return int(repr(a).split()[0].split('.')[-1])
def put(n): A.__qualname__ = str(n)
""",
    "the module in an object's text": """
class A: pass
a = A()
def get(): return int(repr(a)[1:].split('.')[0])
def put(n): A.__module__ = str(n)
""",
    "the name in a function's text": """
def f(): pass
def get(): return int(repr(f).split()[1])
def put(n): f.__qualname__ = str(n)
""",
    "the name in a text with a function": """
def f(): pass
def get(): return int(f'{f}'.split()[1])
def put(n): f.__qualname__ = str(n)
""",
    "the name in a line that is printed of a function": """
import io
def f(): pass
def pr(x):
    b = io.StringIO(); print(x, file=b); return b.getvalue()
def get(): return int(pr(f).split()[1])
def put(n): f.__qualname__ = str(n)
""",
    "the name in a text of a list with a function": """
def f(): pass
def get(): return int(str([f]).split()[1])
def put(n): f.__qualname__ = str(n)
""",
    "the name in a form with a function": """
def f(): pass
def get(): return int('{}'.format(f).split()[1])
def put(n): f.__qualname__ = str(n)
""",
    "the name in a method's text": """
class A:
    def f(s): pass
M = A().f
def get(): return int(repr(M).split()[2])
def put(n): A.f.__qualname__ = str(n)
""",
    "the names in a class": """
class A: pass
def get(): return 1 + ('zz' not in dir(A))
def put(n):
    if n < 2: A.zz = 1
""",
    "the names in an object's class": """
class A: pass
a = A()
def get(): return 1 + ('zz' not in dir(a))
def put(n):
    if n < 2: A.zz = 1
""",
    "the members of a class": """
import inspect
class A: pass
def get(): return 1 + ('zz' not in dict(inspect.getmembers(A)))
def put(n):
    if n < 2: A.zz = 1
""",
    "an attribute that is looked up by inspect": """
import inspect
class A: n = 0
def get(): return inspect.getattr_static(A, 'n')
def put(n): A.n = n
""",
    "the text of a class by inspect": """
import inspect
class A: '0'
def get(): return int(inspect.getdoc(A))
def put(n): A.__doc__ = str(n)
""",
    "a class's name in a pretty text": """
import pprint
class A: pass
def get(): return int(pprint.pformat(A).split('.')[-1][:-2])
def put(n): A.__qualname__ = str(n)
""",
    "the signature that a class is given": """
import inspect
class A: pass
S = [inspect.signature(g) for g in (lambda: 0, lambda a: 0, lambda a, b: 0)]
def get(): return len(inspect.signature(A).parameters)
def put(n): A.__signature__ = S[n]
""",
    "the attributes of a class by inspect": """
import inspect
class A: pass
def get(): return 1 + ('zz' not in [a.name for a in inspect.classify_class_attrs(A)])
def put(n):
    if n < 2: A.zz = 1
""",
    "what a function wraps": """
import inspect
def f(): pass
ALL = [lambda: 0, lambda: 1, lambda: 2]
def get(): return inspect.unwrap(f)() or 0
def put(n): f.__wrapped__ = ALL[n]
""",
    "a member's value in its text": """
import enum
class E(enum.Enum): A = 1
def get(): return int(repr(E.A)[-2])
def put(n): E.A._value_ = n
""",
    "a member's name in its text": """
import enum
class E(enum.Enum): A = 1
def get(): return int(str(E.A)[2:])
def put(n): E.A._name_ = str(n)
""",
    "an attribute of a list's class by an alias": """
class A(list): pass
X = A[int]
def get(): return X.n
def put(n): A.n = n
""",
    "an attribute of an annotated class": """
import typing
class A: pass
X = typing.Annotated[A, 1]
def get(): return X.n
def put(n): A.n = n
""",
    "an attribute of a class's class": """
class M(type): n = 0
class A(metaclass=M): pass
def get(): return A.n
def put(n): M.n = n
""",
}

"""No run of real threads, switched between any two bytecodes, ends as the search says none does.

What the programs do is what students do with data: containers, objects with methods of their own,
generators, closures, caches, texts made of what is shared.
"""

from __future__ import annotations

import random

import pytest

from support.oracle import all_outcomes
from support.real import real_outcomes
from support.samples import share
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

PROGRAMS = share(16, 1500)
RUNS = share(30, 100)
MOST = 1500  # runs of the search; of programs that need more nothing is compared

HEAD = """
import array, bisect, collections, contextlib, copy, dataclasses, enum, functools, heapq
import itertools, json, operator, threading, types
x = y = 0
log, l, d, s, dq = [], [3, 1, 2], {'n': 0}, {1}, collections.deque([1, 2, 3])
od = collections.OrderedDict(a=1, b=2)
dd = collections.defaultdict(list)
c = collections.Counter('aab')
cm = collections.ChainMap({}, {'n': 1})
ba = bytearray(b'abc')
ar = array.array('i', [1, 2])
h = [1, 5, 9]
it = iter([1, 2, 3, 4])
count = itertools.count()
L = threading.Lock()
Point = collections.namedtuple('Point', 'x y')
@dataclasses.dataclass
class Data:
    a: int = 0
    b: list = dataclasses.field(default_factory=list)
    def grow(self): self.a += 1
class Slots:
    __slots__ = ('v', 'w')
    def __init__(self): self.v = 0
class Prop:
    def __init__(self): self._p = 0
    @property
    def p(self): return self._p
    @p.setter
    def p(self, value): self._p = value
    @functools.cached_property
    def once(self):
        log.append('once')
        return len(log)
class Dynamic:
    def __init__(self): self.__dict__['_values'] = {}
    def __getattr__(self, name):
        if name[0] == '_': raise AttributeError(name)
        return self._values.get(name, 0)
    def __setattr__(self, name, value): self._values[name] = value
class Box(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]
class Bag:
    def __init__(self): self.items = []
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __contains__(self, v): return v in self.items
    def __iadd__(self, v):
        self.items.append(v)
        return self
    def __getitem__(self, i): return self.items[i]
    def __call__(self, v): self.items.append(v)
    def __eq__(self, other): return self.items == other.items
    def __hash__(self): return 1
    def __bool__(self): return bool(self.items)
    def __enter__(self):
        self.items.append('in')
        return self
    def __exit__(self, *_): self.items.append('out')
class Desc:
    def __get__(self, o, t=None): return o.__dict__.get('_d', 0)
    def __set__(self, o, v): o.__dict__['_d'] = v
class Own:
    f = Desc()
    total = 0
    @classmethod
    def more(cls): cls.total += 1
    @staticmethod
    def read(): return Own.total
class Color(enum.Enum):
    RED = 1
    BLUE = 2
class Base:
    v = 0
class Child(Base): pass
o, sl, pr, dy, box, bag, own, ch = Data(), Slots(), Prop(), Dynamic(), Box(), Bag(), Own(), Child()
ns = types.SimpleNamespace(v=0)
local = threading.local()
def gen():
    n = 0
    while True:
        n += x
        yield n
        n += 1
g = gen()
def closure():
    n = 0
    def bump():
        nonlocal n
        n += 1
        return n
    return bump
bump = closure()
@functools.lru_cache(None)
def cached(k):
    log.append(k)
    return x
@contextlib.contextmanager
def within():
    global y
    y += 1
    try: yield y
    finally: y -= 1
def star(*args, **kw): return len(args) + len(kw)
def default(v, seen=[]):
    seen.append(v)
    return len(seen)
def swap(): return x
def rebind():
    global swap
    swap = lambda: 7
def deco(f):
    @functools.wraps(f)
    def inner(*a):
        inner.calls += 1
        return f(*a)
    inner.calls = 0
    return inner
@deco
def traced(): return x
"""
SIMPLE = """
x += 1
x = x * 2 + 1
y = x
d['n'] += 1
d['k'] = x
d.update(z=x)
d |= {'m': 1}
d.pop('k', None)
log.append(d.get('n'))
log.append(sorted(d))
log.append(len(d))
log.append(list(d.items()))
l[0] += 1
l.append(x)
l += [x]
l[1:2] = [7, 8]
l.sort()
l.reverse()
l.insert(0, x)
log.append(l.pop())
log.append(l[-1])
log.append(sum(l))
log.append(max(l))
log.append(l[:2])
log.append(sorted(l))
log.append(l.index(min(l)))
l.extend([9])
l[0], l[-1] = l[-1], l[0]
del l[0]
log.append(3 in l)
log.append(l.count(1))
log.append([v for v in l])
log.append(tuple(l))
log.append(','.join(map(str, l)))
s.add(x)
s.discard(1)
log.append(sorted(s))
log.append(1 in s)
s |= {5}
log.append(len(s))
log.append(s & {1, 5} == {1})
dq.append(x)
dq.appendleft(9)
log.append(dq.pop())
log.append(dq.popleft())
dq.rotate(1)
log.append(dq[0])
log.append(list(dq))
log.append(len(dq))
dq.extend([4])
od['c'] = x
od.move_to_end('a')
log.append(od.popitem(last=False))
log.append(list(od))
log.append(next(iter(od)))
dd['k'].append(x)
log.append(dict(dd))
log.append(len(dd['q']))
c['a'] += 1
c.update('b')
log.append(c.most_common(1))
log.append(c['a'])
log.append(sum(c.values()))
cm['n'] = x
log.append(cm['n'])
ba[0] += 1
ba.append(65)
log.append(bytes(ba))
ba += b'x'
log.append(ba.decode())
log.append(len(ba))
ar[0] += 1
ar.append(x)
log.append(ar.tolist())
log.append(sum(ar))
heapq.heappush(h, 3)
log.append(heapq.heappop(h))
log.append(h[0])
bisect.insort(h, 4)
log.append(list(h))
log.append(next(it))
log.append(next(count))
log.append(next(g))
log.append(list(itertools.islice(it, 2)))
log.append(bump())
log.append(cached(1))
log.append(cached(x))
log.append(cached.cache_info().hits)
cached.cache_clear()
o.a += 1
o.grow()
o.b.append(o.a)
log.append(repr(o))
log.append(dataclasses.astuple(o))
log.append(dataclasses.asdict(o))
log.append(o == Data(1))
o.b = o.b + [1]
sl.v += 1
sl.w = x
log.append(hasattr(sl, 'w'))
log.append(getattr(sl, 'w', None))
pr.p += 1
log.append(pr.p)
log.append(pr.once)
log.append('once' in pr.__dict__)
dy.a += 1
dy.b = 2
log.append(dy.a)
log.append(dy._values)
log.append(box['q'])
log.append(box[x])
log.append(len(box))
box.clear()
bag += x
bag(x)
log.append(len(bag))
log.append(list(bag))
log.append(x in bag)
log.append(bool(bag))
log.append(bag[0])
log.append([*bag])
with bag: log.append(len(bag))
log.append(bag == bag)
own.f += 1
log.append(own.f)
Own.more()
own.more()
log.append(Own.read())
own.total = 5
log.append(own.total)
log.append(own.__dict__)
ns.v += 1
log.append(str(ns))
log.append(vars(ns))
ch.v += 1
Base.v += 1
log.append(ch.v)
log.append(Child.v)
setattr(ns, 'w', x)
log.append(hasattr(ns, 'w'))
delattr(ns, 'v')
log.append(getattr(ns, 'v', 'none'))
local.v = x; log.append(local.v)
log.append(hasattr(local, 'v'))
log.append(copy.copy(l))
log.append(copy.deepcopy(o.b))
log.append(json.dumps(d))
log.append(json.loads(json.dumps(l)))
log.append(f'{x} {l[0]}')
log.append('%s' % d)
log.append('{0.a}'.format(o))
print(x)
print(*l)
print(l, sep='')
print(f'{o}')
log.append(str(bag.items))
log.append(star(*l, **d))
log.append(default(x))
log.append(swap())
rebind()
log.append(traced())
log.append(traced.calls)
log.append(functools.reduce(operator.add, l, 0))
log.append(list(map(lambda v: v + x, l)))
log.append(list(zip(l, dq)))
log.append(dict(enumerate(l)))
log.append(any(v > 2 for v in l))
log.append(operator.itemgetter(0)(l))
log.append(operator.attrgetter('a')(o))
log.append(functools.partial(star, *l)())
a, *r = l; log.append(r)
log.append((y := x) + y)
log.append(x if x == y else -1)
log.append(0 < x < 3)
log.append(x == 1 or y == 1)
log.append(len(log))
log.append(log[-1] if log else None)
log.sort(key=str)
log[:] = [len(log)]
globals()['x'] = 9
log.append(globals()['x'])
exec('x = 4', globals())
log.append(eval('x + y'))
with within() as w: log.append(w)
with contextlib.suppress(KeyError): log.append(d.pop('k'))
log.append(Point(x, y))
log.append(Color(1 if x < 2 else 2).name)
log.append(isinstance(x, int) and x)
assert x < 3
d.setdefault('s', []).append(x)
log.append(d.setdefault('t', x))
log.append(list(reversed(l)))
log.append(d == {'n': 0})
log.append(l == [3, 1, 2])
log.append(l < [3, 1, 3])
log.append(l * 2)
log.append(d | {'q': 1})
log.append({**d})
log.append(dict(d))
log.append(set(l))
log.append(min(d.values()))
log.append(list(filter(None, l)))
log.append(divmod(x, 2))
log.append('n' in d)
log.append(d.popitem())
d.clear()
l.clear()
l.remove(1)
log.append(ba.find(b'b'))
""".strip().splitlines()
COMPOUND = [
    "with L:", "try:", "for i in range(2):", "if x:", "for v in list(l):", "while x < 1:",
    "for v in l:", "for k in d:", "if 'k' not in d:", "if l:",
]  # fmt: skip


def statement(dice: random.Random, depth: int, pool: list[str]) -> list[str]:
    if dice.random() < 0.8 or depth == 2:
        return [dice.choice(pool)]
    head = dice.choice(COMPOUND)
    body = [line for _ in range(dice.randint(1, 2)) for line in statement(dice, depth + 1, pool)]
    after = []
    if head == "try:":
        after = ["except Exception as error:", "    log.append(type(error).__name__)"]
    if head == "while x < 1:":
        body.append("x += 1")
    if head == "for v in l:":
        body = ["log.append(v)"]
    return [head, *(f"    {line}" for line in body), *after]


def program(seed: int) -> str:
    """Two or three threads that do a few of the above, of a kind, so that they meet."""
    dice = random.Random(f"real {seed}")
    count = dice.choice([2, 2, 2, 3])
    pool = dice.sample(SIMPLE, dice.choice([4, 6, 8]))
    near = dice.randrange(len(SIMPLE))
    pool += SIMPLE[near : near + 6]
    lines = [HEAD]
    for number in range(count):
        lines += [f"def work{number}():", "    global x, y, d, s, l, ba, bag"]
        for _ in range(dice.randint(1, 3 if count == 2 else 2)):
            lines += [f"    {line}" for line in statement(dice, 0, pool)]
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=work) for work in ({works})]",
        "for thread in threads: thread.start()",
        "for thread in threads: thread.join()",
        "log.append(x)",
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", [*range(PROGRAMS), 174])  # 174: `ba += b'x'` was nobody's change
def test_no_outcome_of_real_threads_is_missed(seed: int) -> None:
    ready = stage(text_of(program(seed)), steps=500)
    found = all_outcomes(ready, most=MOST)
    if found is None or any(kind == "unsupported" for kind, *_ in found):
        return  # too many orders to try them all, or nothing that could be compared
    ended = {
        (state, "".join(sorted("".join(printed))))
        for kind, _, state, printed in found
        if kind is None
    }
    fails = any(kind is not None for kind, *_ in found)
    for failed, state, printed in real_outcomes(program(seed), RUNS):
        if failed:
            assert fails, failed
        else:
            assert (tuple(sorted(state.items())), "".join(sorted(printed))) in ended

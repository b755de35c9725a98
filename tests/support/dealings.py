"""What students do with what they share, statement by statement, and what these need before them.

For programs that are put together by lot: tests/explorer/search/test_real_threads.py.
"""

from __future__ import annotations

# Containers, objects with methods of their own, generators, closures, caches, texts.
DATA_HEAD = """
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
DATA = """
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

# Files in memory, views and iterators that are shared, classes with special methods, the library.
OBJECTS_HEAD = (
    DATA_HEAD
    + """
import ast, base64, binascii, collections.abc, csv, datetime, decimal, difflib, fractions, hashlib
import io, marshal, math, pickle, pprint, random, re, reprlib, statistics, string, struct, textwrap
import typing, zlib
sio = io.StringIO()
bio = io.BytesIO(b'abcdef')
mv = memoryview(ba2 := bytearray(b'hello'))
dql = collections.deque([1, 2], maxlen=2)
en = enumerate(l)
zp = zip(l, 'abc')
rv = reversed([1, 2, 3])
mp = map(lambda v: v + x, [1, 2, 3])
ch2 = itertools.chain([1, 2], [3])
cy = itertools.cycle('ab')
acc = itertools.accumulate([1, 2, 3])
items = d.items()
keys = d.keys()
tree = {'a': {'b': [1]}}
@functools.singledispatch
def show(v): return 'any'
@show.register
def _(v: int): return f'int {x}'
class Meta(type):
    total = 0
    def __call__(cls, *a):
        Meta.total += 1
        return super().__call__(*a)
class Made(metaclass=Meta):
    made = []
    def __init__(self): self.made.append(len(self.made))
class Parent:
    known = []
    def __init_subclass__(cls): Parent.known.append(cls.__name__)
    def name(self): return self._name
    _name = 'p'
class Kid(Parent):
    def name(self): return super().name() + 'k'
class Stack:
    def __init__(self): self._l = []
    def push(self, v): self._l.append(v)
    def pop(self): return self._l.pop()
    def __repr__(self): return f'Stack({self._l})'
    def __str__(self): return ','.join(map(str, self._l))
    def __reversed__(self): return reversed(self._l)
    def __delitem__(self, i): del self._l[i]
    def __setitem__(self, i, v): self._l[i] = v
    def __getitem__(self, i): return self._l[i]
    def __len__(self): return len(self._l)
    def __lt__(self, other): return self._l < other._l
    def __add__(self, v):
        new = Stack(); new._l = self._l + [v]; return new
    def __format__(self, spec): return spec + str(self)
    def __index__(self): return len(self._l)
    def __enter__(self): self.push('e'); return self
    def __exit__(self, *a): self.pop()
class Lazy:
    def __get__(self, o, t):
        v = len(o.__dict__)
        o.__dict__['lazy'] = v
        return v
class Has:
    lazy = Lazy()
class Tracked(list):
    def append(self, v):
        super().append(v)
        log.append(len(self))
class Low(dict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
class Mapping(collections.abc.MutableMapping):
    def __init__(self): self.m = {}
    def __getitem__(self, k): return self.m[k]
    def __setitem__(self, k, v): self.m[k] = v
    def __delitem__(self, k): del self.m[k]
    def __iter__(self): return iter(self.m)
    def __len__(self): return len(self.m)
class Num(int):
    pass
class T(typing.NamedTuple):
    a: int
    b: list = l
st, kid, has, tr, low, mm, tt = Stack(), Kid(), Has(), Tracked(), Low(), Mapping(), T(1)
st.push(0)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
own_it = It()
def consumer():
    total = 0
    while True:
        got = yield total
        total += got
co = consumer(); next(co)
def delegating():
    yield from l
    return len(l)
def key(v):
    log.append(v)
    return -v
def recurse(n):
    if n == 0: return x
    return recurse(n - 1) + x
def tryit():
    try: return l[5]
    except IndexError: return x
    finally: log.append('f')
def kwonly(*, a=1, **kw): return a + len(kw)
lam = lambda v=l: len(v)
cells = [lambda i=i: i + x for i in range(2)]
"""
)
OBJECTS = r"""
sio.write('a')
sio.write(str(x))
log.append(sio.getvalue())
log.append(sio.tell())
sio.seek(0)
print(x, file=sio)
print('a', 'b', sep='-', end='', file=sio)
csv.writer(sio).writerow(l)
json.dump(d, sio)
sio.truncate(0)
log.append(bio.read(2))
bio.seek(1)
log.append(bio.getvalue())
mv[0] = 65
log.append(bytes(mv))
log.append(mv.tolist()[0])
ba2[1] = 66
log.append(bytes(ba2))
struct.pack_into('B', ba2, 0, 67)
log.append(struct.unpack_from('B', ba2)[0])
dql.append(x)
log.append(list(dql))
log.append(dql.maxlen and dql[0])
log.append(next(en, None))
log.append(next(zp, None))
log.append(list(rv))
log.append(next(mp, None))
log.append(list(ch2))
log.append(next(cy))
log.append(next(acc, None))
log.append(list(items))
log.append(len(keys))
log.append('k' in keys)
d['k'] = x
d.pop('n', None)
log.append(sorted(items))
tree['a']['b'].append(x)
log.append(str(tree))
log.append(copy.deepcopy(tree))
log.append(copy.copy(tree)['a'])
tree['a'] = {'b': [x]}
log.append(show(x))
log.append(show('a'))
show.register(str, lambda v: 'str')
Made()
log.append(Meta.total)
log.append(list(Made.made))
type('Sub', (Parent,), {})
log.append(list(Parent.known))
log.append(kid.name())
Parent._name = 'q'
kid._name = 'r'
Kid.name = lambda self: 'new'
log.append(getattr(kid, 'name')())
st.push(x)
log.append(st.pop())
log.append(repr(st))
log.append(str(st))
log.append(list(reversed(st)))
del st[0]
st[0] = x
log.append(st[0])
log.append(len(st))
log.append(st < Stack())
log.append((st + 1)[0])
log.append(f'{st:>}')
log.append(f'{st!r}')
log.append([1, 2, 3, 4][st])
with st as s2: log.append(len(s2))
log.append(has.lazy)
has.other = 1
log.append('lazy' in vars(has))
tr.append(x)
log.append(tr == [1])
tr.extend([1, 2])
low['A'] = x
log.append(low['a'])
low.update(B=1)
log.append(low.get('a'))
mm['k'] = x
log.append(dict(mm))
log.append(mm.get('k'))
log.append(mm.setdefault('k', 5))
log.append(mm.pop('k', None))
mm.update(z=1)
log.append('k' in mm)
log.append(list(mm.items()))
log.append(tt._asdict())
log.append(tt.b)
log.append(tt._replace(a=x))
log.append(next(own_it, None))
log.append(list(own_it))
log.append(sum(own_it))
log.append(co.send(x))
log.append(co.send(1))
log.append(list(delegating()))
log.append(sorted(l, key=key))
log.append(max(l, key=key))
l.sort(key=key)
l.sort(key=lambda v: -v)
log.append(recurse(2))
log.append(tryit())
log.append(kwonly(**d))
log.append(lam())
log.append(cells[1]())
cells.append(lambda: 9)
log.append([f() for f in cells])
log.append(list(filter(lambda v: v > x, l)))
log.append(sum(v for v in l if v > x))
log.append(''.join(str(v) for v in l))
l.extend(v for v in (1, x))
log.append(dict.fromkeys(l))
d.update((str(v), v) for v in l)
s.update(l, [x])
s.intersection_update(l)
log.append(s.issubset(l))
log.append(s == {1})
log.append(heapq.nsmallest(2, l))
c.subtract('a')
log.append(c.total())
log.append(c == {'a': 2, 'b': 1})
log.append(list(c.elements()))
operator.iadd(l, [4])
operator.setitem(d, 'k', x)
log.append(operator.methodcaller('count', 1)(l))
log.append(operator.contains(l, 1))
log.append(operator.length_hint(l))
vars(o)['a'] = 7
o.__dict__.update(a=8)
log.append(o.__dict__.get('a'))
setattr(o, 'a', x)
log.append(string.Template('$n').safe_substitute(d))
log.append('{n}'.format_map(dd))
log.append('%(n)s' % collections.ChainMap(d, {'n': 1}))
log.append(pprint.pformat(l))
log.append(statistics.mean(l))
log.append(math.fsum(l))
log.append(math.prod(l))
log.append(bytes(l))
log.append(int.from_bytes(ba, 'big') % 7)
log.append(hashlib.sha256(ba).hexdigest()[:4])
log.append(zlib.crc32(ba) % 100)
log.append(base64.b64encode(ba))
log.append(binascii.hexlify(ba))
log.append(ba.hex())
ba[:] = b'q'
ba.reverse()
log.append(pickle.loads(pickle.dumps(l)))
log.append(len(marshal.dumps(l)))
log.append(ast.literal_eval(str(l)))
log.append(list(itertools.accumulate(l)))
log.append([k for k, _ in itertools.groupby(l)])
log.append(list(itertools.combinations(l, 2))[:1])
log.append(list(itertools.islice(l, 1)))
log.append(list(itertools.chain.from_iterable([l, l]))[:4])
log.append([*itertools.zip_longest(l, dq)][:1])
log.append(list(itertools.takewhile(lambda v: v > 1, l)))
log.append(list(itertools.starmap(pow, [(x, 2)])))
random.Random(1).shuffle(l)
log.append(fractions.Fraction(l[0], 2) > 1)
log.append(decimal.Decimal(l[0]) + x)
log.append(datetime.timedelta(l[0]).days)
log.append(re.sub('n', str(x), 'n'))
log.append(re.findall('[0-9]', str(l)))
log.append(textwrap.shorten(str(l), 20))
log.append(reprlib.repr(l))
log.append(list(difflib.ndiff([str(x)], ['0']))[0])
log.append(all(l) and any(l))
log.append(l.copy())
log.append(l[::-1])
l[:] = sorted(l)
l[len(l):] = [x]
log.append(l.index(1) if 1 in l else -1)
log.append(min(l, default=0))
log.append(abs(min(l)))
log.append(round(sum(l) / len(l), 1) if l else 0)
log.append(isinstance(l, list) and len(l))
log.append(hash(tuple(l)) == hash((3, 1, 2)))
log.append(id(l) == id(l))
log.append(str(l).count(','))
log.append(bool(l))
log.append(not l)
log.append(l or 'none')
log.append(l and l[0])
a, b, *_ = l; log.append(a)
(a, b), e = l[:2], x; log.append(b)
for i, v in enumerate(l): log.append((i, v))
for a, b in zip(l, dq): log.append(a + b)
for k, v in d.items(): log.append(k)
for v in reversed(l): log.append(v)
while l and len(l) > 2: l.pop()
log.append([a for a in l for b in dq if a == b])
log.append({a: b for a, b in zip('ab', l)})
log.append({v % 2 for v in l} == {0, 1})
log.append((lambda *a: len(a))(*l))
log.append(l[x] if x < len(l) else None)
log.append(l[-x:])
log.append(d[next(iter(d))])
log.append(next((v for v in l if v > x), None))
log.append(print is print and x)
log.append(type(ns.v).__name__)
ns.__dict__['v'] = 'text'
ns.fresh = l
log.append(len(getattr(ns, 'fresh', ())))
log.append(sorted(vars(ns)))
log.append(dir(ns)[-1])
log.append(hasattr(ns, 'fresh'))
del ns.v
o.a -= 1
o.b += [o.a]
o.b.clear()
log.append(o.b == [])
log.append(dataclasses.replace(o, a=3).b)
log.append([f.name for f in dataclasses.fields(o)])
own_it.n = 0
log.append(functools.reduce(lambda a, b: a * b, l, 1))
log.append(cached.cache_info().currsize)
log.append(cached(l[0]))
def inner(): return x; log.append(inner())
log.append(globals().get('x'))
log.append(sorted(k for k in globals() if k == 'extra'))
globals()['extra'] = 1
log.append('extra' in globals())
raise KeyError(x)
raise ValueError
raise SystemExit
log.append(f'{x=}')
log.append(f'{l[0]:>3}')
log.append(x.bit_length() if isinstance(x, int) else 0)
x ^= 1
x <<= 1
x //= 2
x **= 2
x -= 1
x = -x
x = Num(x + 1)
x = float(x) + 0.5
x = str(x)
x = not x
x, y = y + 1, x
x = y = 3
d['n'] -= 1
d['n'] = d['n'] + d.get('k', 0)
d['l'] = d.get('l', []) + [x]
d['l'] = l
log.append(len(d.get('l', ())))
l[x % len(l)] += 1
l[0] *= 2
l *= 2
dq *= 2
ba *= 2
tr *= 2
tr += 'a'
log.append(sorted(dq))
dq.remove(1)
dq.insert(0, x)
dq.reverse()
dq.clear()
dq.extendleft([x])
log.append(dq.count(1))
log.append(dq.index(2) if 2 in dq else -1)
log.append(dq == collections.deque([1, 2, 3]))
od.pop('a', None)
od['a'] = 5
log.append(list(reversed(od)))
log.append(od == {'a': 1, 'b': 2})
log.append(list(od.values()))
od.update(z=1)
dd[x].append(1)
log.append(sorted(map(str, dd)))
log.append(dd.get('q'))
dd['q']
cm.new_child()['z'] = 1
log.append(len(cm))
cm.maps[0]['z'] = x
log.append(cm.get('z'))
log.append(ar[0])
ar.extend([3])
ar.insert(0, x)
log.append(ar.count(1))
log.append(ar.tobytes()[0])
ar.reverse()
ar += ar
ar *= 2
log.append(len(ar))
h.pop()
heapq.heapify(h)
log.append(heapq.heappushpop(h, 2))
heapq.heapreplace(h, x) if h else None
log.append(bisect.bisect(h, 4))
""".strip().splitlines()

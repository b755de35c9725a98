"""Code that nobody knows: its calls conflict, and nothing is proved beside it; the rest is known."""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

from threadlab import explore, simulate
from threadlab.explorer.model.standard import ALONE, PURE
from threadlab.explorer.objects import unknown

MODULES = [
    "abc",
    "array",
    "ast",
    "base64",
    "binascii",
    "bisect",
    "calendar",
    "cmath",
    "collections",
    "collections.abc",
    "colorsys",
    "contextlib",
    "contextvars",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "html.parser",
    "inspect",
    "io",
    "itertools",
    "json",
    "keyword",
    "logging",
    "math",
    "numbers",
    "operator",
    "os",
    "pprint",
    "queue",
    "random",
    "re",
    "reprlib",
    "statistics",
    "string",
    "stringprep",
    "struct",
    "sys",
    "textwrap",
    "threading",
    "time",
    "token",
    "tokenize",
    "tomllib",
    "traceback",
    "types",
    "typing",
    "unicodedata",
    "warnings",
    "weakref",
    "zlib",
    "zoneinfo",
]
CARRIER = """
{imports}
{setup}
seen = None
def one(): {change}
def two():
    global seen
    seen = {look}
def main():
    {body}
"""
BESIDE = """threads = [threading.Thread(target=work) for work in (one, two)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert repr(seen) != {value!r}"""
# What carries state: (how it is made, a change, a look).
CARRIERS = {
    "switchinterval": ("", "sys.setswitchinterval(1)", "sys.getswitchinterval()"),
    "field_size_limit": ("", "csv.field_size_limit(5)", "csv.field_size_limit()"),
    "__class__": (
        "class A:\n    def f(self): return 1\nclass B:\n    def f(self): return 2\no=A()",
        "o.__class__=B",
        "o.f()",
    ),
    "__class__ type": ("class A: pass\nclass B: pass\no=A()", "o.__class__=B", "type(o).__name__"),
    "isinstance": ("class A: pass\nclass B: pass\no=A()", "o.__class__=B", "isinstance(o,B)"),
    "__class__ read": (
        "class A: pass\nclass B: pass\no=A()",
        "o.__class__=B",
        "o.__class__.__name__",
    ),
    "ABC.register": (
        "class A(abc.ABC): pass\nclass B: pass",
        "A.register(B)",
        "isinstance(B(),A)",
    ),
    "ABC.register sub": (
        "class A(abc.ABC): pass\nclass B: pass",
        "A.register(B)",
        "issubclass(B,A)",
    ),
    "Sized.register": (
        "class B: pass",
        "collections.abc.Sized.register(B)",
        "isinstance(B(),collections.abc.Sized)",
    ),
    "getrefcount": ("x=object(); keep=[]", "keep.append(x)", "sys.getrefcount(x)"),
    "decimal flags": ("ctx=decimal.Context()", "ctx.divide(1,3)", "ctx.flags[decimal.Inexact]"),
    "decimal flags2": (
        "ctx=decimal.Context(prec=3)",
        "ctx.flags[decimal.Inexact]=True",
        "ctx.flags[decimal.Inexact]",
    ),
    "decimal clear_flags": (
        "ctx=decimal.Context(prec=3); ctx.flags[decimal.Inexact]=True",
        "ctx.clear_flags()",
        "ctx.flags[decimal.Inexact]",
    ),
    "decimal prec": ("ctx=decimal.Context(prec=3)", "ctx.prec=5", "ctx.prec"),
    "decimal prec use": ("ctx=decimal.Context(prec=3)", "ctx.prec=5", "str(ctx.divide(1,3))"),
    "DefaultContext": ("", "decimal.DefaultContext.prec=5", "decimal.DefaultContext.prec"),
    "singledispatch": (
        "@functools.singledispatch\ndef f(x): return 0\ndef g(x): return 1",
        "f.register(int,g)",
        "f(1)",
    ),
    "singledispatch dispatch": (
        "@functools.singledispatch\ndef f(x): return 0\ndef g(x): return 1",
        "f.register(int,g)",
        "f.dispatch(int) is g",
    ),
    "singledispatch registry": (
        "@functools.singledispatch\ndef f(x): return 0\ndef g(x): return 1",
        "f.register(int,g)",
        "len(f.registry)",
    ),
    "add_note": ("e=ValueError()", "e.add_note('x')", "getattr(e,'__notes__',[])+[]"),
    "notes hasattr": ("e=ValueError()", "e.add_note('x')", "hasattr(e,'__notes__')"),
    "exception args": ("e=ValueError(1)", "e.args=(2,)", "e.args"),
    "exception str": ("e=ValueError(1)", "e.args=(2,)", "str(e)"),
    "exception cause": ("e=ValueError(1)", "e.__cause__=KeyError()", "e.__cause__ is None"),
    "with_traceback": (
        "e=ValueError(1)\ntry: raise KeyError\nexcept KeyError as k: tb=k.__traceback__",
        "e.with_traceback(tb)",
        "e.__traceback__ is None",
    ),
    "__bases__": (
        "class A:\n    def f(self): return 1\nclass B:\n    def f(self): return 2\nclass C(A): pass\no=C()",
        "C.__bases__=(B,)",
        "o.f()",
    ),
    "__bases__ sub": (
        "class A: pass\nclass B: pass\nclass C(A): pass",
        "C.__bases__=(B,)",
        "issubclass(C,B)",
    ),
    "__mro__": (
        "class A: pass\nclass B: pass\nclass C(A): pass",
        "C.__bases__=(B,)",
        "len([c for c in C.__mro__ if c is B])",
    ),
    "weakref": ("class A: pass\nbox=[A()]\nr=weakref.ref(box[0])", "box.clear()", "r() is None"),
    "graphlib add": (
        "ts=graphlib.TopologicalSorter({1:[]})",
        "ts.add(2)",
        "sorted(copy.deepcopy(ts).static_order())",
    ),
    "graphlib": (
        "ts=graphlib.TopologicalSorter({1:[],2:[1]}); ts.prepare(); ts.get_ready()",
        "ts.done(1)",
        "ts.is_active() and ts.get_ready()",
    ),
    "tee": ("a,b=itertools.tee(iter([1,2,3]))", "next(a)", "next(copy.copy(a))"),
    "tee shared": ("src=iter([1,2,3]); a,b=itertools.tee(src)", "next(a)", "next(src)"),
    "tee gen": (
        "def g():\n    yield from [1,2,3]\nsrc=g(); a,b=itertools.tee(src)",
        "next(a)",
        "next(src)",
    ),
    "heapq.merge": ("src=iter([1,2,3]); m=heapq.merge(src,[5])", "next(m)", "next(src)"),
    "heapq.merge list": ("xs=[1,2]; m=heapq.merge(xs,[5])", "xs.append(3)", "list(m)"),
    "csv.writer": ("out=io.StringIO(); w=csv.writer(out)", "w.writerow([1])", "out.getvalue()"),
    "csv.DictWriter": (
        "out=io.StringIO(); w=csv.DictWriter(out,['a'])",
        "w.writerow({'a':1})",
        "out.getvalue()",
    ),
    "csv.reader": ("src=iter(['a','b']); r=csv.reader(src)", "next(r)", "next(src)"),
    "csv.reader line_num": ("r=csv.reader(['a','b'])", "next(r)", "r.line_num"),
    "dialect": ("", "csv.register_dialect('m',delimiter=';')", "csv.list_dialects()"),
    "json.dump": ("out=io.StringIO()", "json.dump([1],out)", "out.getvalue()"),
    "print file": ("out=io.StringIO()", "print(1,file=out)", "out.getvalue()"),
    "pprint stream": ("out=io.StringIO()", "pprint.pprint(1,stream=out)", "out.getvalue()"),
    "contextvar": (
        "v=contextvars.ContextVar('v',default=0)\nc=contextvars.copy_context()",
        "c.run(v.set,1)",
        "c.get(v,0)",
    ),
    "random.Random": ("r=random.Random(1)", "r.random()", "r.getstate()[1][-1]"),
    "random.seed obj": ("r=random.Random(1)", "r.seed(2)", "r.random()"),
    "hashlib": ("h=hashlib.sha256()", "h.update(b'x')", "h.hexdigest()[:4]"),
    "zlib": ("z=zlib.compressobj()", "z.compress(b'x')", "len(z.copy().flush())"),
    "StringIO read": ("s=io.StringIO('ab')", "s.read(1)", "s.read()"),
    "BytesIO getbuffer": ("s=io.BytesIO(b'ab')", "s.getbuffer()[0:1]=b'x'", "s.getvalue()"),
    "memoryview": ("b=bytearray(b'ab'); m=memoryview(b)", "m[0]=120", "bytes(b)"),
    "array": ("a=array.array('i',[1])", "a[0]=2", "list(a)"),
    "struct pack_into": ("b=bytearray(4)", "struct.pack_into('i',b,0,7)", "bytes(b)"),
    "calendar": ("", "calendar.setfirstweekday(6)", "calendar.firstweekday()"),
    "warnings": ("", "warnings.simplefilter('error')", "len(warnings.filters)"),
    "environ": ("", "os.environ['A']='1'", "os.environ.get('A')"),
    "getenv": ("", "os.environ['A']='1'", "os.getenv('A')"),
    "sys.path": ("", "sys.path.append('x')", "len(sys.path)"),
    "sys.argv": ("", "sys.argv.append('x')", "len(sys.argv)"),
    "sys.modules": ("", "sys.modules['x']=1", "'x' in sys.modules"),
    "recursionlimit": ("", "sys.setrecursionlimit(900)", "sys.getrecursionlimit()"),
    "function attr": ("def f(): pass", "f.x=1", "getattr(f,'x',0)"),
    "__defaults__": ("def f(a=1): return a", "f.__defaults__=(2,)", "f()"),
    "__kwdefaults__": ("def f(*,a=1): return a", "f.__kwdefaults__={'a':2}", "f()"),
    "__name__": ("def f(): pass", "f.__name__='g'", "f.__name__"),
    "__doc__": ("class A: 'x'", "A.__doc__='y'", "A.__doc__"),
    "__dict__": ("class A: pass\no=A()", "o.__dict__={'x':1}", "getattr(o,'x',0)"),
    "__dict__ update": ("class A: pass\no=A()", "o.__dict__.update(x=1)", "hasattr(o,'x')"),
    "setattr class": ("class A: pass", "setattr(A,'x',1)", "getattr(A,'x',0)"),
    "class attr inst": ("class A: x=0\no=A()", "A.x=1", "o.x"),
    "class method swap": (
        "class A:\n    def f(self): return 0\no=A()",
        "A.f=lambda self: 1",
        "o.f()",
    ),
    "class __len__ swap": (
        "class A:\n    def __len__(self): return 0\no=A()",
        "A.__len__=lambda self: 1",
        "len(o)",
    ),
    "class __eq__ swap": (
        "class A:\n    def __eq__(self,x): return False\no=A()",
        "A.__eq__=lambda self,x: True",
        "o==1",
    ),
    "type.__setattr__": ("class A: x=0", "type.__setattr__(A,'x',1)", "A.x"),
    "object.__setattr__": ("class A: x=0\no=A()", "object.__setattr__(o,'x',1)", "o.x"),
    "slots": ("class A: __slots__=('x',)\no=A(); o.x=0", "o.x=1", "o.x"),
    "property": (
        "class A:\n    @property\n    def x(self): return self._x\n    @x.setter\n    def x(self,v): self._x=v\no=A(); o.x=0",
        "o.x=1",
        "o.x",
    ),
    "module attr": ("", "globals()['zz']=1", "globals().get('zz',0)"),
    "lru_cache": (
        "calls=[]\n@functools.lru_cache\ndef f(x): calls.append(x); return x",
        "f(1)",
        "f.cache_info().currsize",
    ),
    "cached_property": (
        "class A:\n    @functools.cached_property\n    def x(self): return 1\no=A()",
        "o.x",
        "'x' in o.__dict__",
    ),
    "partial": ("p=functools.partial(int); ", "p.keywords['base']=2", "dict(p.keywords)"),
    "partial attr": ("p=functools.partial(int)", "p.zz=2", "getattr(p,'zz',0)"),
    "ChainMap": ("m=collections.ChainMap({})", "m['a']=1", "dict(m)"),
    "Counter": ("m=collections.Counter()", "m.update('a')", "dict(m)"),
    "OrderedDict": ("m=collections.OrderedDict(a=1,b=2)", "m.move_to_end('a')", "list(m)"),
    "UserDict": ("m=collections.UserDict()", "m['a']=1", "dict(m)"),
    "UserList": ("m=collections.UserList()", "m.append(1)", "list(m)"),
    "deque rotate": ("m=collections.deque([1,2])", "m.rotate()", "list(m)"),
    "namespace": ("m=types.SimpleNamespace(a=0)", "m.a=1", "m.a"),
    "itertools.count": ("m=itertools.count()", "next(m)", "repr(m)"),
    "itertools.cycle": ("m=itertools.cycle([1,2])", "next(m)", "next(m)"),
    "islice": ("src=iter([1,2,3]); m=itertools.islice(src,2)", "next(m)", "next(src)"),
    "map lazy": ("src=iter([1,2,3]); m=map(str,src)", "next(m)", "next(src)"),
    "zip lazy": ("src=iter([1,2,3]); m=zip(src,src)", "next(m)", "next(src)"),
    "chain": ("src=iter([1,2,3]); m=itertools.chain(src)", "next(m)", "next(src)"),
    "generator": ("def g():\n    yield 1\n    yield 2\nm=g()", "next(m)", "next(m)"),
    "difflib": ("m=difflib.SequenceMatcher(None,'a','b')", "m.set_seqs('a','a')", "m.ratio()"),
    "Formatter": ("r=reprlib.Repr()", "r.maxlist=1", "r.repr([1,2,3])"),
    "aRepr": ("", "reprlib.aRepr.maxlist=1", "reprlib.repr([1,2,3])"),
    "Template": (
        "class T(string.Template): delimiter='$'\nt=T('%x')",
        "T.delimiter='%'",
        "T.delimiter",
    ),
    "ExitStack": (
        "log2=[]\ns=contextlib.ExitStack(); s.callback(log2.append,1)",
        "s.close()",
        "tuple(log2)",
    ),
    "enum": ("class E(enum.Enum):\n    A=1", "E.A.zz=1", "getattr(E.A,'zz',0)"),
    "dataclass": ("@dataclasses.dataclass\nclass D: x: int = 0\no=D()", "o.x=1", "repr(o)"),
    "namedtuple": ("P=collections.namedtuple('P','x')", "P.zz=1", "getattr(P,'zz',0)"),
    "traceback cache": (
        "te=traceback.TracebackException(ValueError,ValueError(1),None)",
        "te.add_note('x') if hasattr(te,'add_note') else setattr(te,'zz',1)",
        "getattr(te,'zz',0)",
    ),
    "hmac": ("h=hmac.new(b'k',digestmod='sha1')", "h.update(b'x')", "h.hexdigest()[:4]"),
    "html parser": (
        "class P(html.parser.HTMLParser):\n    def handle_data(self,d): pass\np=P()",
        "p.feed('abc\\n')",
        "p.getpos()",
    ),
    "sort list key": ("xs=[3,1]", "xs.sort()", "xs[0]"),
    "memo deepcopy": ("memo={}", "copy.deepcopy([1],memo)", "len(memo)"),
    "re scanner": ("m=re.finditer('a','aaa')", "next(m)", "next(m).start()"),
    "ast": ("n=ast.Constant(1)", "n.value=2", "ast.dump(n)"),
    "property del": ("class A: pass\no=A(); o.x=1", "del o.x", "hasattr(o,'x')"),
    "dict view": ("d={}; v=d.keys()", "d[1]=1", "list(v)"),
    "mappingproxy": ("d={}; v=types.MappingProxyType(d)", "d[1]=1", "dict(v)"),
    "iter(callable)": (
        "n=[0]\ndef nx(): n[0]+=1; return n[0]\nm=iter(nx,9)",
        "next(m)",
        "next(m)",
    ),
    "cell": (
        "def mk():\n    n=0\n    def inc():\n        nonlocal n; n+=1\n    def get(): return n\n    return inc,get\ninc,get=mk()",
        "inc()",
        "get()",
    ),
}  # fmt: skip
HARMLESS = (
    "math.sqrt(2)", "math.factorial(5)", "hashlib.sha256(b'x').hexdigest()",
    "json.dumps({'a': [1]})", "json.loads('[1]')", "re.sub('a','b','abc')",
    "re.findall('a','aba')", "re.compile('a').match('a').group()",
    "datetime.datetime.now().isoformat()", "datetime.timedelta(1).total_seconds()",
    "time.strftime('%H')", "time.time()", "decimal.Decimal('1.5') + decimal.Decimal(2)",
    "str(decimal.Decimal(1).sqrt())", "decimal.getcontext().prec", "fractions.Fraction(1,3)",
    "statistics.mean([1,2])", "random.randint(1,2)", "random.choice([1,2])", "random.random()",
    "random.shuffle([1,2])", "random.Random(3).random()",
    "collections.Counter('abc').most_common(1)", "collections.deque([1]).popleft()",
    "collections.defaultdict(list)['a'].append(1)", "collections.OrderedDict(a=1).popitem()",
    "collections.namedtuple('P','x y')(1,2).x", "collections.ChainMap({}, {'a':1})['a']",
    "itertools.chain([1],[2])", "list(itertools.permutations([1,2]))",
    "list(itertools.islice(itertools.count(),3))", "functools.reduce(lambda a,b: a+b,[1,2])",
    "functools.partial(int,'7')()", "copy.deepcopy({'a':[1]})", "copy.copy([1])",
    "struct.pack('i',1)", "zlib.compress(b'x')", "zlib.crc32(b'x')", "base64.b64encode(b'x')",
    "binascii.hexlify(b'x')", "html.escape('<')", "heapq.heappush([],1)",
    "heapq.nlargest(1,[1,2])", "bisect.insort([],1)", "array.array('i',[1]).append(2)",
    "io.StringIO('a').read()", "io.BytesIO().write(b'x')", "textwrap.wrap('a b',1)",
    "textwrap.dedent(' a')", "string.Template('$a').substitute(a=1)", "string.capwords('a b')",
    "difflib.SequenceMatcher(None,'a','b').ratio()", "list(difflib.ndiff(['a'],['b']))",
    "uuid.UUID(int=1) if False else 0", "traceback.format_exc()", "pprint.pformat([1])",
    "enum.Enum('E','A B').A", "dataclasses.make_dataclass('D',['x'])(1)",
    "contextlib.ExitStack().close()", "contextlib.nullcontext()", "operator.itemgetter(0)([1])",
    "operator.add(1,2)", "inspect.signature(work)", "types.SimpleNamespace(a=1).a",
    "typing.cast(int,1)", "unicodedata.normalize('NFC','a')", "calendar.monthrange(2024,2)",
    "calendar.isleap(2024)", "csv.writer(io.StringIO()).writerow([1])",
    "list(csv.reader(['a,b']))", "list(csv.DictReader(['a,b','1,2']))", "tomllib.loads('a=1')",
    "graphlib.TopologicalSorter({1:[2]}).static_order()",
    "hmac.new(b'k',b'x','sha1').hexdigest()", "numbers.Number", "reprlib.Repr().repr([1])",
    "warnings.warn('x')", "zoneinfo.ZoneInfo('UTC')", "sys.getsizeof([])", "sys.exc_info()",
    "os.path.join('a','b')", "os.cpu_count()", "os.getpid()", "os.getenv('A')", "'a b'.split()",
    "','.join(['a'])", "'%d' % 1", "f'{1:>3}'", "'a'.encode().decode()", "(1).bit_length()",
    "(1.5).is_integer()", "[3,1].sort()", "sorted([3,1])", "max([1,2])", "sum([1,2])",
    "any([0,1])", "dict(a=1).items()", "set([1]).union([2])", "frozenset([1])", "bytes(3)",
    "bytearray(b'a').upper()", "memoryview(b'a').tobytes()", "list(zip([1],[2]))",
    "list(map(str,[1]))", "list(filter(None,[1]))", "list(enumerate([1]))", "list(reversed([1]))",
    "iter([1]).__next__()", "next(iter([1]))", "isinstance(1,int)", "callable(1)",
    "hasattr(1,'x')", "getattr(1,'real')", "type(1)", "id(1)", "hash('a')", "repr(1)", "abs(-1)",
    "round(1.5)", "divmod(5,2)", "pow(2,3)", "chr(65)", "ord('A')", "bin(3)", "int('7')",
    "float('1')", "complex(1)", "str(1)", "bool(1)", "slice(1)", "range(3)", "object()",
    "ValueError('x').args", "threading.current_thread().name", "threading.get_ident()",
    "logging.getLogger('x').info('a')", "queue.Queue().put(1)", "ast.literal_eval('[1]')",
    "tokenize.generate_tokens", "keyword.iskeyword('a')", "colorsys.rgb_to_hsv(1,1,1)",
    "cmath.sqrt(-1)", "html.unescape('&lt;')", "abc.ABC",
    "contextvars.ContextVar('v',default=1).get()", "stringprep.in_table_a1('a')",
    "token.tok_name[1]",
)  # fmt: skip
USE = """
{imports}
lock, n = threading.Lock(), 0
def work():
    global n
    {use}
    with lock: n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
"""


def imports(*texts: str) -> str:
    """What brings the modules that the texts name; to run all of them each time takes longest."""
    words = set(re.findall(r"\w+", " ".join(texts)))
    return f"import {', '.join(name for name in MODULES if words.issuperset(name.split('.')))}"


def using(use: str) -> str:
    return USE.format(imports=imports("threading", use), use=use)


def program(carrier: tuple[str, str, str], body: str) -> str:
    setup, change, look = carrier
    return CARRIER.format(
        imports=imports("threading", *carrier), setup=setup, change=change, look=look, body=body
    )


def seen(carrier: tuple[str, str, str], body: str) -> str:
    """What is seen if the two come one after the other."""
    run = simulate(program(carrier, f"{body}; print(repr(seen))"))
    assert run.kind is None, run.message
    return run.output.rstrip("\n").rpartition("\n")[2]


@pytest.mark.parametrize("name", CARRIERS)
def test_what_carries_state_is_never_proved_to_be_the_same(name):
    """Whatever can be seen in one order or the other is found, or nothing is proved."""
    carrier = CARRIERS[name]
    values = [seen(carrier, body) for body in ("one(); two()", "two(); one()")]
    assert values[0] != values[1], f"A look at {name} sees no change: {values[0]}"
    for value in values:
        verdict = explore(program(carrier, BESIDE.format(value=value)), runs=500)
        assert verdict.kind or verdict.status == "survived", (value, verdict)
        if verdict.status == "survived":
            assert "nobody knows what" in verdict.message and "in line " in verdict.message


@pytest.mark.parametrize("use", HARMLESS)
@pytest.mark.filterwarnings("ignore")
def test_what_only_computes_is_known(use):
    with contextlib.redirect_stderr(io.StringIO()):
        verdict = explore(using(use))
    assert verdict.status == "proved", verdict


def test_what_is_unknown_before_there_are_threads_hinders_no_proof():
    text = using("pass").replace("def main():", "def main():\n    {}")
    text = text.replace("import ", "import csv, warnings, weakref, ", 1)
    for use in ("csv.field_size_limit(9)", "warnings.simplefilter('ignore')"):
        assert explore(text.replace("{}", use)).status == "proved"
    verdict = explore(text.replace("{}", "global r; r = weakref.ref(work)"))
    assert verdict.status == "survived" and "weakref.ref in line" in verdict.message


def test_a_function_of_a_module_that_is_in_no_list_is_unknown():
    module = types.ModuleType("stranger")
    exec("def function(x): return x\nclass Thing:\n    def method(self): pass", vars(module))
    vars(module)["function"].__code__ = vars(module)["function"].__code__.replace(
        co_filename="stranger.py"
    )
    assert unknown.touches(module.function) and not unknown.touches(len)
    assert unknown.touches(importlib.import_module("faulthandler").is_enabled)
    assert unknown.touches(importlib.import_module("gc").get_count)


@pytest.mark.parametrize("name", sorted(PURE | ALONE))
def test_each_module_that_programs_get_is_in_a_list(name):
    assert name in unknown._modules


@pytest.mark.parametrize("name", sorted(PURE | ALONE | {"html.parser"}))
def test_what_a_known_class_inherits_is_known(name):
    """Its methods may stand in a module of their own, of which nobody has heard."""
    public = {n: c for n, c in vars(importlib.import_module(name)).items() if n[0] != "_"}
    classes = {n: c for n, c in public.items() if isinstance(c, type) and c.__module__ == name}
    refused = {"HTTPError"} if name == "urllib.error" else set()  # it has a file of tempfile's
    explored = [cls for n, cls in classes.items() if n not in refused]
    assert {base.__module__ for cls in explored for base in cls.__mro__} <= unknown._modules
    for cls in refused:
        verdict = explore(f"import {name}\ndef main(): {name}.{cls}('', 404, '', {{}}, None)")
        assert verdict.kind == "unsupported" and cls in verdict.message, verdict


def test_a_package_that_only_computes_brings_nothing_along_that_does_more():
    for line in ("http.client.HTTPConnection('x')", "http.server.HTTPServer(('', 0), None)"):
        module = line.rpartition(".")[0]
        verdict = explore(f"import {module}\ndef main(): {line}")
        assert verdict.kind == "unsupported" and module in verdict.message, verdict
    verdict = explore("import http\ndef main(): assert http.HTTPStatus(404).phrase == 'Not Found'")
    assert verdict.status == "proved", verdict


@pytest.mark.parametrize("name", ["math", "cmath", "bisect", "binascii", "zlib", "statistics"])
def test_what_only_computes_is_known_wherever_a_python_keeps_it(name):
    functions = [value for value in vars(importlib.import_module(name)).values() if callable(value)]
    assert [function for function in functions if unknown.touches(function)] == []


@pytest.mark.parametrize("name", sorted(unknown._names))
def test_each_hidden_name_is_there(name):
    importlib.import_module(name.partition(".")[0])
    assert dict(unknown.resolved())[name] is not None


def test_what_is_hidden_stays_so_in_classes_that_inherit_and_under_other_names():
    import warnings
    import weakref

    class Mine(weakref.WeakSet):
        pass

    def alias(function: Any = warnings.simplefilter) -> Any:
        return function

    assert unknown.touches(Mine) and unknown.touches(alias())
    assert unknown.touches(weakref.ref(Mine)) and unknown.touches(ValueError().__setstate__)
    assert not unknown.touches(ValueError) and not unknown.touches(type("Mine", (list,), {}))


def test_the_table_of_what_is_known_says_nothing_that_is_not_read() -> None:
    """With a slip in `hidden` the names below it would be known: what is not, would be proved."""
    path = Path(unknown.__file__).with_name("known.toml")
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["known"]
    for group in groups:
        none = group.keys() - {"why", "modules", "hidden", "always", "handing"}
        assert not none, f"known.toml, {group['why']!r}: {none} are no keys of it."
        always, hidden = (set(group.get(key, "").split()) for key in ("always", "hidden"))
        assert always <= hidden, f"known.toml, {group['why']!r}: {always - hidden} are not hidden."

"""What code defines and uses, compared with `symtable` and with what running it leaves behind."""

from __future__ import annotations

import ast
import dis
import json
import os
import random
import symtable
import sys
import sysconfig
import types
import warnings
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from support.project import PROGRAMS, PROJECT
from threadlab.explorer.bindings import Bindings, How, Scope, targets
from threadlab.explorer.exports import exported
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

LIBRARY = Path(sysconfig.get_paths()["stdlib"])
# How many files of the standard library; BINDINGS_OF=9999 compares them all, in two minutes.
FILES = int(os.environ.get("BINDINGS_OF", "20"))


def library() -> list[Path]:
    """Files of the standard library: the odd ones of its tests among them, where it has some."""
    files = [path for path in sorted(LIBRARY.rglob("*.py"))
             if path.is_file() and "site-packages" not in path.parts]  # fmt: skip
    grammar = [path for path in files if path.name in
               ("test_grammar.py", "test_scope.py", "test_patma.py", "test_listcomps.py",
                "test_named_expressions.py", "test_type_params.py", "test_global.py")]  # fmt: skip
    return grammar + random.Random(1).sample(files, min(FILES, len(files)))


def notebooks() -> Iterator[tuple[str, str]]:
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for number, cell in enumerate(cells):
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and not source.lstrip().startswith(("%", "!")):
                yield f"{path.stem}, cell {number}", source


def sources() -> Iterator[tuple[str, str]]:
    for path in [*sorted(PROGRAMS.glob("*.py")), *library()]:
        yield path.name, path.read_bytes().decode("utf-8", "replace")
    yield from notebooks()
    yield from ODD.items()


# What programs seldom do and the language allows.
ODD = {
    "a class that declares a global": """
def outer():
    x = 0
    class C:
        global x
        x = 5
        def get(self): return x
    return x
""",
    "a nonlocal past a class": """
def outer():
    x = 0
    class C:
        x = 7
        def put(self):
            nonlocal x
            x = 1
    return x
""",
    "comprehensions in a class": """
x = 0
class C:
    x = 1
    rows = [x for y in [x] for z in range(x)]
    pairs = {x: y for x, y in zip(rows, rows)}
""",
    "private names": """
class _A:
    __x = 1
    def __put(self, __y):
        global __z
        __z = self.__x + __y
        import os as __os, os.path
        class __B:
            def f(self): return __z, __C
        return [__y for __w in __os.environ if (__v := __w)]
class __C: pass
""",
    "a walrus everywhere": """
if (a := 1): pass
rows = [(b := y) for y in range(3)]
any((c := y) for y in range(3))
def f(x=(d := 1)):
    return [(e := y) for y in range((g := 3))]
while (h := f()): break
lambda: (i := 1)
@(j := f)
class K(k := object): pass
""",
    "names that go": """
import os
x = y = 1
del x
try: 1 / 0
except ZeroDivisionError as e: pass
def f():
    del y
    try: pass
    except* ValueError as g: pass
    return y, e
""",
    "patterns": """
match [1]:
    case [a, *b]: pass
    case {"x": c, **d}: pass
    case int(real=e) | str(e): pass
    case (1 | 2) as f if (g := f): pass
    case _: pass
""",
    "annotations": """
a: int
b: int = 1
(c): int
(d): int = 1
def f(x: int, *y: list[str]) -> None:
    z: float
    def g(): return z
class C:
    e: int
    f: int = 1
    def h(self, x: f, y: g = e) -> lambda e: (e, f): pass
def outer():
    k: int = 1
    class C:
        l = 1
        m: (k, l) = 1
        def n(self, x: (k, l, [l for _ in k])): return l
    k = 2
""",
    "imports": """
import a.b, c.d as e
from f import g as h, i
from . import j
from ..k.l import m
if a:
    import n
try: import o
except ImportError: o = None
def f():
    global p
    import p, q
""",
    "targets": """
(a, [b, *c]), d.e, f[g] = h
for i, j.k, l[m] in n: pass
with o as p, q as (r, s): pass
t += 1
async def u():
    async for v in w: pass
    async with x as y: pass
    return [z async for z in w]
""",
    "globals within globals": """
def outer():
    global x
    def inner():
        return x
    class C:
        def f(self): return x
    x = 1
def other():
    x = 2
    def inner():
        global x
        def innermost(): return x
        x = 3
    return x
""",
}
if sys.version_info >= (3, 12):
    ODD["type parameters"] = """
T = 1
def f[T, *R, **P](x: T, y: list[T] = T) -> T:
    def g(): return T
class C[T](list[T]):
    x: T
    def f[U: T](self, y: U): return T, U
type A[T: (int, str)] = dict[T, B]
class D:
    type Inner = list[Outer]
    Outer = int
    def get[T](self, x: Outer): return Outer
    class E[T](Outer): pass
"""


# --- against symtable


Inner = dict[int, list[Scope]]


def compare(
    scope: Scope, table: symtable.SymbolTable, bindings: Bindings, inner: Inner, where: str
) -> None:
    """Fail where the two say something else of a name of one scope, or of one inside it."""
    inlined = list(inlined_in(scope, table, inner))
    merged = {name for each in inlined for name in (*each.bindings, *each.loads)}
    for symbol in table.get_symbols():
        name = symbol.get_name()
        # What the compiler adds for itself begins with a dot, or is __class__ and its kin.
        if name in merged or name.startswith((".", "__class", "__static", "__cond", "__type_")):
            continue
        told = f"{where}: {name}"
        walrus = scope.kind in ("comprehension", "generator") and symbol.is_assigned()
        if walrus and (symbol.is_free() or symbol.is_declared_global()):
            assert bindings._owner(scope, name) is not scope, told  # the function's around it
            continue
        found = scope.bindings.get(name, [])
        assert bool(found) == is_bound(symbol), told
        imported = [binding for binding in found if binding.how is How.IMPORTED]
        assert bool(imported) == symbol.is_imported(), told
        owner = bindings._owner(scope, name)
        if table.get_name() == "top" and scope is not bindings.module:
            continue  # symtable takes a function of this name for a module, up to Python 3.12
        if symbol.is_global():
            assert owner is bindings.module, told
        elif symbol.is_free():
            assert owner not in (scope, bindings.module), told
        elif symbol.is_local() and scope is not bindings.module:
            assert owner is scope, told
        if symbol.is_referenced() and is_bound(symbol) is False:
            assert name in scope.loads or symbol.is_global(), told
    known = {symbol.get_name() for symbol in table.get_symbols()}
    for name in scope.bindings:
        assert name in known, f"{where}: {name} is bound for us alone"
    below = [each for here in (scope, *inlined) for each in inner.get(here.number, ())
             if each not in inlined]  # fmt: skip
    tables = list(scopes_in(table))
    assert len(below) == len(tables), (where, [each.kind for each in below], tables)
    for each, other in pair(below, tables):
        compare(each, other, bindings, inner, f"{where}, line {other.get_lineno()}")


def pair(
    scopes: list[Scope], tables: list[symtable.SymbolTable]
) -> Iterator[tuple[Scope, symtable.SymbolTable]]:
    """Scopes and tables of the same code: by kind and line, and else in their order."""
    left = list(tables)
    for scope in sorted(scopes, key=lambda scope: (line_of(scope), scope.number)):
        for table in left:
            if (line_of(scope), name_of(scope)) == (table.get_lineno(), named(table)):
                same = set(scope.bindings) <= {s.get_name() for s in table.get_symbols()}
                if same:
                    break
        else:
            raise AssertionError(f"No table for {name_of(scope)} in line {line_of(scope)}")
        left.remove(table)
        yield scope, table


def line_of(scope: Scope) -> int:
    node = scope.node
    lines = [node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))]
    return min(lines) if FIRST_LINE_IS_A_DECORATORS else node.lineno


def _decorated() -> bool:
    table = symtable.symtable("@a\ndef f(): pass", "", "exec")
    return table.get_children()[0].get_lineno() == 1


FIRST_LINE_IS_A_DECORATORS = _decorated()


def name_of(scope: Scope) -> str:
    names = {ast.Lambda: "lambda", ast.ListComp: "listcomp", ast.SetComp: "setcomp",
             ast.DictComp: "dictcomp", ast.GeneratorExp: "genexpr"}  # fmt: skip
    return names.get(type(scope.node)) or scope.node.name


def named(table: symtable.SymbolTable) -> str:
    """Its name; from Python 3.15 on that of a lambda is `<lambda>`, as its code's is."""
    return table.get_name().strip("<>")


def scopes_in(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """Functions and classes, those within type parameters, aliases and annotations among them."""
    for inner in table.get_children():
        kind = inner.get_type()
        if str(getattr(kind, "value", kind)) in ("function", "class"):
            yield inner
        else:
            yield from scopes_in(inner)


def inlined_in(scope: Scope, table: symtable.SymbolTable, inner: Inner) -> Iterator[Scope]:
    """Those inside of `scope` whose names `symtable` counts as names of `scope`, or as nobody's."""
    known = {(named(each), each.get_lineno()) for each in scopes_in(table)}
    for each in inner.get(scope.number, ()):
        if each.kind in ("parameters", "annotation") or (
            each.kind == "comprehension" and (name_of(each), line_of(each)) not in known
        ):
            yield each
            yield from inlined_in(each, table, inner)


def is_bound(symbol: symtable.Symbol) -> bool:
    return (
        symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported()
        or symbol.is_namespace() or symbol.is_annotated()
    )  # fmt: skip


def test_every_name_belongs_where_the_compiler_says():
    compared = 0
    for where, source in sources():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                tree, table = ast.parse(source), symtable.symtable(source, where, "exec")
            except (SyntaxError, ValueError):
                continue  # the library has files that are wrong on purpose
        bindings = Bindings(tree)
        inner: Inner = {}
        for scope in bindings.of.values():
            if scope.parent is not None:
                inner.setdefault(scope.parent.number, []).append(scope)
        compare(bindings.module, table, bindings, inner, where)
        compared += len(bindings.of)
    assert compared > 1500


# --- against execution


def sure(bindings: Bindings) -> set[str]:
    """The names that top-level statements bind whatever happens, and that nothing takes away."""
    plain = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    body = bindings.module.node.body
    places = {id(node) for node in body if isinstance(node, plain)}
    places |= {id(t) for node in body if isinstance(node, ast.Assign) for t in node.targets}
    return {
        name
        for name, found in bindings.of_module.items()
        if any(id(binding.node) in places for binding in found)
        and not any(binding.how in (How.DELETED, How.CAUGHT) for binding in found)
    }


def implied(name: str) -> bool:
    """Whether a name is there without anybody having written it."""
    return name.startswith("@") or (name.startswith("__") and name.endswith("__"))


def check(
    bindings: Bindings,
    got: set[str],
    where: str,
    *,
    called: bool = True,
    besides: Collection[str] = (),
) -> None:
    """Fail if running the code has left other names than its text says, or than `besides`."""
    any_time = {name for name, found in bindings.of_module.items() if any(b.gives for b in found)}
    may = any_time if called else bindings.bound
    more = {name for name in got - may if not implied(name) and name not in besides}
    if bindings.reaches_namespace:  # globals().pop("ByteString")
        return
    assert not more or bindings.stars, (where, sorted(more))
    assert sure(bindings) <= got, (where, sorted(sure(bindings) - got))


def modules() -> Iterator[tuple[str, types.ModuleType, bytes]]:
    """The modules of the library that are here by now, with their sources."""
    chosen = random.Random(2).sample(
        sorted(sys.modules), len(sys.modules) // (1 if FILES > 99 else 3)
    )
    for name in chosen:
        module = sys.modules[name]
        file = getattr(module, "__file__", None) or ""
        if not (file.endswith(".py") and LIBRARY in Path(file).parents) or "-packages" in file:
            continue
        source = Path(file).read_bytes()
        # These put names into modules by way of sys.modules; programs don't get them.
        if b"_convert_" not in source and b"global_enum" not in source:
            yield name, module, source


def test_a_module_of_the_library_has_what_its_text_binds():
    compared = 0
    for name, module, source in modules():
        inner = {each for each in vars(module) if f"{name}.{each}" in sys.modules}
        check(Bindings(ast.parse(source)), set(vars(module)), name, besides=inner)
        compared += 1
    assert compared > 30


@pytest.mark.parametrize("path", sorted(PROGRAMS.glob("*.py")), ids=lambda path: path.stem)
def test_a_program_of_the_corpus_has_what_its_text_binds(path):
    source = path.read_text(encoding="utf-8")
    ready = stage(text_of(source))
    ready.can_begin()
    check(Bindings(ast.parse(source)), set(ready.names), path.stem)


def test_cells_of_the_notebooks_leave_what_they_bind():
    compared = 0
    for where, source in notebooks():
        try:
            tree = ast.parse(source)
        except SyntaxError:
            continue
        tree.body = [node for node in tree.body if only_binds(node)]
        names: dict[str, object] = {}
        exec(compile(tree, where, "exec"), names)
        check(Bindings(tree), set(names), where, called=False)
        compared += len(names) > 1
    assert compared > 50


def only_binds(node: ast.stmt) -> bool:
    """Whether nothing but bindings comes of executing `node`."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        return all(
            name and name.partition(".")[0] in sys.stdlib_module_names
            for name in names or [getattr(node, "module", None)]
        )
    if isinstance(node, ast.FunctionDef):
        return not (node.decorator_list or node.args.defaults or node.args.kw_defaults)
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return isinstance(node.value, ast.Constant)
    return False


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("x: int\n(y): int\nz: int = 1", {"z"}),
        ("rows = [x for x in 'ab']\nany(y for y in 'ab')\nf = lambda z: z", {"rows", "f"}),
        ("rows = [(x := y) for y in 'ab']\nany((z := y) for y in 'ab')", {"rows", "x", "z"}),
        ("def f(x=(y := 1)):\n    global z\n    z = 1", {"f", "y"}),
        ("def f():\n    global z\n    z = 1\nf()", {"f", "z"}),
        ("class C:\n    global x\n    x, y = 1, 2", {"C", "x"}),
        ("class C:\n    def f():\n        global __x\n        __x = 1\nC.f()", {"C", "_C__x"}),
        ("class C:\n    import os as __o, os.path\n    global __p\n    import os as __p",
         {"C", "_C__p"}),
        ("try: 1 / 0\nexcept ZeroDivisionError as e: x = e", {"x"}),
        ("try: 1 / 0\nexcept ZeroDivisionError as e: x = 1\nelse: y = 1", {"x"}),
        ("match [1, 2, {'a': 1, 'b': 2}]:\n    case [x, *y, {'a': 1, **z}]: pass", {"x", "y", "z"}),
        ("if True:\n    import os.path, json as j\n    async def f(): pass", {"os", "j", "f"}),
        ("x = y = 1\ndel x", {"y"}),
        ("for x, (y, *z) in [(1, (2, 3))]: pass\nelse: w = 1", {"x", "y", "z", "w"}),
        ("from contextlib import nullcontext as n\nwith n((1, 2)) as (x, y): pass",
         {"n", "x", "y"}),
        ("x = [0]\nfor x[0] in [1]: pass\nx[0] += 1", {"x"}),
        ("globals()['x'] = 1", {"x"}),
        ("vars()['x'] = locals()['y'] = 1", {"x", "y"}),
    ],
)  # fmt: skip
def test_what_a_text_binds_is_what_running_it_leaves(source, left):
    names: dict[str, object] = {}
    exec(source, names)
    bindings = Bindings(ast.parse(source))
    got = {name for name in names if not implied(name)}
    assert got == left
    for called in (True, False) if "f()\n" not in source + "\n" else (True,):
        check(bindings, got, source, called=called)
    if not bindings.reaches_namespace:
        gone = {name for name, all in bindings.of_module.items() for binding in all
                if binding.how in (How.DELETED, How.CAUGHT)}  # fmt: skip
        assert bindings.bound - gone - {"y" if "else" in source else ""} <= got


def test_only_a_text_that_asks_for_its_namespace_is_said_to():
    asks = ["globals()", "x = globals", "vars()", "x = [locals() for _ in 'a']",
            "import builtins\nbuiltins.globals()", "def f(): return globals()"]  # fmt: skip
    for source in asks:
        assert Bindings(ast.parse(source)).reaches_namespace, source
    for source in ("vars(x)", "def f(): return locals(), vars()", "class C: locals()"):
        assert not Bindings(ast.parse(source)).reaches_namespace, source


def test_every_global_that_the_compiler_reads_is_used():
    compared = 0
    for where, source in sources():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                code, bindings = compile(source, where, "exec"), Bindings(ast.parse(source))
            except (SyntaxError, ValueError):
                continue
        read = set(globals_of(code, top=True))
        assert read <= bindings.used | {"__class__", "__annotations__"}, where
        compared += len(read)
    assert compared > 1500


def globals_of(code: types.CodeType, *, top: bool = False) -> Iterator[str]:
    implicit = ("__name__", "__conditional_annotations__")  # a class asks for its module's
    for each in dis.get_instructions(code):
        reads = each.opname == "LOAD_GLOBAL" or (top and each.opname == "LOAD_NAME")
        if reads and each.argval not in implicit:
            yield each.argval
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from globals_of(constant)


def test_what_a_star_brings_is_what_its_module_exports():
    compared = 0
    for name, module, source in modules():
        told = exported(ast.parse(source))
        if told is None or "__path__" in vars(module) or "-" in name:
            continue
        names: dict[str, object] = {}
        exec(f"from {name} import *", names)
        got = names.keys() - {"__builtins__", "__warningregistry__"}
        assert got <= told, (name, got - told)
        if "__all__" in vars(module):
            assert told == got, name
        compared += 1
    assert compared > 15


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x, (y, *z) = w", "xyz"),
        ("for x in y: z = 1", "xz"),
        ("with a as b, c as (d, e.f): pass", "bde"),
        ("x[y] = z.w = (v := 1)", "v"),
    ],
)
def test_targets_are_what_a_statement_binds(source, names):
    found = targets(ast.parse(source).body[0])
    assert found == set(names) - ({"e"} if "e.f" in source else set())

"""What no answer needs: Python's own machinery, with which a program can lie about itself.

An honest answer may use it all the same. So it costs no marks; but where a mark rests on what a
room says of itself, a person looks at it first.
"""

from __future__ import annotations

import ast
import os.path
import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import ModuleType

from threadlab.explorer.bindings import Bindings, How, targets
from threadlab.grading.judging.examples import examples, made
from threadlab.grading.judging.made_names import makes_names, makes_odd_names
from threadlab.grading.wire.machinery import ATTRIBUTES, HARMLESS, by_variable

_MODULES_TEXT = """
    ctypes _ctypes importlib builtins marshal _frozen_importlib code codeop
    greenlet _thread_internals imp runpy cProfile profile trace site
    __main__ pdb bdb rlcompleter pydoc zipimport shelve joblib
    _xxsubinterpreters _interpreters _testcapi _testinternalcapi
"""
_MODULES = frozenset(_MODULES_TEXT.split())
_NAMES_TEXT = """
    __import__ exec eval compile globals breakpoint __builtins__ __loader__ __spec__
    get_ipython get_type_hints __check__ __holds__ __operand__ __renew__ __guard__
    __look__ __put__ __object__ __operate__
"""
_NAMES = frozenset(_NAMES_TEXT.split())
_TEXTS = {text for text in (ATTRIBUTES | _NAMES) - HARMLESS if "_" in text}
_TYPES = frozenset({"object", "type", "dict", "list", "int", "str", "tuple", "set"})
_PARTS = frozenset({"explorer", "grading", "lab", "trace", "course"})  # of threadlab
_MODULE_WORDS = ("IPython", "ipykernel", "traitlets", "pkgutil")
_SETTINGS = frozenset({"sys.stdout", "sys.stderr", "sys.stdin", "sys.path", "os.environ"})
_GETTERS = frozenset({"attrgetter", "methodcaller"})  # of what their texts name
_PICKLES = frozenset({"pickle", "_pickle", "cPickle", "cloudpickle", "dill"})
_UNPICKLES = frozenset({"load", "loads", "Unpickler", "_Unpickler", "_loads", "_load"})
# Parts of modules that are harmless otherwise: they show frames and what is in them, run texts, or
# have a class count as another one.
_REACHING_TEXT = """
    inspect.getmembers xmlrpc.server.resolve_dotted_attribute
    inspect.stack inspect.trace inspect.getargvalues inspect.getclosurevars inspect.getattr_static
    inspect.getgeneratorlocals inspect.getinnerframes inspect.getouterframes inspect.getframeinfo
    traceback.walk_stack traceback.walk_tb traceback.StackSummary sys._current_exceptions
    sys.call_tracing typing.ForwardRef unittest.TestLoader unittest.defaultTestLoader
    logging.config doctest.run_docstring_examples doctest.DocTestParser doctest.DocTestRunner
    numbers.Number.register numbers.Integral.register numbers.Real.register
"""
_REACHING = frozenset(_REACHING_TEXT.split())
_GIVEN = frozenset(
    {"fileno", "assigned", "allow_pickle", "eval_str", "capture_locals"}
)  # by their keywords
_REACH = frozenset({"getattr", "setattr", "delattr", "vars"})  # for attributes by their names
_SHOW = frozenset({"print", "help", "dir", "repr", "str", "type"})  # may be given a whole module
_WORD = re.compile(r"\w+")
_MEMORY = re.compile(r"\bproc/\S*\bmem\b")  # in which whoever writes there changes any object
_PLAIN_MAGICS = frozenset(
    {"matplotlib", "pylab", "config", "pip", "conda", "ls", "pwd", "precision"}
)
_MAGIC = re.compile(r"^[ \t]*%{1,2}(load|loadpy|macro|rerun|recall|edit)\b"
                    r"|^[ \t]*%(load_ext|reload_ext)\b(?!\s+(?:autoreload|threadlab)\s*$)",
                    re.M)  # fmt: skip
_LINE = re.compile(r"^[ \t]*%{1,2}(?:time|timeit|prun|debug|memit|mprun|lprun)\b"
                   r"((?:\s+-\w+(?:\s+\d+)?)*)(.*)$", re.M)  # fmt: skip


_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def suspicions(
    source: str, plain: Callable[[str], str] = str, *, overseen: bool = False
) -> list[str]:
    """Say what in `source` could change how Python itself works; empty for most answers.

    `plain` makes Python of a cell with IPython's own syntax. A cell that is `overseen` looks for
    attributes by variables, and sets them, where a room sees their names; only one that is Python
    as it stands can be.
    """
    found = [f"%{one or other}" for one, other in _MAGIC.findall(source)]
    for _, code in _LINE.findall(source):
        found += suspicions(code.strip(), plain) if code.strip() else []
    if source.lstrip().startswith("%%"):
        found += suspicions(source.lstrip().partition("\n")[2], plain)
    try:
        text = plain(source)
        overseen = overseen and _is_python(source)
        doubts, _, _ = _doubts(text, "get_ipython" in source, overseen)
    except _UNREADABLE:
        return found
    if "doctest" in source or ">>>" in source:
        found += _of_examples(text, plain)
    return sorted({*found, *doubts})


def _of_examples(text: str, plain: Callable[[str], str]) -> list[str]:
    """What is doubtful in the examples of a text, wherever `doctest` is told to run them."""
    nodes = list(ast.walk(ast.parse(text)))
    found = [doubt for each in examples(nodes) for doubt in suspicions(each, plain)]
    return found + (made(nodes) if "doctest" in text else [])


def looks(
    source: str, plain: Callable[[str], str] = str, *, overseen: bool = False
) -> tuple[bool, bool]:
    """Whether `source` looks for attributes by variables, and whether it makes names for them.

    Each is in order where there is nothing of the other in what is run beside it.
    """
    try:
        text = plain(source)
        overseen = overseen and _is_python(source)
        _, looks, makes = _doubts(text, "get_ipython" in source, overseen)
    except _UNREADABLE:
        return False, True
    return looks, makes


@lru_cache(maxsize=2048)
def _doubts(text: str, in_notebook: bool, overseen: bool) -> tuple[tuple[str, ...], bool, bool]:
    """Both of it, of Python: what is doubtful, whether it looks, and whether it makes names."""
    doubts = _Doubts(ast.parse(text), in_notebook=in_notebook, overseen=overseen)
    return tuple(doubts.found), doubts.looks_by_variable, doubts.makes_odd_names


def _is_python(source: str) -> bool:
    """Whether a cell is Python as it stands: none of it is run by a magic, out of a text."""
    try:
        ast.parse(source)
    except _UNREADABLE:
        return False
    return True


class _Doubts:
    """What is doubtful in a cell; `imported` are names of modules, types, and of their parts."""

    def __init__(self, tree: ast.Module, *, in_notebook: bool, overseen: bool):
        self.found: list[str] = []
        self.overseen = overseen
        self.names = _NAMES if in_notebook else _NAMES - {"get_ipython"}
        self.modules: set[str] = set()
        parents: list[tuple[ast.AST, ast.AST]] = []  # each node with its parent
        nodes: list[ast.AST] = [tree]
        for node in nodes:  # which grows, in the order of `ast.walk`
            children = list(ast.iter_child_nodes(node))
            nodes += children
            parents += [(child, node) for child in children]
        self.documents = _documents(nodes)
        self.descriptors = _descriptors(nodes)
        bindings = Bindings(tree)
        self.makes_odd_names = makes_odd_names(nodes, self.documents, ATTRIBUTES - HARMLESS)
        self.makes_names = self.makes_odd_names or makes_names(nodes, bindings.modules)
        self.passed: set[int] = set()  # parts that are in order where they stand
        self.origins: dict[str, str] = {}  # of names that are imported
        self.pickles: set[str] = set()  # names of modules that read pickles
        self.looks_by_variable = False
        imports = [binding for binding in bindings.all() if binding.how is How.IMPORTED]
        for module in bindings.modules:
            self.found += _of_module(module)
        self.found += [
            f"another {binding.name}" for binding in bindings.all()
            if binding.name in _PICKLES and binding.origin not in _PICKLES
        ]  # fmt: skip
        for binding in imports:
            module, _, name = binding.origin.rpartition(".")
            if isinstance(binding.node, ast.Import) or _is_another_module(binding.origin):
                self.modules.add(binding.name)
            self.origins[binding.name] = binding.origin
            if binding.origin in _REACHING:
                self.found.append(binding.origin)
            elif binding.origin in _PICKLES:
                self.pickles.add(binding.name)
            elif name in (ATTRIBUTES | _NAMES) - HARMLESS or (
                name in _GETTERS and binding.name != name
            ):
                self.found.append(name)
            elif (
                (module in _PICKLES and name in _UNPICKLES)
                or binding.origin == "unittest.mock"
                or (module == "threadlab" and name in _PARTS)
            ):
                self.found.append(binding.origin)
        imported = {*_TYPES, *(binding.name for binding in imports)}
        self.imported = _aliases(nodes, imported | self.modules)
        for child, parent in parents:
            self._look(child, parent)
        if _reads_bytes_as_pickle(nodes):
            self.found.append("send_bytes, and recv")

    def _look(self, node: ast.AST, parent: ast.AST) -> None:
        if isinstance(node, ast.MatchClass):
            self.found += [name for name in node.kwd_attrs if name in ATTRIBUTES]
        elif isinstance(node, ast.keyword) and node.arg in _GIVEN:
            self.found.append(node.arg)
        elif isinstance(node, ast.Name):
            self._name(node, parent)
        elif isinstance(node, ast.Attribute):
            self._attribute(node, parent)
        elif (isinstance(node, ast.Constant) and isinstance(node.value, str)
              and id(node) not in self.documents):  # fmt: skip
            words = set(_WORD.findall(node.value))
            if _MEMORY.search(node.value):
                self.found.append("/proc/…/mem")
            if "{" in node.value or len(words) == 1:  # a format, or the name of an attribute
                self.found += sorted(_TEXTS & words)
        elif isinstance(node, ast.JoinedStr):
            written = (
                part.value if isinstance(part, ast.Constant) else "0" for part in node.values
            )
            if _MEMORY.search("".join(map(str, written))):
                self.found.append("/proc/…/mem")
        elif isinstance(node, ast.Call) and node.args:
            self._let_pass(node)
            if isinstance(node.func, ast.Name):
                self._call(node, node.func.id)
        elif isinstance(node, ast.FunctionDef) and node.name in ATTRIBUTES | {"__class__"}:
            self.found.append(node.name)

    def _let_pass(self, node: ast.Call) -> None:
        """Note what is in order as it is called here: by its own names, or with its own file."""
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        name = function.id if isinstance(function, ast.Name) else name
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        plain = all(isinstance(text, str) and "__" not in text for text in texts)
        if name in _GETTERS and plain and len(texts) == len(node.args):
            self.passed.add(id(function))
        if name == "methodcaller" and texts and isinstance(texts[0], str) and "__" not in texts[0]:
            self.passed.add(id(function))
        if (name == "__setattr__" and len(node.args) == 3 and _root(node.args[0]) == "self"
                and isinstance(node.args[0], ast.Name) and texts and plain
                and ast.unparse(function) == "object.__setattr__"):  # fmt: skip
            self.passed.add(id(function))  # of a frozen dataclass
        if _is_plain_magic(node):
            self.passed.add(id(function.value.func))  # type: ignore[attr-defined]
        if isinstance(function, ast.Attribute) and self._is_copy(function, node):
            self.passed.add(id(function))
        if name == "fdopen" and _root(node.args[0]) in self.descriptors:
            self.passed.add(id(function))

    def _name(self, node: ast.Name, parent: ast.AST) -> None:
        if node.id in _GETTERS and id(node) not in self.passed:
            self.found.append(node.id)
        if node.id in self.names and id(node) not in self.passed:
            self.found.append(node.id)
        called = isinstance(parent, ast.Call) and parent.func is node
        if node.id in _REACH and not called:
            self.found.append(node.id)
        if node.id in self.modules and isinstance(node.ctx, ast.Load):
            shown = (isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name)
                     and parent.func.id in _SHOW)  # fmt: skip
            given = isinstance(parent, ast.arguments)  # the default of an argument
            given = given or (isinstance(parent, ast.Call) and self._is_plain_part(parent, node))
            if not (isinstance(parent, (ast.Attribute, ast.Expr)) or shown or given):
                self.found.append(f"the module {node.id} as a value")
        if node.id == "__class__" and not isinstance(node.ctx, ast.Load):
            self.found.append(node.id)

    def _attribute(self, node: ast.Attribute, parent: ast.AST) -> None:
        root = _root(node)
        if node.attr in _GETTERS and id(node) not in self.passed:
            self.found.append(node.attr)
        if id(node) in self.passed:
            return
        reads = self.pickles if root in self.pickles else _PICKLES.intersection(_parts(node.value))
        if node.attr in _UNPICKLES and reads:
            self.found.append(f"{root}.{node.attr}")
        text = ast.unparse(node)
        origin = f"{self.origins.get(root, root)}{text[len(root) :]}"
        if root in self.imported and origin in _REACHING:
            self.found.append(origin)
        if node.attr == "load" and isinstance(parent, ast.Call) and len(parent.args) > 2:
            self.found.append("allow_pickle")  # the third that NumPy's is given
        if node.attr == "sendfile" and root not in self.imported:
            return  # of a socket
        if node.attr == "__code__" and isinstance(parent, ast.Attribute):
            if not parent.attr.startswith("co_"):
                self.found.append(node.attr)
        elif node.attr in ATTRIBUTES - HARMLESS:
            self.found.append(node.attr)
        if node.attr == "__dict__" and _is_type_of(node.value):
            self.found.append(f"{ast.unparse(node)[:30]}")
        if root in self.imported and (node.attr in _PARTS or node.attr == "__dict__"):
            self.found.append(f"{root}.{node.attr}")
        within = isinstance(parent, (ast.Attribute, ast.Expr))
        if root in self.imported and not within and _is_another_module(origin):
            self.found.append(f"the module {text} as a value")
        changed = node.attr == "__class__" or (root in self.imported and text not in _SETTINGS)
        if changed and not isinstance(node.ctx, ast.Load):
            self.found.append(f"a change of {text}")

    def _is_plain_look(self, node: ast.Call) -> bool:
        """Whether getattr or vars finds what could as well be written with a dot."""
        root = _root(node.args[0])
        if len(node.args) < 2:
            return root not in self.imported and not _is_type_of(node.args[0])
        name = node.args[1]
        if isinstance(name, ast.Constant):
            text = str(name.value)
            if text in ATTRIBUTES - HARMLESS or (text in _UNPICKLES and root in self.pickles):
                return False  # as with a dot
            return root not in self.imported or not (text in ATTRIBUTES | _PARTS or "__" in text)
        receiver = node.args[0]
        if not (isinstance(name, ast.Name) and isinstance(receiver, ast.Name)
                and receiver.id == "self" and "self" not in self.imported):  # fmt: skip
            return False
        self.looks_by_variable = True
        return not self.makes_names

    def _is_copy(self, function: ast.Attribute, call: ast.Call) -> bool:
        """Whether it reads what is pickled in the same breath, which holds nothing but its own.

        Any other pickle may have been written by hand, or come in a file beside the notebook,
        and then it calls what it likes.
        """
        written = call.args[0]
        return (function.attr == "loads" and isinstance(function.value, ast.Name)
                and function.value.id in self.pickles & _PICKLES
                and len(call.args) == 1 and not call.keywords
                and isinstance(written, ast.Call) and isinstance(written.func, ast.Attribute)
                and written.func.attr == "dumps"
                and isinstance(written.func.value, ast.Name)
                and written.func.value.id == function.value.id)  # fmt: skip

    def _is_plain_part(self, call: ast.Call, module: ast.Name) -> bool:
        """Whether it is the part of a module whose plain name stands there."""
        if self.overseen and by_variable(call) == "getattr" and call.args[0] is module:
            return True  # the room sees which module it is, and which part
        return (isinstance(call.func, ast.Name) and call.func.id == "getattr"
                and len(call.args) > 1 and call.args[0] is module
                and isinstance(call.args[1], ast.Constant))  # fmt: skip

    def _call(self, node: ast.Call, name: str) -> None:
        if name in ("update_wrapper", "wraps") and len(node.args) > 2:
            self.found.append(name)
        if name == "setattr" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and (
            node.args[1].value in ATTRIBUTES | {"__class__"}
        ):  # fmt: skip
            self.found.append(f"a change of {node.args[1].value}")
        if name == "setattr" and _root(node.args[0]) in self.imported:
            self.found.append(f"a change of {ast.unparse(node.args[0])}")
        if name in _REACH and any(isinstance(part, ast.Starred) for part in node.args):
            self.found.append(name)
        overseen = self.overseen and by_variable(node) == "getattr"
        if name in ("getattr", "vars") and not (overseen or self._is_plain_look(node)):
            self.found.append(name)
        first = node.args[0]
        if name == "open" and isinstance(first, ast.Constant) and isinstance(first.value, int):
            self.found.append("open of a descriptor")


def _reads_bytes_as_pickle(nodes: list[ast.AST]) -> bool:
    """Whether a connection may be sent what is no pickle of its own, and read it as one."""
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return "send_bytes" in attributes and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "recv" and not (node.args or node.keywords)
        for node in nodes
    )  # fmt: skip


def _is_plain_magic(node: ast.Call) -> bool:
    """Whether it is what a line such as %matplotlib inline or !ls becomes."""
    function = node.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call)
            and isinstance(function.value.func, ast.Name)
            and function.value.func.id == "get_ipython" and not function.value.args
            and all(isinstance(part, ast.Constant) for part in node.args)):  # fmt: skip
        return False
    first = node.args[0]
    name = str(first.value).lstrip("%").split()[:1] if isinstance(first, ast.Constant) else []
    return (
        function.attr in ("run_line_magic", "magic") and name[:1] != [] and name[0] in _PLAIN_MAGICS
    )


def _documents(nodes: list[ast.AST]) -> set[int]:
    """The docstrings: they say something and do nothing."""
    found = set()
    for node in nodes:
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


def _descriptors(nodes: list[ast.AST]) -> set[str]:
    """The names of descriptors that a temporary file has just got."""
    return {
        target.elts[0].id
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        and "mkstemp" in (getattr(node.value.func, "id", ""), getattr(node.value.func, "attr", ""))
        and ast.unparse(node.value.func) in ("tempfile.mkstemp", "mkstemp")
        for target in node.targets
        if isinstance(target, ast.Tuple) and target.elts and isinstance(target.elts[0], ast.Name)
    }  # fmt: skip


def _aliases(nodes: list[ast.AST], imported: set[str]) -> set[str]:
    """`imported`, and the names that were given to something of it."""
    known = set(imported)
    for _ in range(3):
        before = len(known)
        for node in nodes:
            if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and node.value:
                if any(_root(value) in known - _TYPES for value in _given(node.value)):
                    known |= targets(node)
            elif isinstance(node, ast.arguments):
                known |= _given_modules(node, known)
            elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
                named = {part.id for part in ast.walk(node.iter) if isinstance(part, ast.Name)}
                if named & (known - _TYPES) and not isinstance(node.iter, ast.Call):
                    known |= targets(node.target)
        if len(known) == before:
            break
    return known


def _given_modules(node: ast.arguments, known: set[str]) -> set[str]:
    """The arguments whose defaults are something of `known`."""
    positional = [*node.posonlyargs, *node.args]
    pairs = [*zip(reversed(positional), reversed(node.defaults), strict=False),
             *zip(node.kwonlyargs, node.kw_defaults, strict=True)]  # fmt: skip
    return {
        argument.arg for argument, default in pairs
        if default is not None
        and any(_root(value) in known - _TYPES for value in _given(default))
    }  # fmt: skip


def _given(value: ast.expr) -> Iterator[ast.expr]:
    """What `value` may be, or contain as it is written."""
    inner: list[ast.expr] = []
    if isinstance(value, (ast.Tuple, ast.List, ast.Set)):
        inner = value.elts
    elif isinstance(value, (ast.Dict, ast.BoolOp)):
        inner = value.values
    elif isinstance(value, ast.IfExp):
        inner = [value.body, value.orelse]
    elif isinstance(value, (ast.NamedExpr, ast.Starred)):
        inner = [value.value]
    else:
        yield value
    for part in inner:
        yield from _given(part)


def _of_module(name: str) -> list[str]:
    top = name.split(".")[0]
    if (top in _MODULES or top in _MODULE_WORDS) and name != "IPython.display":
        return [top]
    if name == "unittest.mock":
        return [name]
    if name.startswith("threadlab."):
        return [name]
    return []


def _is_another_module(origin: str) -> bool:
    """Whether a part of a library module is a module that it uses itself, such as logging.sys."""
    first, *rest = origin.split(".")
    found: object = sys.modules.get(first) if first in sys.stdlib_module_names else None
    for name in rest:
        found = getattr(found, name, None)
    return (isinstance(found, ModuleType) and found is not os.path
            and found.__name__.split(".")[0] != first)  # fmt: skip


def _is_type_of(node: ast.expr) -> bool:
    """Whether it is the class of whatever is given, in whose names there may be slots of Python."""
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id == "type" and len(node.args) == 1
            and _root(node.args[0]) != "self")  # fmt: skip


def _parts(node: ast.expr) -> Iterator[str]:
    """The names of a dotted one."""
    while isinstance(node, ast.Attribute):
        yield node.attr
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""

"""What no answer needs: Python's own machinery, with which a program can lie about itself.

An honest answer may use it all the same. So it costs no marks; but where a mark rests on what a
room says of itself, a person looks at it first.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable

_MODULES_TEXT = """
    ctypes _ctypes gc inspect importlib builtins marshal _frozen_importlib code codeop dis
    faulthandler tracemalloc greenlet _thread_internals imp runpy pickle _pickle
"""
_MODULES = frozenset(_MODULES_TEXT.split())
_NAMES_TEXT = """
    __import__ exec eval compile globals breakpoint __builtins__ __loader__ __spec__
    get_ipython attrgetter methodcaller get_type_hints __check__
"""
_NAMES = frozenset(_NAMES_TEXT.split())
_ATTRIBUTES_TEXT = """
    __subclasses__ __globals__ __builtins__ __code__ __closure__ __mro__ __bases__ __base__
    __getattribute__ __reduce__ __reduce_ex__ __traceback__ __func__ __loader__ __spec__
    tb_frame f_back f_globals f_locals f_builtins f_code f_trace f_lineno gi_frame gi_code
    cr_frame ag_frame _getframe _current_frames settrace setprofile addaudithook monitoring
    meta_path path_hooks modules _os _exit kill killpg input_transformers_post
    ast_transformers user_ns user_global_ns __wrapped__
"""
_ATTRIBUTES = frozenset(_ATTRIBUTES_TEXT.split())
_HARMLESS = frozenset({"_exit", "kill"})  # of no use against a judge in another process
_TEXTS = {text for text in (_ATTRIBUTES | _NAMES) - _HARMLESS if "_" in text}
_TYPES = frozenset({"object", "type", "dict", "list", "int", "str", "tuple", "set"})
_PARTS = frozenset({"explorer", "grading", "lab", "trace", "course"})  # of threadlab
_MODULE_WORDS = ("IPython", "ipykernel", "unittest", "timeit", "doctest", "pdb", "pydoc", "pkgutil")
_WORD = re.compile(r"\w+")
_MAGIC = re.compile(r"^\s*%{1,2}(run|load|loadpy|load_ext|reload_ext|macro|rerun|recall|edit)\b",
                    re.M)  # fmt: skip


def suspicions(source: str, plain: Callable[[str], str] = str) -> list[str]:
    """Say what in `source` could change how Python itself works; empty for most answers.

    `plain` makes Python of a cell with IPython's own syntax.
    """
    found = [f"%{name}" for name in _MAGIC.findall(source)]
    if source.lstrip().startswith("%%"):
        found += suspicions(source.lstrip().partition("\n")[2], plain)
    try:
        tree = ast.parse(plain(source))
    except (SyntaxError, ValueError, RecursionError):
        return found
    names = _NAMES if "get_ipython" in source else _NAMES - {"get_ipython"}
    imported: set[str] = set(_TYPES)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported.add((alias.asname or alias.name).split(".")[0])
                found += _of_module(alias.name)
        elif isinstance(node, ast.ImportFrom):
            found += _of_module(node.module or "")
            for alias in node.names:
                imported.add(alias.asname or alias.name)
                if alias.name in (_ATTRIBUTES | _NAMES) - _HARMLESS:
                    found.append(alias.name)
    imported = _aliases(tree, imported)
    for node in ast.walk(tree):
        if isinstance(node, ast.MatchClass):
            found += [name for name in node.kwd_attrs if name in _ATTRIBUTES]
        if isinstance(node, ast.Attribute) and node.attr == "__dict__" and _root(node) in imported:
            found.append(f"{_root(node)}.__dict__")
        if isinstance(node, ast.Attribute) and node.attr in _PARTS and _root(node) in imported:
            found.append(node.attr)
        if isinstance(node, ast.Name) and node.id in names:
            found.append(node.id)
        elif isinstance(node, ast.Attribute) and node.attr in _ATTRIBUTES - _HARMLESS:
            found.append(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += sorted(_TEXTS & set(_WORD.findall(node.value)))
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(
            node.ctx, ast.Load
        ):
            root = _root(node)
            if root in imported:
                found.append(f"a change of {ast.unparse(node)}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "setattr" and node.args and _root(node.args[0]) in imported:
                found.append(f"a change of {ast.unparse(node.args[0])}")
            if node.func.id in ("getattr", "vars", "dir") and node.args and (
                _root(node.args[0]) in imported or (
                    node.func.id == "getattr" and len(node.args) > 1
                    and not isinstance(node.args[1], ast.Constant))
            ):  # fmt: skip
                found.append(node.func.id)
    return sorted(set(found))


def _aliases(tree: ast.AST, imported: set[str]) -> set[str]:
    """`imported`, and the names that were given to something of it."""
    known = set(imported)
    for _ in range(3):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Call):
                if _root(node.value) in known - _TYPES:
                    known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, (ast.For, ast.comprehension)):
                named = {part.id for part in ast.walk(node.iter) if isinstance(part, ast.Name)}
                if named & (known - _TYPES) and not isinstance(node.iter, ast.Call):
                    known |= {part.id for part in ast.walk(node.target)
                              if isinstance(part, ast.Name)}  # fmt: skip
    return known


def _of_module(name: str) -> list[str]:
    top = name.split(".")[0]
    if (top in _MODULES or top in _MODULE_WORDS) and name != "IPython.display":
        return [top]
    if name.startswith("threadlab."):
        return [name]
    return []


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def rebound(source: str, names: Iterable[str]) -> list[str]:
    """Which of `names` the cell `source` gives another meaning, other than by an import."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return []
    wanted = set(names)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
    for node in tree.body:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                found.add(part.id)
    methods = {
        item.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    return sorted((found - methods) & wanted)

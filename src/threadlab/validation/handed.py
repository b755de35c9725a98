"""What an answer hands to a thread or a pool and did not mean to: found in its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from threadlab.validation.named import FUNCTIONS, Names, returns
from threadlab.words import say

_THREADS = ("Thread", "Timer", "Process")
_ASK = ("submit", "apply_async")  # take a function, and then its values
_NOT_CALLABLE = "object is not callable"
_GROUP = "group argument must be None"
# Methods that change what they belong to, and return nothing.
GIVE_NOTHING = (
    *("append", "clear", "extend", "insert", "remove", "reverse", "sort", "update"),
    *("join", "notify", "notify_all", "put", "release", "set", "start", "task_done"),
)


def handed(tree: ast.Module, names: Names, text: str) -> Iterator[tuple[ast.AST, str]]:
    """Each thing in an answer's `tree` that a thread is given and can't use, with a sentence.

    `text` is that of the error to which the answer has led; "" if it has led to none: then only
    what can't have been meant is named.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if _GROUP in text and name_of(node) == "Thread" and node.args:
            yield node, say("validate.by_name", name=ast.unparse(node.args[0]))
        given = _given(node)
        if isinstance(given, ast.Call):
            if _gives_nothing(given, tree, names) or _NOT_CALLABLE in text:
                yield node, _rather(node, given)
        elif name_of(node) in _THREADS and isinstance(given, ast.Name):
            kinds = {_kind(each) for each in _defined(given.id, tree, names)}
            if len(kinds) == 1 and (kind := kinds.pop()):
                yield node, say(f"validate.{kind}", name=given.id)


def _given(call: ast.Call) -> ast.expr | None:
    """What a call hands to a thread or a pool to be called there."""
    name = name_of(call)
    if name in _THREADS:
        return next((word.value for word in call.keywords if word.arg in ("target", "function")),
                    call.args[1] if name == "Timer" and len(call.args) > 1 else None)  # fmt: skip
    if name in _ASK and isinstance(call.func, ast.Attribute) and call.args:
        return call.args[0]
    return None


def _rather(call: ast.Call, given: ast.Call) -> str:
    """That something is called too early, and how it is handed over without being called."""
    function, called = ast.unparse(given.func), ast.unparse(given)
    values = [ast.unparse(one) for one in given.args]
    within = [one for one in ast.walk(given) if isinstance(one, ast.Call) and one is not given]
    if given.keywords or within:  # each of which would still be called here
        return say("validate.called_within", call=called)
    if name_of(call) in _ASK:
        words = [function, *values]
    elif name_of(call) == "Timer":
        words = [ast.unparse(call.args[0]) if call.args else "…", function]
        words += [f"[{', '.join(values)}]"] * bool(values)
    else:
        words = [f"target={function}"]
        words += [f"args=({', '.join(values)}{',' * (len(values) == 1)})"] * bool(values)
    rather = f"{ast.unparse(call.func)}({', '.join(words)})"
    return say("validate.called", call=called, rather=rather)


def _defined(name: str, tree: ast.Module, names: Names) -> list[ast.AST]:
    """The functions of a name in an answer's `tree`; if it has none, those in the notebook."""
    for trees in ([tree], names.trees.values()):
        found: list[ast.AST] = [
            node
            for one in trees
            for node in ast.walk(one)
            if isinstance(node, FUNCTIONS) and node.name == name
        ]
        if found:
            return found
    return []


def _gives_nothing(call: ast.Call, tree: ast.Module, names: Names) -> bool:
    """Whether a call is known to return None."""
    name = name_of(call)
    if found := _defined(name, tree, names):
        return not any(returns(function) for function in found)
    return name in GIVE_NOTHING if isinstance(call.func, ast.Attribute) else name == "print"


def _kind(function: ast.AST) -> str:
    """Why a call of a function runs nothing of it: "yields", "awaits"; "" if it does run it."""
    return "awaits" if isinstance(function, ast.AsyncFunctionDef) else "yields" * _yields(function)


def _yields(function: ast.AST) -> bool:
    todo = list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            todo += ast.iter_child_nodes(node)
    return False


def name_of(call: ast.Call) -> str:
    """The last name of what is called."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""

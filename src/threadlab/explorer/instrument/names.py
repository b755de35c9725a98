"""The hooks: what a rewritten program calls at its scheduling points.

The rewriter (points/) puts them into the program's text, hooks/ says what they do, and a test holds
both to this table. Each has an example: a line of the program that brings it about. They are
tried by a test as they stand, in a function of a module like this:

    total = 0; total = 1                    # assigned twice: a variable that threads share
    class Shelf: books = 0; room = []
    def example(shelf, rows, text, point):
        global total
        count = 0
        def inner(): nonlocal count; count = 1
        …                                   # the example

Numbers that come first are sites, places of the text (engine/site.py). Hooks, and the temporary
variables `@1`, `@2` … and `@scope3`, begin with an @, which no name of a program can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from threadlab.explorer.engine import marks

MARK = "@"


@dataclass(frozen=True, slots=True, eq=False)
class Hook:
    """A hook: its `name` in rewritten code, what it is for, and an example of its use.

    There is one of each, so it is itself that a table has for a key, and not what it says. `told`
    ones are put only into a program whose run is told; `exact` ones stand in a check.
    """

    name: str
    meaning: str
    line: str
    told: bool = False
    exact: bool = False


def by_name(hooks: Mapping[Hook, Any]) -> dict[str, Any]:
    """Hooks as the builtins of a rewritten program have them."""
    return {hook.name: value for hook, value in hooks.items()}


def temporary(number: int) -> str:
    """The name of a temporary variable."""
    return f"{MARK}{number}"


def is_temporary(name: str) -> bool:
    """Whether `name` is a temporary variable's."""
    return name.startswith(MARK) and name[1:].isdigit()


def scope_token(number: int) -> str:
    """The variable that holds the token of the running call of the function of scope `number`."""
    return f"{MARK}scope{number}"


def is_hidden(name: str) -> bool:
    """Whether `name` is a hook's or a temporary variable's, and none of the program."""
    return name.startswith(MARK)


# Variables.
GLOBAL_READ = Hook("@g", "A variable of the module is about to be read.", "print(total)")
GLOBAL_WRITE = Hook(
    "@w", "A variable of the module is about to get the value that the hook gives back.",
    "total = 2",
)  # fmt: skip
CELL_READ = Hook(
    "@c", "A variable that a function shares with its inner functions is about to be read.",
    "print(count)",
)  # fmt: skip
CELL_WRITE = Hook(
    "@cw", "A variable that a function shares with its inner functions is about to get the value.",
    "count = 2",
)  # fmt: skip
CALL_TOKEN = Hook(
    "@s", "A new object stands for this call of a function, as the owner of its shared variables.",
    "def outer():\n    seen = 0\n    def inner():\n        nonlocal seen\n        seen = 1",
)  # fmt: skip

# Attributes and namespaces.
ATTRIBUTE_READ = Hook(
    "@o", "An attribute of the object is about to be read.", "shelf.books = shelf.books",
)  # fmt: skip
ATTRIBUTE_WRITE = Hook(
    "@ow", "An attribute of the object is about to be set or deleted.", "shelf.books = 2",
)  # fmt: skip
NAMESPACE = Hook(
    "@vars", "The object's namespace: what is done to it is done to the attributes.",
    "shelf.__dict__",
)  # fmt: skip
NAMESPACE_WRITE = Hook(
    "@fields", "The object is about to get another namespace.", "shelf.__dict__ = {}",
)  # fmt: skip
ANNOTATIONS = Hook(
    "@ask", "Ask for annotations: the first who does has them evaluated, from Python 3.14 on.",
    "example.__annotations__",
)  # fmt: skip
UNSEEN = Hook(
    "@unseen", "Here it shows what Python's own code has kept where nobody can see it.",
    "shelf._value2member_map_",
)  # fmt: skip
HIDE = Hook(
    marks.HIDE, "The first statement of a module: takes the hooks out of its sight.", "",
)  # fmt: skip

# Items and whole containers.
ITEM_READ = Hook("@gi", "Read an item.", "rows[0]")
ITEM_WRITE = Hook("@si", "Set an item.", "rows[0] = 1")
ITEM_DELETE = Hook("@di", "Delete an item.", "del rows[0]")
ITEM_TARGET = Hook(
    "@st", "An item is about to be set by an expression, in which no statement can stand.",
    "[0 for rows[0] in text]",
)  # fmt: skip
SLICE = Hook("@slice", "Python's own slice, whatever the program calls so.", "rows[1:]")
MEMBERSHIP = Hook("@in", "Look for an item in a container.", "text in rows")
EXACT_MEMBERSHIP = Hook(
    "@among", "Look for an item in a container, by the exact comparison of checks.",
    "text in rows", exact=True,
)  # fmt: skip
LOOK = Hook("@rd", "A container is about to be looked at as a whole.", "not rows")
DEEP_LOOK = Hook(
    "@deep", "A container is about to be looked at, and what is in it.", "f'{rows}'",
)  # fmt: skip
FORMAT = Hook(
    "@format", "The text of a value in a format. C code may import something for that, and looks "
    "for the builtins of whoever calls: the hook's, as the program hides its own.", "f'{text:>5}'",
)  # fmt: skip
CHANGE_IN_PLACE = Hook(
    "@wr", "Change an object in place, if it can be, by the operator of that name.",
    "rows += text",
)  # fmt: skip
SUM = Hook(
    "@sum", "What was read at one site is added to, or taken from, and written at another one.",
    "shelf.books += len(text)",
)  # fmt: skip
OPERATOR = Hook("@op", "An operator that may look into both of its operands.", "rows == text")

# Loops and handlers.
ITERATE = Hook("@it", "Iterate, with a point before each item.", "[row for row in rows]")
DELEGATE = Hook("@yf", "Iterate for `yield from`, which sends things in, too.",
                "yield from rows")  # fmt: skip
WHILE_TURN = Hook("@t", "A turn of a `while` loop.", "while text: pass")
FOR_TURN = Hook("@f", "A turn of a `for` loop, which has an end as a rule.",
                "for row in (1, 2): pass")  # fmt: skip
CATCH_ALL = Hook(
    "@x", "A handler that may catch everything has begun: what ends the run goes through.",
    "try: pass\nexcept: pass",
)  # fmt: skip

RESUMED = Hook(
    "@goes", "A generator goes on: as long as it does, whoever asks for an item gets an error.",
    "def items():\n    yield text\nprint(*items())",
)  # fmt: skip
UNPACKED = Hook(
    "@star", "All that an iterator gives, or what a container has, is taken.", "print(*rows)",
)  # fmt: skip
CAUGHT = Hook(
    "@caught", "The class or the classes that a handler is for, if they are computed.",
    "try: print(text.x)\nexcept (KeyError, AttributeError): pass",
)  # fmt: skip
CAUSED = Hook(
    "@cause", "What an exception is raised from, if that is computed.",
    "try: pass\nexcept Exception: raise KeyError from text.x",
)  # fmt: skip
RAISED = Hook(
    "@raise", "An exception is about to be raised, which changes it.", "raise text",
)  # fmt: skip

ENDED = Hook(
    "@end", "A statement has ended, and with it what nobody holds any more: in a program that can "
    "notice that.", "",
)  # fmt: skip

# Calls.
CALL = Hook(
    "@call", "Call something that may not be the program's own.", "rows.append(text)",
)  # fmt: skip
FUNCTION = Hook(
    "@fn", "A value that may be a function that is not the program's own, and is called later.",
    "text = rows.append",
)  # fmt: skip
REFUSED = Hook(
    "@no", "A name that leads out of the program: the run ends here.", "shelf.__globals__",
)  # fmt: skip
TOLD = Hook(
    "@told", "An attribute that leads out of the program, but of which some can be told.",
    "inner.__code__",
)  # fmt: skip

# Patterns of `match`.
CLASS_PATTERN = Hook(
    "@mc", "Whether the subject is of the class of a pattern.",
    "match point:\n    case Shelf(): pass",
)  # fmt: skip
KEYWORD_PATTERN = Hook(
    "@ma", "The attribute of the subject that a pattern names.",
    "match point:\n    case Shelf(books=0): pass",
)  # fmt: skip
POSITION_PATTERN = Hook(
    "@mp", "The attribute of the subject that is at a place in its class's __match_args__.",
    "match point:\n    case Shelf(0): pass",
)  # fmt: skip
SEQUENCE_PATTERN = Hook(
    "@ms", "The items of a sequence that is the subject, taken apart.",
    "match point:\n    case [first, *rest]: pass",
)  # fmt: skip
MAPPING_PATTERN = Hook(
    "@mk", "The values for the keys of a mapping that is the subject.",
    "match point:\n    case {'x': 0}: pass",
)  # fmt: skip
ABSENT = Hook(
    "@absent", "No hook but a value: what stands for a part that the subject does not have.",
    "match point:\n    case Shelf(books=0): pass",
)  # fmt: skip

# What only a run that is told is asked.
VALUE_READ = Hook(
    "@v", "The value that has been read.", "print(total)", told=True,
)  # fmt: skip
VALUE_COMING = Hook(
    "@n", "The value that an attribute is about to get.", "shelf.books = 2", told=True,
)  # fmt: skip
ASSERTION = Hook(
    "@assert", "The comparison of an assertion, with both of its sides.",
    "assert rows == text", told=True,
)  # fmt: skip
OTHER_ASSERTION = Hook(
    "@other", "An assertion that is no comparison.", "assert text", told=True,
)  # fmt: skip

HOOKS: tuple[Hook, ...] = tuple(value for value in dict(globals()).values() if type(value) is Hook)
BY_SPEAKING_NAME = {
    name.lower(): value for name, value in dict(globals()).items() if type(value) is Hook
}

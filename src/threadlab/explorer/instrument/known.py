"""What is known of a builtin, a module or a class of the library that a program calls or reads."""

from __future__ import annotations

import array
import io
import re
import sys
from collections import Counter, OrderedDict, UserDict, UserList, defaultdict, deque

# Builtins that take items of an iterator and let nobody else have it, not even later.
TAKE_ALL = frozenset(
    ["all", "any", "bytearray", "bytes", "dict", "frozenset", "list", "max", "min", "set",
     "sorted", "sum", "tuple"]
)  # fmt: skip

# Builtins that look at no container, and those whose hook finds out by itself.
HARMLESS = frozenset(
    [
        "range",
        "isinstance",
        "issubclass",
        "id",
        "callable",
        "abs",
        "chr",
        "ord",
        "bin",
        "hex",
        "oct",
        "round",
        "divmod",
        "pow",
        "float",
        "complex",
        "super",
        "object",
        "property",
        "staticmethod",
        "classmethod",
        "slice",
        "type",
        "globals",
        "locals",
        "print",
        "input",
        "open",
        "exec",
        "eval",
        "compile",
        "__import__",
        "elapsed",
        "BaseException",
        "Exception",
        "ValueError",
        "TypeError",
        "KeyError",
        "IndexError",
        "RuntimeError",
        "AssertionError",
        "StopIteration",
        "NotImplementedError",
        "OSError",
        "TimeoutError",
        "ArithmeticError",
        "ZeroDivisionError",
        "LookupError",
        "AttributeError",
        "KeyboardInterrupt",
        "SystemExit",
    ]
)


# Methods of builtin and library objects: a call of one may touch its object in one step.
METHODS = frozenset(
    name
    for kind in (
        list, dict, set, bytearray, deque, OrderedDict, Counter, defaultdict, io.StringIO,
        io.BytesIO, array.array, memoryview, UserDict, UserList, re.Pattern, type(_ for _ in ()),
    )
    for name in dir(kind)
)  # fmt: skip


# Attributes by these names are looked at even where the program has some of the same name: they
# can be functions of the kinds above, modules, or parts of the library's objects.
ALWAYS = METHODS | frozenset(
    [
        *sys.stdlib_module_names,
        *(f"_{name}" for name in sys.stdlib_module_names),
        *("__self__", "_module", "_fiber", "_world", "_library", "owner", "greenlet"),
    ]
) - {"__class__", "__doc__"}


MAKERS = ("__init__", "__new__", "__init_subclass__")


MODULES = frozenset(
    ["threading", "time", "math", "random", "queue", "itertools", "functools", "collections"]
)


MODELLED = frozenset(
    ["Thread", "Lock", "RLock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"]
)


# Attributes of objects of C code that change when something is done to the object.
OF_C = frozenset(
    ["line_num", "closed", "newlines", "unused_data", "unconsumed_tail", "eof", "flags", "traps",
     "prec", "rounding", "Emin", "Emax", "clamp", "capitals"]
)  # fmt: skip

# … and those that are set although no program need write out an assignment to them.
SET_UNWRITTEN = frozenset(
    ["__annotations__", "__traceback__", "__notes__", "__context__", "__cause__",
     "__suppress_context__"]
)  # fmt: skip

# Attributes in which Python's own code puts things, or looks for them, where nobody sees it: the
# members that a flag makes of others, the loggers that there are, what a function gets by itself.
FILLED_UNSEEN = frozenset(
    ["_value2member_map_", "loggerDict", "__kwdefaults__", "__suppress_context__", "gi_suspended",
     "gi_running", "gi_yieldfrom"]
)  # fmt: skip

# Attributes that change what others see who ask for no attribute of that name: what stands in an
# object, which class it is of, what a member of an enumeration is.
LOOKED_AT_UNSEEN = frozenset(["__dict__", "__class__", "_value_", "_name_"])

# Methods that Python calls, or does not, by what it has kept of earlier calls; or that say into
# which dictionary a class puts its names.
CALLED_UNSEEN = frozenset(["__subclasshook__", "_missing_", "__prepare__"])

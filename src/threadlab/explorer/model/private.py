"""What the explorer takes from private parts of Python's own library, and whether it is there.

threading, queue and concurrent.futures are executed from the running Python's own source, over the
model; some of their parts are called, replaced or read although no Python has promised them. They
are declared in one table, by the module whose programs need them, and looked for when that module
is built. Where this Python has something else, a program that uses the module is told so: nobody
knows then what a verdict would be worth.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import sys
import types
from collections import deque
from collections.abc import Callable, Collection
from functools import cache

from threadlab.explorer.objects.kinds import HEAP_TYPE, VIEWS

OLDEST, NEWEST = (3, 11), (3, 15)  # the Pythons that all tests are run with
SEQUENCE, MAPPING, SELF = 1 << 5, 1 << 6, 1 << 22  # Py_TPFLAGS_… of Include/object.h

# By module, as the running Python has it. () makes an object, whose attribute is meant; /3.13 is
# the first Python that has a part. That the source of a module can be had is checked where it is
# read (standard.py), and that it finds all that it uses where it has been executed (`unknown`).
PARTS = {
    "sys": "_getframe",
    "builtins": "__build_class__",
    "_abc": "get_cache_token _get_dump _reset_registry _reset_caches",
    "warnings": "_filters_mutated _showwarnmsg_impl _showwarnmsg _next_external_frame",
    "threading": """
        Condition()._lock Condition()._waiters Condition.wait Condition.notify_all Barrier.wait
        Timer.run BrokenBarrierError Event()._flag Semaphore()._value
        BoundedSemaphore()._initial_value Lock().locked RLock()._is_owned RLock()._release_save
        RLock()._acquire_restore
    """,
    "queue": """
        Queue()._qsize Queue().queue Queue().maxsize Queue().unfinished_tasks
        Queue().is_shutdown/3.13 PriorityQueue()._qsize LifoQueue()._qsize _PySimpleQueue()._queue
    """,
    "concurrent.futures._base": """
        Future.set_running_or_notify_cancel Future()._exception Executor.map wait
    """,
    "concurrent.futures.thread": "_WorkItem.run ThreadPoolExecutor.submit",
    "functools": "_make_key _CacheInfo",
}

_FOR_ALL = ("sys", "builtins", "_abc", "warnings")  # needed by whatever is explored


def _leads_back(make: Callable[[list[int]], object]) -> Callable[[], bool]:
    """Whether an iterator tells the garbage collector of the container that it goes over."""

    def leads() -> bool:
        container = [3, 1, 2]
        return any(found is container for found in gc.get_referents(make(container)))

    return leads


_PROXIED = {"key": 1}
# What the interpreter itself does, and how to see it: these decide for all programs.
HABITS: dict[str, Callable[[], bool]] = {
    "sys.implementation.name": lambda: sys.implementation.name == "cpython",
    "sys.get_lazy_imports": lambda: getattr(sys, "get_lazy_imports", str)() != "all",  # 3.15
    "Py_TPFLAGS_SEQUENCE": lambda: _only(SEQUENCE, (list, tuple, deque), (dict, int)),
    "Py_TPFLAGS_MAPPING": lambda: _only(MAPPING, (dict, types.MappingProxyType), (list, int)),
    "_Py_TPFLAGS_MATCH_SELF": lambda: _only(SELF, (int, str, list), (object, deque)),
    "Py_TPFLAGS_HEAPTYPE": lambda: _only(HEAP_TYPE, (type("Made", (), {}),), (int, dict)),
    "gc.get_referents(iter([]))": _leads_back(iter),
    "gc.get_referents(reversed([]))": _leads_back(reversed),
    "gc.get_referents(types.MappingProxyType({}))": lambda: (
        gc.get_referents(types.MappingProxyType(_PROXIED))[0] is _PROXIED
    ),
    "gc.get_referents({}.items())": lambda: (
        gc.get_referents(_PROXIED.items())[0] is _PROXIED and isinstance(_PROXIED.items(), VIEWS)
    ),
}


def _only(flag: int, has: Collection[type], has_not: Collection[type]) -> bool:
    """Whether the classes of the first kind have a flag, and those of the second have not."""
    return all(cls.__flags__ & flag for cls in has) and not any(
        cls.__flags__ & flag for cls in has_not
    )


@cache
def lacking(module: str) -> str:
    """The first part of `module` that this Python does not have; "" if it has them all."""
    for part in PARTS.get(module, "").split():
        path, _, since = part.partition("/")
        if since and sys.version_info[:2] < tuple(map(int, since.split("."))):
            continue
        try:
            found: object = importlib.import_module(module)
            for name in path.split("."):
                found = getattr(found, name.removesuffix("()"))
                if name.endswith("()"):
                    found = found()  # type: ignore[operator]
        except (ImportError, AttributeError, TypeError):
            return f"{module}.{path}"
    return ""


@cache
def strange() -> str:
    """What this interpreter does otherwise than the explorer needs it; "" if nothing."""
    return next((name for name, is_there in HABITS.items() if not is_there()), "") or next(
        (found for module in _FOR_ALL if (found := lacking(module))), ""
    )


def unknown(module: types.ModuleType, uses: Collection[str]) -> str:
    """The first name that the functions of an executed module use and don't find in it.

    `uses` are their names, as "deque", and what they take from other modules, as "os.environ".
    """
    names = vars(module)
    for use in sorted(uses):
        name, _, attribute = use.partition(".")
        if not attribute:
            if name not in names and not hasattr(builtins, name):
                return f"{module.__name__}: {use}"
        elif isinstance(names.get(name), (types.ModuleType, types.SimpleNamespace)) and not hasattr(
            names[name], attribute
        ):
            return f"{module.__name__}: {use}"
    return ""

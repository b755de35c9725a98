"""The modules that a program gets when it imports one, and the builtins that it finds.

threading, queue and concurrent.futures are the running interpreter's own source, executed privately
over the modelled threads, locks and clocks; nothing that the rest of the process uses is touched.
Modules that only compute are the real ones. All others can be imported, but using them ends the
exploration with the line and a word on what to do instead.
"""

from __future__ import annotations

import ast
import builtins
import collections
import contextlib
import functools
import importlib.util
import itertools
import os
import site
import sys
import sysconfig
import threading
import types
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from threadlab.explorer.engine.fiber import Unsupported
from threadlab.explorer.engine.log import PRINT, SYNC
from threadlab.explorer.engine.modes import NOTHING, READ, WRITE
from threadlab.explorer.engine.world import World, user_line
from threadlab.explorer.model.caches import dataclasses_module, functools_module
from threadlab.explorer.model.clock import datetime_module, random_module, time_module
from threadlab.explorer.model.logs import logging_module
from threadlab.explorer.model.signals import guarded, signals_of, visible
from threadlab.explorer.model.threads import threads_of
from threadlab.explorer.objects.kinds import LIBRARY, is_library, is_ours
from threadlab.explorer.objects.refused import copy_of
from threadlab.words import say

# Modules of the standard library that only compute: the program gets the real ones.
PURE = frozenset(
    [
        "__future__",
        "abc",
        "array",
        "ast",
        "base64",
        "binascii",
        "bisect",
        "calendar",
        "cmath",
        "collections",
        "contextlib",
        "copy",
        "csv",
        "decimal",
        "difflib",
        "enum",
        "fractions",
        "graphlib",
        "hashlib",
        "heapq",
        "hmac",
        "html",
        "inspect",
        "itertools",
        "json",
        "keyword",
        "math",
        "numbers",
        "operator",
        "pprint",
        "re",
        "reprlib",
        "statistics",
        "string",
        "struct",
        "textwrap",
        "token",
        "tokenize",
        "traceback",
        "types",
        "typing",
        "unicodedata",
        "warnings",
        "weakref",
        "zlib",
        "zoneinfo",
        "typing_extensions",
        "copyreg",
        "stringprep",
        "colorsys",
        "tomllib",
        "contextvars",
    ]
)
_FROM_THREADING = ("Condition", "Barrier", "BrokenBarrierError", "Timer")
_MOST_OUTPUT = 20_000  # lines that are kept
_PLAIN = frozenset([str, int, float, bool, type(None)])
_REFUSED = ("open", "input", "exec", "eval", "compile", "breakpoint", "help")


class Missing:
    """Stands for something that is not modelled; whoever uses it learns so, with the line."""

    __slots__ = ("_name", "_world")

    def __init__(self, name: str, world: World):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_world", world)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{self._name}.{name}", self._world)

    def __repr__(self) -> str:
        return f"<{self._name}, which is not modelled>"

    def __or__(self, other: Any) -> Missing:
        """A type hint such as `Path | None` uses nothing."""
        return self

    __ror__ = __or__


def _refuse(self: Missing, *_: Any, **__: Any) -> Any:
    raise unsupported(self._name, self._world)


for _name in [
    "call",
    "mro_entries",
    "enter",
    "exit",
    "iter",
    "next",
    "len",
    "getitem",
    "setitem",
    "contains",
    "add",
    "sub",
    "mul",
    "truediv",
    "radd",
    "rsub",
    "rmul",
    "lt",
    "le",
    "gt",
    "ge",
    "setattr",
    "bool",
    "int",
    "float",
    "index",
]:
    setattr(Missing, f"__{_name}__", _refuse)


def unsupported(name: str, world: World, hint: str = "") -> Unsupported:
    """The end of an exploration that has met `name`, with a hint where there is one."""
    hints = ("open", "input", "socket", "fork", "process", "asyncio", "exec", "explore")
    families = {
        "os.fork": "fork", "subprocess": "process", "multiprocessing": "process",
        "socket": "socket", "asyncio": "asyncio", "eval": "exec", "compile": "exec",
        "threadlab": "explore",
    }  # fmt: skip
    hint = hint and " " + say(f"unsupported.{hint}")
    for start, family in [*families.items(), *((hint, hint) for hint in hints)]:
        if name == start or name.startswith(f"{start}."):
            hint = " " + say(f"unsupported.{family}")
            break
    file, line = user_line()
    world.unsupported = world.unsupported or Unsupported(
        say("unsupported.name", name=name) + hint, file, line
    )
    return world.unsupported


class Library:
    """The private modules of one world. `find` is asked for modules of the program's own."""

    def __init__(self, world: World, seed: int, find: Callable[[str], types.ModuleType | None]):
        self.world = world
        self.find = find
        self.modules: dict[str, types.ModuleType] = {}
        self._ids: dict[int, tuple[int, Any]] = {}
        self._made: dict[str, Callable[[], types.ModuleType]] = {
            "queue": self._queue,
            "concurrent": self._concurrent,
            "concurrent.futures": self._futures,
            "concurrent.futures.thread": lambda: self._futures_part("thread"),
            "concurrent.futures._base": lambda: self._futures_part("_base"),
            "sys": self._sys,
            "os": self._os,
            "os.path": lambda: self._copy("os.path", os.path),
            "io": self._io,
            "datetime": lambda: datetime_module(world),
            "functools": lambda: functools_module(world),
            "dataclasses": lambda: dataclasses_module(world, self._hash),
            "threadlab": self._threadlab,
            "builtins": self._builtins_module,
            "logging": logging_module,
        }
        self._copies: dict[str, types.ModuleType] = {}
        self.threads = threads_of(world)
        self.threads |= signals_of(world)
        self.modules["time"] = time_module(world)
        self.modules["random"], self._reset_random = random_module(world, seed)
        self.builtins = self._builtins()
        self.modules["threading"] = self._threading()
        self.modules["_thread"] = self._thread()
        self._lasting = set(self.modules) | {
            "datetime", "os", "io", "builtins", "queue", "functools", "dataclasses",
            "os.path",
        }  # fmt: skip

    def reset(self) -> None:
        """Forget what the last run has left in the modules."""
        self.threads["@reset"]()
        self._reset_random()
        self._ids.clear()
        self.modules = {
            name: module for name, module in self.modules.items() if name in self._lasting
        }
        self.modules["threading"].__dict__.update(self._threading_names)

    # --- modules

    def import_(
        self,
        name: str,
        globals: Any = None,
        locals: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        """The program's `__import__`."""
        if level:
            package = (globals or {}).get("__package__") or ""
            name = importlib.util.resolve_name("." * level + name, package)
        module = self._module(name)
        for part in fromlist or ():
            if isinstance(module, types.ModuleType) and not hasattr(module, part):
                inner = f"{name}.{part}"
                if inner in self._made or self.find is not None:
                    found = self._submodule(inner)
                    if found is not None:
                        setattr(module, part, found)
        if fromlist or "." not in name:
            return module
        return self._module(name.partition(".")[0])

    def _submodule(self, name: str) -> Any:
        if name in self._made:
            return self._module(name)
        return self.find(name)

    def _module(self, name: str) -> Any:
        module = self.modules.get(name)
        if module is not None:
            return module
        if name in self._made:
            module = self._made[name]()
        elif name.partition(".")[0] in PURE and _is_installed(name.partition(".")[0]):
            return self._pure(name)
        else:
            module = self.find(name)
            if module is None:
                if importlib.util.find_spec(name.partition(".")[0]) is None:
                    raise ModuleNotFoundError(f"No module named {name!r}", name=name)
                module = Missing(name, self.world)  # type: ignore[assignment]
        self.modules[name] = module  # type: ignore[assignment]
        parent, _, last = name.rpartition(".")
        if parent:
            owner = self._module(parent)
            if isinstance(owner, types.ModuleType):
                setattr(owner, last, module)
        return module

    def _pure(self, name: str) -> types.ModuleType:
        """The program's copy of a module that only computes."""
        found = self._copies.get(name)
        if found is None:
            __import__(name)
            found = self._copy(name, sys.modules[name])
            parent, _, last = name.rpartition(".")
            if parent:
                setattr(self._pure(parent), last, found)
        return found

    def _copy(self, name: str, real: types.ModuleType) -> types.ModuleType:
        absent = lambda module, inner: Missing(f"{module}.{inner}", self.world)  # noqa: E731
        module = copy_of(real, lambda value: self.world.take(SYNC, value), self.own, absent)
        if name == "contextlib":
            vars(module).update(self._redirections())
        self._copies[name] = module
        return module

    def known(self) -> list[types.ModuleType]:
        """The modules that the program has got so far, its own among them."""
        return [*self.modules.values(), *self._copies.values()]

    def own(self, module: types.ModuleType) -> Any:
        """What a program gets for `module`, which may be a real one."""
        name = module.__name__
        if module in self.known() or module not in sys.modules.values():
            return module
        if module is os.path:
            return self._module("os.path")
        for known in (self.modules, self._copies):
            if name in known:
                return known[name]
        try:
            return self._module(name)
        except ImportError:
            return Missing(name, self.world)

    def _redirections(self) -> dict[str, Any]:
        """What contextlib has to put something else in the place of the program's sys.stdout."""
        library = self

        class Redirection(contextlib.AbstractContextManager[Any]):
            """For the time of a block, what is printed goes to `new_target`."""

            _stream = "stdout"

            def __init__(self, new_target: Any):
                self._target = new_target
                self._old: list[Any] = []

            def __enter__(self) -> Any:
                module = library._module("sys")
                self._old.append(getattr(module, self._stream))
                setattr(module, self._stream, self._target)
                return self._target

            def __exit__(self, *_: object) -> None:
                setattr(library._module("sys"), self._stream, self._old.pop())

        names = ("redirect_stdout", "redirect_stderr")
        return {name: type(name, (Redirection,), {"_stream": name[9:]}) for name in names}

    def _execute(self, name: str, code: types.CodeType, **names: Any) -> types.ModuleType:
        module = types.ModuleType(name)
        vars(module).update(
            {"__builtins__": self.builtins | {"__import__": self._library_import}}, **names
        )
        vars(module)["@library"] = LIBRARY
        exec(code, vars(module))
        return module

    def _library_import(
        self,
        name: str,
        globals: Any = None,
        locals: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        if name in ("_queue", "_thread"):
            if name == "_queue":
                raise ImportError(name)  # queue.py has what it needs in Python, too
            return self.modules["_thread"]
        if name == "os":
            return _OS
        if name in self._made or name in self.modules or level:
            return self.import_(name, globals, locals, fromlist, level)
        return __import__(name, globals, locals, fromlist, level)

    def _thread(self) -> types.ModuleType:
        module = types.ModuleType("_thread")
        names = dict(self.threads)
        names |= {"allocate_lock": names["Lock"], "LockType": names["Lock"], "error": RuntimeError}
        vars(module).update({name: names[name] for name in names if not name.startswith("@")})
        return module

    def _threading(self) -> types.ModuleType:
        names = {name: value for name, value in self.threads.items() if name[0] != "@"}
        module = self._execute(
            "threading",
            _threading_code(),
            **names,
            _allocate_lock=self.threads["Lock"],
            _time=self.modules["time"].monotonic,
            _deque=collections.deque,
            _islice=itertools.islice,
            _sys=sys,
            functools=functools,
        )
        module._register_atexit = self._at_exit  # type: ignore[attr-defined]
        module.__excepthook__ = module.excepthook = None  # type: ignore[attr-defined]
        module.settrace = module.setprofile = lambda function: None  # type: ignore[attr-defined]
        module._shutdown = lambda: None  # type: ignore[attr-defined]
        condition = module.Condition
        for name in ("wait", "wait_for", "notify", "notify_all"):
            setattr(condition, name, visible(self.world, name, getattr(condition, name)))
        condition.notifyAll = condition.notify_all
        condition.__enter__ = lambda self: self._lock.take(True, -1, _outside())
        condition.__exit__ = lambda self, *_: self._lock.give(_outside())
        start = condition.__init__

        def begin(self: Any, lock: Any = None) -> None:
            start(self, lock)
            self._lock.internal = not _outside()

        condition.__init__ = begin
        for name in ("wait", "reset", "abort"):
            setattr(module.Barrier, name, visible(self.world, name, getattr(module.Barrier, name)))
        names_of_all = list(threading.__all__)
        vars(module)["__all__"] = names_of_all  # `import *` must not bring our marks along
        for name in names_of_all:
            if not hasattr(module, name):
                setattr(module, name, Missing(f"threading.{name}", self.world))
        self._threading_names = dict(vars(module))
        return module

    def _at_exit(self, function: Callable[..., Any], *arguments: Any) -> None:
        self.world.at_end.append(lambda: function(*arguments))

    def _queue(self) -> types.ModuleType:
        module = self._execute("queue", _code_of("queue"))
        world = self.world
        queue = module.Queue
        empty: Callable[[Any], bool] = lambda q: not q._qsize()  # noqa: E731
        full: Callable[[Any], bool] = lambda q: 0 < q.maxsize <= q._qsize()  # noqa: E731
        queue.get = guarded(world, "get", queue.get, empty, blocking=0)
        queue.put = guarded(world, "put", queue.put, full, blocking=1)
        queue.join = guarded(
            world, "join", queue.join, lambda q: bool(q.unfinished_tasks), blocking=None
        )
        for name in ("task_done", "get_nowait", "put_nowait", "shutdown"):
            if hasattr(queue, name):
                setattr(queue, name, visible(world, name, getattr(queue, name)))
        for name in ("qsize", "empty", "full"):
            setattr(queue, name, visible(world, name, getattr(queue, name), looks=True))
        simple = module.SimpleQueue
        simple.get = guarded(world, "get", simple.get, lambda q: not q._queue, blocking=0)
        for name in ("put", "put_nowait", "get_nowait"):
            setattr(simple, name, visible(world, name, getattr(simple, name)))
        for name in ("qsize", "empty"):
            setattr(simple, name, visible(world, name, getattr(simple, name), looks=True))
        return module

    def _concurrent(self) -> types.ModuleType:
        module = types.ModuleType("concurrent")
        module.__path__ = []
        return module

    def _futures_part(self, part: str) -> types.ModuleType:
        module = self._execute(
            f"concurrent.futures.{part}",
            _code_of(f"concurrent.futures.{part}"),
            __package__="concurrent.futures",
            __name__=f"concurrent.futures.{part}",
        )
        world = self.world
        if part == "_base":
            future = module.Future
            for name in ("result", "exception", "add_done_callback", "cancel", "set_result",
                         "set_exception"):  # fmt: skip
                setattr(future, name, visible(world, name, getattr(future, name)))
            for name in ("done", "running", "cancelled"):
                setattr(future, name, visible(world, name, getattr(future, name), looks=True))
        else:
            executor = module.ThreadPoolExecutor
            for name in ("submit", "shutdown"):
                setattr(executor, name, visible(world, name, getattr(executor, name)))
            # The end of a `with` is a shutdown, and as much a step as one that is written out.
            executor.__exit__ = visible(world, "shutdown", executor.__exit__)
            work = module._WorkItem
            run = work.run

            def begin(self: Any) -> Any:
                # Where a worker takes up a task, the task's thread begins: others may come first.
                world.tick(SYNC)
                world.log.append((SYNC, None, NOTHING, None))
                if not is_ours(getattr(self, "fn", begin)):
                    self.fn = functools.partial(world.call, SYNC, self.fn)
                return run(self)

            work.run = begin
        return module

    def _futures(self) -> types.ModuleType:
        module = types.ModuleType("concurrent.futures")
        module.__path__ = []
        base = self._module("concurrent.futures._base")
        for name in ("Future", "Executor", "wait", "as_completed", "ALL_COMPLETED",
                     "FIRST_COMPLETED",
                     "FIRST_EXCEPTION", "CancelledError", "TimeoutError", "BrokenExecutor",
                     "InvalidStateError"):  # fmt: skip
            setattr(module, name, getattr(base, name))
        self.modules["concurrent.futures"] = module
        module.ThreadPoolExecutor = self._module(  # type: ignore[attr-defined]
            "concurrent.futures.thread"
        ).ThreadPoolExecutor
        vars(module)["__all__"] = [
            "Future", "Executor", "ThreadPoolExecutor", "wait", "as_completed",
        ]  # fmt: skip
        module.ProcessPoolExecutor = Missing(  # type: ignore[attr-defined]
            "multiprocessing (ProcessPoolExecutor)", self.world
        )
        return module

    def _sys(self) -> types.ModuleType:
        module = types.ModuleType("sys")
        names = [
            "version",
            "version_info",
            "maxsize",
            "exit",
            "getrecursionlimit",
            "exc_info",
            "platform",
            "intern",
            "getsizeof",
            "float_info",
            "int_info",
            "byteorder",
            "hexversion",
            "implementation",
            "flags",
            "executable",
            "getrefcount",
            "api_version",
            "maxunicode",
            "path",
            "getdefaultencoding",
            "prefix",
        ]
        for name in names:
            setattr(module, name, getattr(sys, name))
        state = {"interval": 0.005}
        module.argv = ["program"]  # type: ignore[attr-defined]
        module.modules = dict(self.modules)  # type: ignore[attr-defined]
        module.stdout = module.__stdout__ = _Output(self)  # type: ignore[attr-defined]
        module.stderr = module.__stderr__ = _Output(self)  # type: ignore[attr-defined]
        module.stdin = Missing("input", self.world)  # type: ignore[attr-defined]
        module.getswitchinterval = lambda: state["interval"]  # type: ignore[attr-defined]
        module.setswitchinterval = lambda seconds: state.update(interval=seconds)  # type: ignore[attr-defined]
        module.setrecursionlimit = lambda limit: None  # type: ignore[attr-defined]
        module.is_finalizing = lambda: False  # type: ignore[attr-defined]
        module.__getattr__ = lambda name: self._absent("sys", name)  # type: ignore[method-assign]
        return module

    def _os(self) -> types.ModuleType:
        module = types.ModuleType("os")
        module.path = self._module("os.path")  # type: ignore[attr-defined]
        for name in (
            "sep",
            "linesep",
            "name",
            "pathsep",
            "curdir",
            "fspath",
            "PathLike",
            "devnull",
        ):
            setattr(module, name, getattr(os, name))
        module.getpid = lambda: 1000  # type: ignore[attr-defined]
        module.cpu_count = lambda: 4  # type: ignore[attr-defined]
        module.environ = {}  # type: ignore[attr-defined]
        module.getenv = lambda name, default=None: default  # type: ignore[attr-defined]
        module.__getattr__ = lambda name: self._absent("os", name)  # type: ignore[method-assign]
        return module

    def _io(self) -> types.ModuleType:
        import io

        module = types.ModuleType("io")
        for name in ("StringIO", "BytesIO", "SEEK_SET", "SEEK_CUR", "SEEK_END"):
            setattr(module, name, getattr(io, name))
        module.__getattr__ = lambda name: self._absent("io", name)  # type: ignore[method-assign]
        return module

    def _builtins_module(self) -> types.ModuleType:
        module = types.ModuleType("builtins")
        vars(module).update({n: v for n, v in self.builtins.items() if n[0] != "@"})
        return module

    def _threadlab(self) -> types.ModuleType:
        module = types.ModuleType("threadlab")
        module.elapsed = self.builtins["elapsed"]  # type: ignore[attr-defined]
        module.__getattr__ = lambda name: self._absent("threadlab", name)  # type: ignore[method-assign]
        return module

    def _absent(self, module: str, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{module}.{name}", self.world)

    # --- builtins

    def _builtins(self) -> dict[str, Any]:
        names = dict(vars(builtins))
        world = self.world

        def refused(name: str) -> Any:
            def call(*_: Any, **__: Any) -> Any:
                raise unsupported(name, world)

            call.__name__ = name
            return call

        for name in _REFUSED:
            names[name] = refused(name)

        def text_of(value: Any) -> str:
            """What `print` writes of a value; a container is looked into as `str` does it."""
            return str(value if type(value) in _PLAIN else world.call(SYNC, str, value))

        def print_(
            *values: Any, sep: Any = " ", end: Any = "\n", file: Any = None, flush: bool = False
        ) -> None:
            """Write to the run's output."""
            if file is None and "sys" in self.modules:
                file = self.modules["sys"].stdout
            if file is not None and not isinstance(file, _Output):
                world.call(SYNC, builtins.print, *values, sep=sep, end=end, file=file)
                return
            texts = (" " if sep is None else sep).join([text_of(value) for value in values])
            text = texts + ("\n" if end is None else end)
            world.tick(PRINT)
            world.log.append(self._printed(text))
            self.write(text)

        def id_(value: Any, /) -> int:
            known = self._ids.get(id(value))
            if known is None:  # the object is kept, so that no other one gets its address
                known = self._ids[id(value)] = (0x7F0000000000 + 64 * len(self._ids), value)
            return known[0]

        def hash_(value: Any, /) -> int:
            return id_(value) >> 6

        self._hash = hash_

        def build_class(*arguments: Any, **named: Any) -> Any:
            """Make a class whose objects have the same order in a set in each run."""
            cls = builtins.__build_class__(*arguments, **named)
            if isinstance(cls, type) and getattr(cls, "__hash__", None) is object.__hash__:
                cls.__hash__ = hash_  # type: ignore[method-assign, assignment]
            return cls

        def elapsed() -> float:
            """The virtual seconds since the program began."""
            world.log.append((~SYNC, "clock", READ, None))
            return round(world.now, 9)

        names["print"] = print_
        names["id"] = id_
        names["__build_class__"] = build_class
        names["elapsed"] = elapsed
        names["__import__"] = self.import_
        names["exit"] = names["quit"] = _exit
        return names

    def _printed(self, text: str) -> tuple[int, str | None, int, str]:
        """The entry of a print: one that others may come before or after only if that matters."""
        if self.world.ordered:
            return (PRINT, "output", WRITE, text)
        return (PRINT, None, NOTHING, text)

    def write(self, text: str) -> None:
        """Keep what the current thread prints."""
        world = self.world
        if len(world.output) < _MOST_OUTPUT:
            world.output.append((world.current, text))


class _Output:
    """sys.stdout of a program."""

    encoding = "utf-8"

    def __init__(self, library: Library):
        self._library = library

    def write(self, text: str) -> int:
        """Write as a print does."""
        self._library.world.tick(PRINT)
        self._library.world.log.append(self._library._printed(text))
        self._library.write(text)
        return len(text)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def isatty(self) -> bool:
        """It is no terminal."""
        return False


_OS = types.SimpleNamespace(
    cpu_count=lambda: 4, process_cpu_count=lambda: 4, environ={}, path=os.path
)


def _exit(code: object = None) -> None:
    raise SystemExit(code)


def _outside() -> bool:
    """Whether the caller's caller is the program and not the library."""
    return not is_library(sys._getframe(2).f_globals)


@cache
def _source_of(name: str) -> tuple[str, str]:
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).read_text(encoding="utf-8"), spec.origin


@cache
def _code_of(name: str) -> types.CodeType:
    text, file = _source_of(name)
    return compile(text, file, "exec")


@cache
def _threading_code() -> types.CodeType:
    """The classes of threading.py that are built on locks alone."""
    text, file = _source_of("threading")
    tree = ast.parse(text)
    tree.body = [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name in _FROM_THREADING
    ]
    return compile(tree, file, "exec")


@cache
def _is_installed(name: str) -> bool:
    """Whether a module of this name comes with Python, and is not a file beside the program."""
    if name in sys.modules:
        return True
    spec = importlib.util.find_spec(name)
    origin = spec.origin if spec is not None else None
    return origin in (None, "built-in", "frozen") or str(origin).startswith(libraries())


@cache
def libraries() -> tuple[str, ...]:
    """The folders of installed packages and of the standard library: not the program's own."""
    paths = [sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")]
    paths += [*site.getsitepackages(), site.getusersitepackages()]
    paths.append(str(Path(__file__).parents[2]))
    return tuple(str(Path(path).resolve()) + os.sep for path in paths)

"""The modules that a program gets when it imports one.

The primitives' modules are built over the modelled threads, locks and clocks (registry.py);
threading, queue and concurrent.futures are the running interpreter's own source, executed
privately: nothing that the rest of the process uses is touched. Modules that only compute are the
real ones. All others can be imported, but using them ends the exploration with the line and a word
on what to do instead.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC, Attribute
from threadlab.explorer.engine.marks import LIBRARY, Secret, is_program
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.model import private, registry, system
from threadlab.explorer.model.base import Hooks, Models
from threadlab.explorer.model.fields import show_classes
from threadlab.explorer.model.missing import Different, Missing, different, refuse_rest
from threadlab.explorer.model.names import Identities, builtins_of
from threadlab.explorer.model.output import Output
from threadlab.explorer.model.settings import Settings
from threadlab.explorer.model.standard import code_of, fields_of, is_pure
from threadlab.explorer.objects.refused import copy_of

_FIRST = ("time", "random", "threading")  # what the others are built over
_LASTING = ("_thread", "os.path", "io", "builtins")  # … with the primitives' own
_OS = types.SimpleNamespace(
    cpu_count=lambda: 4, process_cpu_count=lambda: 4, environ={}, path=os.path
)  # what the library's own source asks for


class Library(Secret):
    """The private modules of one world.

    `find` loads a module of the program's own, `is_own` says whether there is one of that name.

    Its modules call the hooks, and the hooks ask for its modules (`own`, `known`): `hooks` is
    called with the library, and makes those that go with it.
    """

    def __init__(
        self,
        world: World,
        seed: int,
        find: Callable[[str], types.ModuleType | None],
        is_own: Callable[[str], bool],
        hooks: Callable[[Library], Hooks],
    ):
        self.world = world
        self.find, self.is_own = find, is_own
        self.modules: dict[str, types.ModuleType] = {}
        self.shown: dict[str, Any] = {}  # what the program itself has imported
        # By module, what it imports if it can and does without if it can't.
        self.optional: dict[str, frozenset[str]] = {}
        self.swaps_streams = False  # whether the program may set sys.stdout or sys.stderr
        self._identities = Identities(world)
        made = hooks(self)
        self._take, self._call = made.take, made.call
        self.builtins = builtins_of(world, made, self._identities, self.import_, self._stdout)
        self._models = Models(world, seed, made, self._module, self._identities.hash)
        self.texts = self._models.texts
        self._made: dict[str, Callable[[], Any]] = {
            "sys": lambda: _module("sys", system.sys_of(world, self.shown)),
            "os": lambda: _module("os", system.os_of(world, made.call, self._module)),
            "os.path": lambda: self._copy("os.path", os.path),
            "io": lambda: _module("io", system.io_of(world)),
            "threadlab": lambda: _module(
                "threadlab", system.threadlab_of(world, self.builtins["elapsed"])
            ),
            "builtins": lambda: _module("builtins", _public(self.builtins)),
            "_thread": self._thread,
        }
        for name in registry.MODULES:
            self._made[name] = lambda name=name: self._modelled(name)  # type: ignore[misc]
        self._copies: dict[str, types.ModuleType] = {}
        self._built: dict[str, types.ModuleType] = {}  # those that keep nothing of a run
        self.settings = Settings()
        self.settings.keep(warnings)  # which the modelled one hands filters on to
        self._output = Output(world)
        self._of_threading: dict[str, Any] = {}
        self._different = private.strange()  # what nothing can be explored without
        lasting = (name for name, is_lasting in registry.MODULES.items() if is_lasting)
        self._lasting = {*_LASTING, *lasting}
        for name in _FIRST:
            self.modules[name] = self._built[name] = self._made[name]()
        self._at_first = dict(getattr(self.modules["threading"], "__dict__", {}))

    def check(self) -> None:
        """End the run if this Python is not one that the explorer can stand on."""
        if self._different:
            raise different("threading", self._different, self.world)

    def reset(self) -> None:
        """Forget what the last run has left in the modules."""
        for forget in self._models.at_reset:
            forget()
        self._identities.clear()
        self.modules = {name: self._built[name] for name in _FIRST}
        self.shown = {}
        if self._at_first:
            vars(self.modules["threading"]).update(self._at_first)

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
        found = self._import(name, globals, fromlist)
        while isinstance(module := self._got(name), types.ModuleType):
            self.shown[name] = module
            name, _, last = name.rpartition(".")
            around = self.modules.get(name)
            if isinstance(around, types.ModuleType) and is_program(vars(around)):
                vars(around).setdefault(last, module)  # which may just be being imported
        return found

    def _got(self, name: str) -> Any:
        return self.modules.get(name, self._copies.get(name))

    def _import(self, name: str, globals: Any, fromlist: Any) -> Any:
        module = self._module(name)
        if isinstance(module, Missing) and self._is_optional(name, globals or {}):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        for part in fromlist or ():
            if isinstance(module, types.ModuleType) and part not in vars(module):
                inner = f"{name}.{part}"
                if inner in self._made:
                    setattr(module, part, self._module(inner))
                elif inner in self.modules:  # it is just being imported, further up
                    setattr(module, part, self.modules[inner])
                elif not hasattr(module, part) and self.is_own(inner):
                    self._module(inner)
        if fromlist or "." not in name:
            return module
        return self._module(name.partition(".")[0])

    def _is_optional(self, name: str, importing: dict[str, Any]) -> bool:
        """Whether a library imports `name`, which can't be explored, and does without as well."""
        if name.partition(".")[0] in sys.stdlib_module_names:
            return False
        home = importing.get("__name__")
        return type(home) is str and name in self.optional.get(home, ())

    def _module(self, name: str) -> Any:
        module = self.modules.get(name)
        if module is not None:
            return module
        parent, _, last = name.rpartition(".")
        around = bool(parent) and parent not in self.modules
        if around and (parent in registry.MODULES or self.is_own(parent)):
            self._module(parent)  # which may bring this one along
            if name in self.modules:
                return self.modules[name]
        if name in self._built:
            module = self._built[name]
        elif name in self._made:
            module = self._made[name]()
            if name in self._lasting:
                self._built[name] = module
        elif is_pure(name):
            return self._pure(name)
        else:
            module = self.find(name)
            if module is None:
                if name != "__main__" and importlib.util.find_spec(name.partition(".")[0]) is None:
                    raise ModuleNotFoundError(f"No module named {name!r}", name=name)
                module = Missing(name, self.world)  # type: ignore[assignment]
        self.modules[name] = module  # type: ignore[assignment]
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
                owner = self._pure(parent) if is_pure(parent) else self._module(parent)
                setattr(owner, last, found)
        return found

    def _copy(self, name: str, real: types.ModuleType) -> types.ModuleType:
        absent = lambda module, inner: Missing(f"{module}.{inner}", self.world)  # noqa: E731
        self.settings.keep(real)
        module = copy_of(real, lambda value: self._take(SYNC, value), self.own, absent)
        if name == "contextlib":
            vars(module).update(self._redirections())
        self._copies[name] = module
        return module

    def known(self) -> list[types.ModuleType]:
        """The modules that the program has got so far, its own among them."""
        every = (*self.modules.values(), *self._built.values(), *self._copies.values())
        return [module for module in every if isinstance(module, types.ModuleType)]

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
                library.look_up_stream(self._stream)
                self._old.append(library.stream(self._stream))
                self._put(self._target)
                return self._target

            def __exit__(self, *_: object) -> None:
                self._put(self._old.pop())

            def _put(self, target: Any) -> None:
                world, module = library.world, library._module("sys")
                if not world.aborting:
                    world.tick(SYNC)
                    world.log.append((SYNC, module, WRITE, Attribute(self._stream)))
                setattr(module, self._stream, target)

        names = ("redirect_stdout", "redirect_stderr")
        return {
            name: type(name, (Redirection,), {"_stream": name[9:], "__module__": "contextlib"})
            for name in names
        }

    def look_up_stream(self, name: str) -> None:
        """Log that `sys.stdout` or `sys.stderr` is looked up, if the program may change which."""
        if self.swaps_streams and not self.world.aborting:
            self.world.tick(SYNC)
            module = self._module("sys")
            self.world.log.append((SYNC, module, READ, Attribute(name)))

    def _stdout(self) -> Any:
        """Look up the program's `sys.stdout`; None as long as it has not imported `sys`."""
        self.look_up_stream("stdout")
        found = self.modules.get("sys")
        return None if found is None else vars(found)["stdout"]

    def stream(self, name: str) -> Any:
        """The program's `sys.stdout` or `sys.stderr`, whether it has imported `sys` or not."""
        found = self.modules.get("sys")
        return self._output if found is None else vars(found)[name]

    def write(self, name: str, text: str) -> None:
        """Write what Python's own code does to the program's stream, which may be its object."""
        self.look_up_stream(name)
        stream = self.stream(name)
        if type(stream) is Output:
            stream.write(text)
        else:
            self._call(SYNC, stream.write, text)

    # --- the primitives' modules

    def _modelled(self, name: str) -> types.ModuleType | Missing:
        """Build a module of primitives, or what says that this Python can't have it."""
        lacking = private.lacking(name)
        if not lacking:
            # Its parts may ask for it before it is done.
            module = self.modules[name] = _module(name, {})
            try:
                lacking = self._build(module)
            except Exception as error:
                lacking = f"{name} ({type(error).__name__}: {error})"
        if not lacking:
            return module
        if name in _FIRST:
            self._different = self._different or lacking
        return Different(name, lacking, self.world)

    def _build(self, module: types.ModuleType) -> str:
        """Fill a module with what is made and what Python has of it; say what is lacking."""
        name = module.__name__
        primitives = registry.of_module(name)
        names: dict[str, Any] = {}
        classes: tuple[str, ...] | None = ()
        for primitive in primitives:
            if primitive.make is not None:
                made = primitive.make(self._models)
                names |= made
                self._models.names |= made
            whole = classes is None or primitive.classes is None
            classes = None if whole else (*classes, *primitive.classes)  # type: ignore[misc]
        vars(module).update(_public(names))
        if name == "threading":
            self._of_threading = _public(names)
        uses: frozenset[str] = frozenset()
        if classes is None or classes:
            code, uses = code_of(name, classes)
            self._execute(module, code)
        for primitive in primitives:
            if primitive.adapt is not None:
                primitive.adapt(self._models, module)
        if classes is None or classes:
            show_classes(self._models, module, fields_of(name, classes))
        refuse_rest(module, self.world)
        return private.unknown(module, uses)

    def _thread(self) -> types.ModuleType:
        names = self._of_threading
        lock = names["Lock"]
        known = {"allocate_lock": lock, "LockType": lock, "error": RuntimeError}
        return _module("_thread", names | known)

    def _execute(self, module: types.ModuleType, code: types.CodeType) -> None:
        vars(module).update(
            __builtins__=_public(self.builtins) | {"__import__": self._library_import},
            __package__=module.__name__.rpartition(".")[0],
        )
        vars(module)["@library"] = LIBRARY
        exec(code, vars(module))

    def _library_import(
        self,
        name: str,
        globals: Any = None,
        locals: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        if name == "_queue":
            raise ImportError(name)  # queue.py has what it needs in Python, too
        if name == "_thread":
            return self._module("_thread")
        if name == "os":
            return _OS
        if name == "logging" and (globals or {}).get("__package__") == "concurrent.futures":
            return types.SimpleNamespace(getLogger=self._late_logger)
        if level:
            package = (globals or {}).get("__package__") or ""
            name = importlib.util.resolve_name("." * level + name, package)
        if name in self._made or name in self.modules or level:
            return self._import(name, globals, fromlist)
        return __import__(name, globals, locals, fromlist, level)

    def _late_logger(self, name: str) -> Any:
        """A logger of the library's own, which is made when somebody writes to it.

        To make the module takes as long as a run of a small program, and hardly any pool writes.
        """
        module = self._module

        class Logger:
            def __getattr__(self, attribute: str) -> Any:
                return getattr(module("logging").getLogger(name), attribute)

        return Logger()


def _module(name: str, names: dict[str, Any]) -> types.ModuleType:
    module = types.ModuleType(name, getattr(sys.modules.get(name), "__doc__", None))
    vars(module).update(names)
    return module


def _public(names: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in names.items() if name[0] != "@"}

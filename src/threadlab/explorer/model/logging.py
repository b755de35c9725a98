"""`logging`: Python's own, over the modelled locks; what it writes is the program's output.

A message is one operation of the program, which looks at how logging is configured; who changes
that, a level, a handler, a filter, changes one thing for all. In between nobody comes, but for code
of the program's own: a handler's `emit`, a filter, a formatter. Around that a handler's lock is
held, as in the real module. Where all of it is the library's, a message is written at once, and so
messages have no order that would have to be tried: what they say can't be wrong for one of them.

Nothing is written to files, and records have the virtual time.
"""

from __future__ import annotations

import copy
import os
import posixpath
import sys
import time
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.lines import user_line
from threadlab.explorer.engine.log import SYNC, TRIED
from threadlab.explorer.engine.marks import LIBRARY, MODELLED, is_program
from threadlab.explorer.engine.modes import NOTHING, READ, WRITE
from threadlab.explorer.engine.waits import attached
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.model.operations import looks_into
from threadlab.explorer.model.output import Output
from threadlab.explorer.model.plain import execute
from threadlab.explorer.objects.kinds import function_globals, in_class, is_c_class

_SAYING = ("debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log")
# What tells how logging is configured, and what changes it: functions, and methods by class.
_LOOKS = {
    "": (*_SAYING, "getLevelName", "getLevelNamesMapping", "getLoggerClass"),
    "Logger": (*_SAYING, "handle", "isEnabledFor", "getEffectiveLevel", "hasHandlers",
               "callHandlers", "getChildren"),
    "LoggerAdapter": (*_SAYING, "isEnabledFor", "getEffectiveLevel", "hasHandlers"),
    "Filterer": ("filter",),
    "Handler": ("handle", "format"),
    "StreamHandler": ("emit", "flush"),
}  # fmt: skip
_CHANGES = {
    "": ("basicConfig", "disable", "addLevelName", "setLoggerClass", "setLogRecordFactory",
         "captureWarnings", "shutdown"),
    "Filterer": ("addFilter", "removeFilter"),
    "Logger": ("setLevel", "addHandler", "removeHandler"),
    "LoggerAdapter": ("setLevel",),
    "Handler": ("setLevel", "setFormatter", "close", "set_name"),
    "StreamHandler": ("setStream",),
}  # fmt: skip
_FIELDS = {
    "Filterer": ("filters",),
    "Logger": ("level", "handlers", "disabled", "propagate", "parent"),
    "Handler": ("level", "formatter"),
    "StreamHandler": ("stream",),
    "Manager": ("loggerDict", "_disable"),
}
_WRITING = ("emit", "format", "filter", "flush", "acquire", "release", "handleError")
_FORMATTING = ("format", "formatTime", "formatException", "formatStack", "formatMessage",
               "usesTime", "converter")  # fmt: skip
_ATOMS = (str, int, float, bool, bytes, type(None))
# Of logging.handlers: those that hand records on; all others write to files or to the network.
_HANDING = ("QueueHandler", "QueueListener", "BufferingHandler", "MemoryHandler")
_TO_OTHERS = ("SocketHandler", "DatagramHandler", "SysLogHandler", "SMTPHandler",
              "NTEventLogHandler", "HTTPHandler")  # fmt: skip
_TO_FILES = ("RotatingFileHandler", "TimedRotatingFileHandler", "WatchedFileHandler")


class Configuration:
    """How logging is configured: what all messages look at."""


class _Sink:
    """Where the text of a file would go."""

    def write(self, text: str) -> int:
        """Write nothing."""
        return len(text)

    def flush(self) -> None:
        """Nothing waits to be written."""

    close = flush


class _Free:
    """Stands for the lock of the module: what it protects is one operation here."""

    def acquire(self, *_: Any, **__: Any) -> bool:
        """Nobody else can be there."""
        return True

    def release(self) -> None:
        """Nobody waits."""

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        self.release()


def _names(models: Models) -> dict[str, Any]:
    """Execute the module: which is no operation, and so takes no lock that is logged."""
    free = types.SimpleNamespace(RLock=_Free)
    names = execute(models, "logging", ("sys", "warnings"), {**_around(models), "threading": free})
    names["threading"] = models.module("threading")
    names["lastResort"].createLock()
    _adapt(models, names)
    return {}


def _around(models: Models) -> dict[str, Any]:
    """What logging finds of the system."""
    own_os = types.SimpleNamespace(
        path=posixpath, fspath=os.fspath, getpid=models.module("os").getpid
    )
    atexit = types.SimpleNamespace(register=lambda *_: None)
    return {"os": own_os, "time": _clock(models.world), "atexit": atexit}


def _clock(world: World) -> types.SimpleNamespace:
    """`time` as records are made with it: to write down the time is no look at it."""
    return types.SimpleNamespace(
        time=lambda: world.now,
        time_ns=lambda: int(world.now * 1e9),
        localtime=time.gmtime,
        gmtime=time.gmtime,
        strftime=time.strftime,
    )


def _adapt(models: Models, names: dict[str, Any]) -> None:
    world = models.world
    settings = names["@settings"] = Configuration()

    operation = _operation_of(world, settings, names)
    for table, mode in ((_LOOKS, READ), (_CHANGES, WRITE)):
        for owner, functions in table.items():
            home = vars(names[owner]) if owner else names
            for name in functions:
                if type(home.get(name)) is types.FunctionType:
                    made = operation(name, home[name], mode)
                    if owner:
                        setattr(names[owner], name, made)
                    else:
                        names[name] = made
    for owner, fields in _FIELDS.items():
        for name in fields:
            setattr(names[owner], name, _field(models, settings, name))
    for thing in (names["root"], names["root"].manager, names["lastResort"]):  # made before
        for name in {name for fields in _FIELDS.values() for name in fields} & vars(thing).keys():
            vars(thing)[f"@{name}"] = vars(thing).pop(name)
    manager = names["Manager"]
    if isinstance(disable := vars(manager).get("disable"), property):
        get, set_ = disable.fget, disable.fset
        manager.disable = property(
            operation("disable", get, READ), operation("disable", set_, WRITE)
        )
    _write(models, names, operation)


def _operation_of(
    world: World, settings: Configuration, names: dict[str, Any]
) -> Callable[..., Callable[..., Any]]:
    """Return what makes of a function, or of a method, one operation of the program."""

    def operation(name: str, function: Callable[..., Any], mode: int) -> Callable[..., Any]:
        method = function.__code__.co_varnames[:1] == ("self",)

        def call(*arguments: Any, **named: Any) -> Any:
            if world.aborting and name in _SAYING:
                return None  # a worker of a pool that is unwound says so
            if not _inside() and not world.aborting:
                world.tick(SYNC)
                thing = arguments[0] if method and arguments else names["root"]
                world.log.append((SYNC, thing, mode, name))
                world.log.append((~SYNC, settings, mode, None))
            return function(*arguments, **named)

        call.visible = True  # type: ignore[attr-defined]
        call.__name__, call.__doc__ = name, function.__doc__
        return call

    return operation


def _inside() -> bool:
    """Whether the function that asks was called by logging itself."""
    names = sys._getframe(2).f_globals
    return names.get("@library") is LIBRARY or names is _OWN


def _field(models: Models, settings: Configuration, name: str) -> property:
    """A part of the configuration as an attribute."""
    world, hidden = models.world, f"@{name}"

    def get(self: Any) -> Any:
        try:
            value = vars(self)[hidden]
        except KeyError:
            text = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(text, name=name, obj=self) from None
        if not _inside() and not world.aborting:
            models.looks(self, f".{name}")
            models.looks_besides(settings)
            if type(value) in (list, dict):
                world.footprints.join(world.log, value, settings)
        return value

    def set_(self: Any, value: Any) -> None:
        if name == "parent" and vars(self).get(hidden) is not None and not world.aborting:
            world.log.append((~SYNC, self, WRITE, f".{name}"))  # another one has come in between
        if not _inside() and not world.aborting:
            world.log.append((~SYNC, settings, WRITE, None))
        vars(self)[hidden] = value

    return property(get, set_)


def _write(
    models: Models, names: dict[str, Any], operation: Callable[..., Callable[..., Any]]
) -> None:
    """Let handlers write as a part of the operation that has begun, or under their locks."""
    world, record_class = models.world, names["LogRecord"]
    handler, stream_handler = names["Handler"], names["StreamHandler"]

    def is_librarys(value: Any, methods: tuple[str, ...]) -> bool:
        found = (in_class(type(value), name) for name in methods)
        return not any(is_program(function_globals(method)) for method in found)

    def is_plain(self: Any, record: Any) -> bool:
        """Whether no code of the program's own is executed while `self` writes `record`."""
        arguments = record.args if type(record.args) is tuple else (record.args,)
        stream = vars(self).get("@stream")
        return (
            is_librarys(self, _WRITING)
            and (self.formatter is None or is_librarys(self.formatter, _FORMATTING))
            and not self.filters
            and all(type(value) in _ATOMS for value in (record.msg, *arguments))
            and (stream is None or type(stream) in (Output, _Sink) or is_c_class(type(stream)))
        )

    def handle(self: Any, record: Any) -> Any:
        """Emit a record, if the filters let it through."""
        kept = self.filter(record)
        if isinstance(kept, record_class):
            record = kept
        if not kept:
            return kept
        if self.lock is None:
            self.emit(record)
        elif is_plain(self, record) and not attached(self.lock).busy:
            world.log.append((~SYNC, self.lock, READ, TRIED))
            self.emit(record)
        else:
            self.acquire()
            try:
                self.emit(record)
            finally:
                if not world.aborting:
                    self.release()
        return kept

    def emit(self: Any, record: Any) -> None:
        """Write a record to the stream."""
        try:
            text = self.format(record) + self.terminator
            models.call(SYNC, self.stream.write, text)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def flush(self: Any) -> None:
        """Flush the stream, if it is one of the program's own."""
        stream = self.stream
        if stream is not None and not is_c_class(type(stream)) and type(stream) is not Output:
            getattr(stream, "flush", lambda: None)()

    def find_caller(*_: Any) -> tuple[str, int, str, None]:
        """Where the program has called."""
        file, line = user_line()
        return file, line, "", None

    for cls, function in ((handler, handle), (stream_handler, emit), (stream_handler, flush)):
        setattr(cls, function.__name__, operation(function.__name__, function, READ))
    names["Logger"].findCaller = find_caller
    get_message, make_record = record_class.getMessage, names["Logger"].makeRecord

    def getMessage(self: Any) -> str:
        """The text, for which the arguments are looked at only now."""
        if not _inside() and not world.aborting:
            world.tick(SYNC)
            world.log.append((SYNC, None, NOTHING, "getMessage"))
        looks_into(world, (self.msg, self.args))
        return str(get_message(self))

    def makeRecord(self: Any, *parts: Any) -> Any:
        """Make a record, with what is handed along."""
        looks_into(world, parts[-2:])  # `extra` is among them
        return make_record(self, *parts)

    record_class.getMessage, names["Logger"].makeRecord = getMessage, makeRecord
    names["FileHandler"]._open = lambda self: _Sink()


def _handlers(models: Models) -> dict[str, Any]:
    """Execute what `logging.handlers` has that hands records on, and return its names."""
    logging = models.module("logging")
    theirs = ("threading", "queue", "sys", "logging")
    own = {**_around(models), "copy": copy}
    names = execute(models, "logging.handlers", theirs, own, _HANDING)
    file_handler = logging.FileHandler

    def begin(self: Any, filename: Any, *_: Any, **__: Any) -> None:
        file_handler.__init__(self, filename)

    for name in _TO_FILES:
        names[name] = type(
            name, (file_handler,), {"__init__": begin, "__module__": "logging.handlers"}
        )

    def refuse(self: Any, *_: Any, **__: Any) -> None:
        raise unsupported(f"logging.handlers.{type(self).__name__}", models.world)

    for name in _TO_OTHERS:
        names[name] = type(
            name, (logging.Handler,), {"__init__": refuse, "__module__": "logging.handlers"}
        )
    return {}


def _config(models: Models) -> dict[str, Any]:
    """Execute `logging.config`, but for what reads files and opens sockets."""
    logging = models.module("logging")
    theirs = ("threading", "queue", "logging", "logging.handlers")
    server = types.SimpleNamespace(ThreadingTCPServer=object, StreamRequestHandler=object)
    names = execute(models, "logging.config", theirs, {"socketserver": server})
    for name in ("fileConfig", "listen", "stopListening"):
        del names[name]

    def importer(name: str) -> Any:
        models.module(name)
        return models.module(name.partition(".")[0])

    names["BaseConfigurator"].importer = staticmethod(importer)
    operation = _operation_of(models.world, vars(logging)["@settings"], {"root": logging.root})
    configure = names["dictConfig"]

    def configure_by(config: Any) -> None:
        looks_into(models.world, [config])
        configure(config)

    names["dictConfig"] = operation("dictConfig", configure_by, WRITE)
    return {}


LOGGING = Primitive("logging", _names, lasting=False)
HANDLERS = Primitive("logging.handlers", _handlers, lasting=False)
CONFIG = Primitive("logging.config", _config, lasting=False)
_OWN = globals()
_OWN["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs

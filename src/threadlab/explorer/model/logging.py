"""The `logging` that programs get: it has what they call, writes nothing, and is no operation.

What a log says can't be wrong for one order of threads and right for another, so that nobody has
to wait in it. Messages are put together, as a format that does not fit its arguments is an error
of the program's own; that goes unsaid in the real module, too.
"""

from __future__ import annotations

from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive

LEVELS = {
    "NOTSET": 0, "DEBUG": 10, "INFO": 20, "WARN": 30, "WARNING": 30, "ERROR": 40, "FATAL": 50,
    "CRITICAL": 50,
}  # fmt: skip


def _names(_: Models) -> dict[str, Any]:
    """The names of `logging`, with loggers of its own."""
    loggers: dict[str, Logger] = {}
    root = RootLogger()

    def getLogger(name: str | None = None) -> Logger:
        """As logging has it: one logger a name."""
        if not name or name == "root":
            return root
        if name not in loggers:
            loggers[name] = Logger(name)
            parent = name.rpartition(".")[0]
            loggers[name].parent = getLogger(parent) if parent in loggers else root
        return loggers[name]

    classes = (Logger, RootLogger, LoggerAdapter, Handler, StreamHandler, NullHandler, FileHandler,
               Formatter, Filter, LogRecord)  # fmt: skip
    names: dict[str, Any] = {
        **{cls.__name__: cls for cls in classes},
        **{name: getattr(root, name) for name in _MESSAGES},
        **LEVELS,
        **dict.fromkeys(_IDLE, _nothing),
        "root": root, "getLogger": getLogger, "raiseExceptions": True, "lastResort": None,
        "BASIC_FORMAT": "%(levelname)s:%(name)s:%(message)s", "getLevelName": _level_name,
        "getLoggerClass": lambda: Logger, "getLevelNamesMapping": lambda: dict(LEVELS),
    }  # fmt: skip
    return {**names, "__all__": list(names)}


def _nothing(*_: Any, **__: Any) -> None:
    """Stands for what would only change where messages go."""


def _level(level: int | str) -> int:
    if isinstance(level, str):
        if level not in LEVELS:
            raise ValueError(f"Unknown level: {level!r}")
        return LEVELS[level]
    return level


def _level_name(level: int | str) -> int | str:
    if isinstance(level, str):
        return LEVELS.get(level, f"Level {level}")
    names = {number: name for name, number in LEVELS.items() if name not in ("WARN", "FATAL")}
    return names.get(level, f"Level {level}")


class _Filterer:
    filters: tuple[Any, ...] = ()
    addFilter = removeFilter = staticmethod(_nothing)


class Logger(_Filterer):
    """Takes messages, and keeps none."""

    parent: Logger | None = None
    propagate, disabled = True, False
    handlers: tuple[Any, ...] = ()

    def __init__(self, name: str, level: int | str = 0):
        self.name, self.level = name, _level(level)

    def setLevel(self, level: int | str) -> None:
        """From which level on messages count."""
        self.level = _level(level)

    def getEffectiveLevel(self) -> int:
        """Its own level, or that of the logger above."""
        if self.level or self.parent is None:
            return self.level
        return self.parent.getEffectiveLevel()

    def isEnabledFor(self, level: int) -> bool:
        """Whether messages of this level count."""
        return level >= self.getEffectiveLevel()

    def hasHandlers(self) -> bool:
        """Nobody hears anything."""
        return False

    def getChild(self, suffix: str) -> Logger:
        """The logger below."""
        child = Logger(suffix if self.parent is None else f"{self.name}.{suffix}")
        child.parent = self
        return child

    debug = info = warning = warn = error = critical = fatal = exception = log = handle = (
        staticmethod(_nothing)
    )
    addHandler = removeHandler = callHandlers = staticmethod(_nothing)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} ({_level_name(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    """The one above all others."""

    def __init__(self) -> None:
        super().__init__("root", LEVELS["WARNING"])


class LoggerAdapter:
    """A logger with something to add to each message."""

    def __init__(self, logger: Logger, extra: Any = None, **_: Any):
        self.logger, self.extra = logger, extra

    def __getattr__(self, name: str) -> Any:
        return getattr(self.logger, name)


class Handler(_Filterer):
    """Would write messages somewhere."""

    formatter: Any = None
    name = ""

    def __init__(self, *arguments: Any, **_: Any):
        self.level = 0

    def setLevel(self, level: int | str) -> None:
        """From which level on messages count."""
        self.level = _level(level)

    setFormatter = emit = handle = flush = close = acquire = release = staticmethod(_nothing)


class StreamHandler(Handler):
    """Would write to a stream."""


class NullHandler(Handler):
    """Writes nothing in the real module, too."""


class FileHandler(StreamHandler):
    """Would write to a file."""


class Formatter:
    """The form of messages."""

    def __init__(self, fmt: str | None = None, datefmt: str | None = None, *_: Any, **__: Any):
        self.fmt, self.datefmt = fmt, datefmt


class Filter:
    """Chooses among messages."""

    def __init__(self, name: str = ""):
        self.name = name


class LogRecord:
    """A message."""


_MESSAGES = ("debug", "info", "warning", "warn", "error", "critical", "fatal", "exception", "log")
_IDLE = (
    "basicConfig", "disable", "shutdown", "captureWarnings", "addLevelName", "setLoggerClass",
)  # fmt: skip
LOGGING = Primitive("logging", _names, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs

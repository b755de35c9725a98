"""What runs in a room: the host that starts things, the notebook, and a graded cell's own fork.

Nothing here is trusted. It answers the judge's questions with plain data, and whatever it says of
itself is not a mark.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import inspect
import io
import os
import resource
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

from threadlab.grading.wire.channel import Channel, Gone
from threadlab.grading.wire.claims import REAL
from threadlab.grading.wire.values import NotPlain, decode, encode

_shells: list[Any] = []
_real = SimpleNamespace(**vars(builtins))  # as they are before any work
_MIMES = ("text/plain", "image/png", "image/jpeg")


def warm() -> None:
    """Import what notebooks and checks use and make the shell, once for all rooms."""
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    import threadlab
    import threadlab.explorer
    import threadlab.explorer.search.explore

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders that there will be in a room only
        shell = InteractiveShell.instance(config=config, display_pub_class=DisplayPublisher)
    threadlab.load_ipython_extension(shell)
    with contextlib.redirect_stdout(io.StringIO()):
        shell.run_cell("import threading, time, queue, asyncio, concurrent.futures", silent=True)
        threadlab.explorer.explore("x = 1", runs=1)
        compile("1", "<warm>", "eval")
    shell.reset(new_session=True)
    shell.user_ns["__spec__"] = None  # as in a kernel: who spawns a process asks __main__ for it
    _shells.append(shell)


def host(control: Channel) -> None:
    """As the first process of a room: start what the judge asks for, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, _reap)
    started: dict[int, int] = {}
    while True:
        try:
            order, files = control.receive_with_files()
        except Gone:
            return
        if order["do"] == "interrupt":
            with contextlib.suppress(OSError, KeyError):
                os.kill(started[order["number"]], signal.SIGINT)
            continue
        child = os.fork()
        if child == 0:
            control.close()
            _start(order, files)
        started[order["number"]] = child
        for file in files:
            os.close(file)


def _reap(_number: int, _frame: FrameType | None) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _start(order: dict[str, Any], files: list[int]) -> None:
    import socket

    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _fresh_streams()
        judge = Channel(socket.socket(fileno=files[0]))
        sys.path[:] = [path for path in sys.path if path]
        sys.path.append(str(Path.cwd()))  # for modules beside the notebook; they shadow no other
        if order["do"] == "check":
            _check(judge, order)
        elif order["do"] == "arbiter":
            from threadlab.grading.inside.arbiter import Arbiter

            Arbiter(judge).serve()
        else:
            if order["do"] == "notebook":
                _show_memory()
            for name, text in order.get("files", {}).items():
                path = Path(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(bytes.fromhex(text))
            Notebook(judge).serve()
        status = 0
    except (Gone, KeyboardInterrupt, SystemExit):
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        _flush()
        os._exit(status)


def _show_memory() -> None:
    """A notebook may look at its own /proc, as anywhere."""
    from threadlab.grading.sandbox import linux

    linux._prctl(4, 1)
    threading.stack_size(2**20)


def _fresh_streams() -> None:
    sys.stdin = open(os.devnull)  # noqa: SIM115, PTH123
    sys.stdout = open(1, "w", buffering=1, errors="replace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="replace", closefd=False)  # noqa: SIM115
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


class Ended(SystemExit):
    """A cell has called os._exit; only the cell ends."""


class Notebook:
    """A notebook's namespace, in which cells are run and graded."""

    def __init__(self, judge: Channel):
        self.judge = judge
        self.shell = _shells[0]
        self.displays: list[dict[str, Any]] = []
        self.shell.display_pub.publish = self._publish  # rich output
        self.shell.displayhook.__class__.__call__ = self._displayhook()
        self.names = self.shell.user_ns
        process, leave = os.getpid(), os._exit

        def _exit(status: int) -> None:
            if os.getpid() == process and threading.current_thread() is threading.main_thread():
                raise Ended(status)
            leave(status)

        os._exit = _exit  # type: ignore[assignment]
        self._leave = leave

    def _publish(self, data: dict[str, Any], metadata: Any = None, **_: Any) -> None:
        self.displays.append(_plain_bundle(data))

    def _displayhook(self) -> Callable[..., None]:
        notebook = self

        def show(hook: Any, result: Any = None) -> None:
            if result is None or hook.quiet():
                return
            with contextlib.suppress(Exception):
                data, _ = hook.compute_format_data(result)
                bundle = _plain_bundle(data)
                notebook.displays.append({**bundle, "result": True})
            hook.update_user_ns(result)

        return show

    def serve(self) -> None:
        """Do what the judge asks until it ends."""
        while True:
            order, files = self.judge.receive_with_files()
            if order["do"] == "run":
                self.judge.send(self.run(order["source"], definitions=order["definitions"]))
            elif order["do"] == "values":
                self.judge.send({"values": self._values(order["names"])})
            elif order["do"] == "set":
                self.names.update({name: decode(data) for name, data in order["values"].items()})
                self.judge.send({})
            elif order["do"] == "grade":
                self._fork(order, files)

    def run(self, source: str, *, definitions: bool) -> dict[str, Any]:
        """Run a cell as a kernel does; with `definitions` only what defines something."""
        self.displays = []
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        if definitions:
            source = _definitions(self.shell, source)
        error: dict[str, Any] | None = None
        try:
            shown = io.StringIO()
            # a cell that leaves too many files open leaves some for the conversation
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(most - 64, 64), most))
            with _quiet_tracebacks(self.shell, shown):
                result = self.shell.run_cell(source, store_history=True)
            failure = result.error_before_exec or result.error_in_exec
            if failure is not None and not isinstance(failure, SystemExit):
                error = describe(failure)
                error["traceback"] = shown.getvalue()[-20_000:]
        except KeyboardInterrupt:
            error = {"type": "KeyboardInterrupt", "text": "", "place": "", "traceback": ""}
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        _flush()
        return {"error": error, "displays": self.displays[:50]}

    def _values(self, names: list[str]) -> dict[str, Any]:
        found = {}
        for name in names:
            with contextlib.suppress(NotPlain):
                if name in self.names:
                    found[name] = encode(self.names[name])
        return found

    def _fork(self, order: dict[str, Any], files: list[int]) -> None:
        import socket

        tasks = Path("/proc/self/task")
        alone = len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()
        if alone > 1 and not order["here"]:
            for file in files:
                os.close(file)
            self.judge.send({"threads": alone})
            return
        before = _processes()
        child = 0 if order["here"] else os.fork()
        if child == 0:
            status = 1
            try:
                self.judge.close()
                os._exit = self._leave
                Graded(Channel(socket.socket(fileno=files[0])), self).serve()
                status = 0
            except (Gone, SystemExit, KeyboardInterrupt):
                pass
            finally:
                _flush()
                self._leave(status)
        for file in files:
            os.close(file)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
        for _ in range(5):
            left = _processes() - before - {child}
            if not left:
                break
            for process in left:
                with contextlib.suppress(OSError):
                    os.kill(process, signal.SIGKILL)
        self.judge.send({"graded": True})


def _processes() -> set[int]:
    with contextlib.suppress(OSError):
        return {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}
    return set()


def _plain_bundle(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name][:500_000] for name in _MIMES
            if type(data.get(name)) is str}  # fmt: skip


@contextlib.contextmanager
def _quiet_tracebacks(shell: Any, shown: io.StringIO) -> Any:
    """Keep IPython from printing a traceback among the output."""
    show = shell._showtraceback
    shell._showtraceback = lambda kind, error, lines: shown.write("\n".join(lines))
    try:
        yield
    finally:
        shell._showtraceback = show


def _definitions(shell: Any, source: str) -> str:
    try:
        tree = ast.parse(shell.transform_cell(source))
    except SyntaxError:
        return ""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    kept = [node for node in tree.body if isinstance(node, kinds) or _is_simple(node)]
    return "\n".join(ast.unparse(node) for node in kept)


def _is_simple(node: ast.stmt) -> bool:
    return (isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
        isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node)
    )) or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and all(
        not isinstance(part, ast.Call) for part in ast.walk(node.value.func)
    ) and isinstance(node.value.func, (ast.Name, ast.Attribute)) and "Lock" in ast.unparse(
        node.value.func
    ))  # fmt: skip


def describe(error: BaseException) -> dict[str, Any]:
    """An exception in plain words: its type, text and the last place in the student's cells."""
    kind = type(error)
    try:
        text = str(error)
    except BaseException:
        text = ""
    line, code = 0, ""
    with contextlib.suppress(BaseException):
        for frame in traceback.extract_tb(error.__traceback__):
            if "ipykernel" in frame.filename or "<ipython-input" in frame.filename:
                line, code = frame.lineno or 0, frame.line or ""
    return {"type": str(kind.__name__)[:100], "text": text[:4000], "line": line,
            "code": code[:300]}  # fmt: skip


class Graded:
    """A fork in which one test cell runs, statement by statement, as the judge sends them.

    Each answer carries the `token` of its statement. What is no plain data stays here, among
    `objects`, and is known to the judge by its number.
    """

    def __init__(self, judge: Channel, notebook: Notebook):
        self.judge = judge
        self.names = notebook.names
        self.objects: list[Any] = []
        self._token: Any = None
        self._turn = threading.RLock()  # claims of several threads come one after another

    def serve(self) -> None:
        """Run statements until the judge ends the conversation."""
        while True:
            order = self._receive()
            if order["do"] == "statement":
                self._send(self._run(order["source"], order["value"]))

    def _receive(self) -> dict[str, Any]:
        order, _ = self.judge.receive_with_files()
        self._token = order.get("token")
        return dict(order)

    def _send(self, reply: dict[str, Any]) -> None:
        self.judge.send({**reply, "token": self._token})

    def _run(self, source: str, value: bool) -> dict[str, Any]:
        self.names["__check__"] = self._check
        self.names[REAL] = _real
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        mode = "eval" if value else "exec"
        try:
            code = compile(source, "<test>", mode, flags)
            result = eval(code, self.names)
            if inspect.CO_COROUTINE & code.co_flags:
                result = asyncio.get_event_loop_policy().new_event_loop().run_until_complete(result)
        except Stop:
            return {"done": "stopped"}
        except BaseException as error:
            if isinstance(error, Gone):
                raise
            _flush()
            return {"done": "error", "error": describe(error)}
        _flush()
        if not value:
            return {"done": "well"}
        return {"done": "well", **self._told(result)}

    def _told(self, value: Any) -> dict[str, Any]:
        """A value as plain data, or as an object that stays here."""
        try:
            return {"value": encode(value)}
        except NotPlain:
            self.objects.append(value)
            return {"opaque": str(type(value).__name__)[:100], "handle": len(self.objects) - 1}

    def _check(self, number: int, holes: list[Any]) -> None:
        """Offer a claim to the judge; raise what an assertion raises if it does not hold."""
        with self._turn:
            self._converse(number, holes)

    def _converse(self, number: int, holes: list[Any]) -> None:
        raised: list[BaseException] = []
        self._send({"claim": number})
        while True:
            order = self._receive()
            if order["do"] == "ask":
                hole = holes[order["hole"]]
                bound = [self._bound(data) for data in order["bound"]]
                self._send(self._tried(partial(hole, *bound), raised))
            elif order["do"] == "look":
                names = {"__builtins__": vars(_real), "__objects__": self.objects}
                self._send(self._tried(partial(eval, order["expression"], names), raised))
            elif order["do"] == "go":
                return
            elif order["do"] == "raise" and raised:
                raise raised[-1]
            else:
                raise Stop(order.get("message", ""))

    def _bound(self, data: Any) -> Any:
        return self.objects[data[1]] if data and data[0] == "object" else decode(data)

    def _tried(self, look: Callable[[], Any], raised: list[BaseException]) -> dict[str, Any]:
        try:
            value = look()
        except BaseException as error:
            if isinstance(error, (Gone, Stop)):
                raise
            raised.append(error)
            return {"error": describe(error)}
        return self._told(value)


class Stop(AssertionError):  # noqa: N818
    """The claim does not hold, says the judge."""


def _check(judge: Channel, order: dict[str, Any]) -> None:
    """Explore a check and tell what came of it."""
    from threadlab.grading.inside.checking import explored

    def asked() -> bool:
        judge.send({"status": "failed"})
        return bool(judge.receive()["tell"])

    judge.send(explored(order, asked))

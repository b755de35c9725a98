"""A notebook's process: runs a student's cells as a kernel does, and is forked for each test."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from threadlab.explorer.bindings import DEFINITIONS
from threadlab.grading.inside import loops, shell, streams
from threadlab.grading.inside.described import describe
from threadlab.grading.inside.graded import Graded
from threadlab.grading.inside.looks import Looks, concern
from threadlab.grading.wire.channel import Channel, Gone
from threadlab.grading.wire.names import LOOK, PUT
from threadlab.grading.wire.values import NotPlain, decode, encode

_MIMES = (
    "text/plain", "image/png", "image/jpeg", "image/svg+xml", "text/html", "text/latex",
)  # fmt: skip
_MOST_DISPLAYS = 50  # of a cell
_MOST_CHARACTERS = 500_000  # of one of them
_MOST_TRACEBACK_CHARACTERS = 20_000
_KEPT_FILES = 64  # open files that a cell leaves for the conversation


class Ended(SystemExit):
    """A cell has called os._exit; only the cell ends."""


class Notebook:
    """A notebook's namespace, in which cells are run and graded."""

    def __init__(self, judge: Channel):
        self.judge = judge
        self.shell = shell.running()
        self.displays: list[dict[str, Any]] = []
        self.shell.display_pub.publish = self._publish  # rich output
        self.shell.displayhook.__class__.__call__ = self._displayhook()
        self.names = self.shell.user_ns
        self.looks = Looks()
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
                self.judge.send(
                    self.run(
                        order["source"], definitions=order["definitions"], looks=order["looks"]
                    )
                )
            elif order["do"] == "values":
                self.judge.send({"values": self._values(order["names"])})
            elif order["do"] == "set":
                self.names.update({name: decode(data) for name, data in order["values"].items()})
                self.judge.send({})
            elif order["do"] == "grade":
                self._fork(order, files)

    def run(self, source: str, *, definitions: bool, looks: bool) -> dict[str, Any]:
        """Run a cell as a kernel does; with `definitions` only what defines something.

        It `looks` for attributes by variables under supervision if it is a student's.
        """
        self.displays = []
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        if definitions:
            source = _definitions(self.shell, source)
        error: dict[str, Any] | None = None
        try:
            shown = io.StringIO()
            # a cell that leaves too many files open leaves some for the conversation
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(most - _KEPT_FILES, _KEPT_FILES), most))
            self._oversee(looks and concern(source))
            with _quiet_tracebacks(self.shell, shown), loops.open_to_tasks():
                result = self.shell.run_cell(source, store_history=True)
            failure = result.error_before_exec or result.error_in_exec
            self.looks.note(failure)
            if failure is not None and not isinstance(failure, SystemExit):
                error = describe(failure)
                error["traceback"] = shown.getvalue()[-_MOST_TRACEBACK_CHARACTERS:]
        except KeyboardInterrupt:
            error = {"type": "KeyboardInterrupt", "text": "", "place": "", "traceback": ""}
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        streams.flush()
        return {"error": error, "displays": self.displays[:_MOST_DISPLAYS]}

    def _oversee(self, looks: bool) -> None:
        """Have the cell that comes look for attributes by way of `looks`, or not."""
        self.names |= {LOOK: self.looks.look, PUT: self.looks.put}
        self.shell.user_ns_hidden |= {LOOK: None, PUT: None}
        self.shell.ast_transformers[:] = [self.looks] if looks else []

    def _pass_by(self) -> None:
        """Count the cell of a test, as a kernel does; its text is not among what has been run."""
        with contextlib.suppress(Exception):
            self.shell.history_manager.store_inputs(self.shell.execution_count, "")
            self.shell.execution_count += 1

    def _values(self, names: list[str]) -> dict[str, Any]:
        found = {}
        for name in names:
            with contextlib.suppress(NotPlain):
                if name in self.names:
                    found[name] = encode(self.names[name])
        return found

    def _fork(self, order: dict[str, Any], files: list[int]) -> None:
        tasks = Path("/proc/self/task")
        alone = len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()
        if alone > 1 and not order["here"]:
            for file in files:
                os.close(file)
            self.judge.send({"threads": alone})
            return
        self._pass_by()
        before = _processes()
        child = 0 if order["here"] else os.fork()
        if child == 0:
            status = 1
            try:
                self.judge.close()
                os._exit = self._leave
                Graded(Channel(socket.socket(fileno=files[0])), self.names, self.looks).serve()
                status = 0
            except (Gone, SystemExit, KeyboardInterrupt):
                pass
            finally:
                streams.flush()
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
    # What is cut off shows nothing, but for text.
    return {name: data[name][:_MOST_CHARACTERS] for name in _MIMES
            if type(data.get(name)) is str
            and (name == "text/plain" or len(data[name]) <= _MOST_CHARACTERS)}  # fmt: skip


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
    kept = [node for node in tree.body if isinstance(node, DEFINITIONS) or _is_simple(node)]
    return "\n".join(ast.unparse(node) for node in kept)


def _is_simple(node: ast.stmt) -> bool:
    return (isinstance(node, (ast.Assign, ast.AnnAssign)) and not any(
        isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node)
    )) or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and all(
        not isinstance(part, ast.Call) for part in ast.walk(node.value.func)
    ) and isinstance(node.value.func, (ast.Name, ast.Attribute)) and "Lock" in ast.unparse(
        node.value.func
    ))  # fmt: skip

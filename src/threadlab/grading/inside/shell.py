"""The shell in which a student's cells run: made once, before any room, and forked with each."""

from __future__ import annotations

import contextlib
import io
import subprocess
import warnings
from typing import Any

from threadlab.grading.inside import loops, streams

_WARM = "import threading, time, queue, asyncio, concurrent.futures"
_shells: list[Any] = []


def warm() -> None:
    """Import what notebooks and checks use and make the shell, once for all rooms."""
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    import threadlab
    from threadlab.grading.inside import checking

    class Shell(InteractiveShell):
        """A shell without windows, in which programs run without a terminal of their own."""

        def system(self, cmd: str) -> None:
            """Run a program without a terminal, of which a room has none."""
            line = self.var_expand(cmd, depth=1)
            streams.flush()
            self.user_ns["_exit_code"] = subprocess.call(line, shell=True, stdin=subprocess.DEVNULL)

        def enable_matplotlib(self, gui: str | None = None) -> Any:
            """Show pictures in the notebook, whatever window was asked for."""
            return super().enable_matplotlib("inline")

        def enable_gui(self, gui: Any = None) -> None:
            """Do nothing: pictures are shown, and no window is opened."""

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders that there will be in a room only
        shell = Shell.instance(config=config, display_pub_class=DisplayPublisher)
    threadlab.load_ipython_extension(shell)
    with contextlib.redirect_stdout(io.StringIO()):
        # as a room runs a cell: what is used for the first time there is copied page by page
        with loops.open_to_tasks():
            shell.run_cell(_WARM, store_history=True)
            shell.run_cell("0", store_history=True)
        loops.close()
        checking.warm()
        compile("1", "<warm>", "eval")
    shell.reset(new_session=True)
    shell.user_ns["__spec__"] = None  # as in a kernel: who spawns a process asks __main__ for it
    shell.loop_runner = loops.run
    _shells.append(shell)


def running() -> Any:
    """The shell that is ready."""
    return _shells[0]

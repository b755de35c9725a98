"""Start JupyterLab as the student's or the instructor's lab.

Both are the same server with other parts switched on: a folder of settings for each role is put
on Jupyter's configuration path, so nothing is installed and nothing of the reader's own
configuration is changed.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentTypeError
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal
from zlib import crc32

import zmq
from jupyter_core.paths import jupyter_data_dir

from threadlab import progress
from threadlab.course.exchange import publish
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder

Role = Literal["student", "instructor"]

FIRST_PAGE: dict[Role, str] = {
    "student": "/lab/tree/notebooks/00-start-here.ipynb",
    "instructor": "/teach",  # leads on to the lab: course/first_page.py
}
# JupyterLab takes an option once: what the reader gives replaces ours, under either name.
ALIASES = {"--ip": "--ServerApp.ip", "--notebook-dir": "--ServerApp.root_dir"}
LAYOUTS = "JUPYTERLAB_WORKSPACES_DIR"  # where JupyterLab keeps them
FIRST_PORT = 8888
TRIES = 100


def is_free(port: int) -> bool:
    """Say whether a server could listen on `port` of this machine now."""
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def port_number(words: str) -> int:
    """Return the port that `words` name; raise `ArgumentTypeError` if there is no such port."""
    if not words.isdigit() or not 1 <= int(words) <= 65535:
        raise ArgumentTypeError(f"{words} is no port; a port is a number from 1 to 65535.")
    return int(words)


def choose_port(wanted: int | None) -> int:
    """Return `wanted` if it is free, or without a wish the first free port from 8888 on.

    Raises `ThreadlabError` if the wanted port, or every port tried, is in use.
    """
    if wanted is not None:
        if not is_free(wanted):
            raise ThreadlabError(
                f"Port {wanted} is in use, perhaps by another lab: stop that one, or choose "
                f"another port, as in make lab LAB_ARGS='--port {wanted + 1}'."
            )
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if is_free(port):
            if port != FIRST_PORT:
                print(
                    f"Port {FIRST_PORT} is in use, perhaps by another lab; this one opens at "
                    f"port {port}.",
                    flush=True,
                )
            return port
    raise ThreadlabError(
        f"The ports {FIRST_PORT} to {FIRST_PORT + TRIES - 1} are all in use: stop a lab that you "
        "no longer need, or choose a port, as in make lab LAB_ARGS='--port 9000'."
    )


def environment(role: Role, course: CourseFolder) -> dict[str, str]:
    """Return the environment of the server: settings of the role, programs and config found."""
    settings = Path(__file__).parent / "settings" / role
    shared = Path(__file__).parent / "settings" / "shared"
    variables = dict(os.environ)
    config = [str(settings), str(course.root), variables.get("JUPYTER_CONFIG_PATH", "")]
    variables["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, config))
    data = [str(shared), variables.get("JUPYTER_PATH", "")]  # our extension of JupyterLab
    if role == "instructor":  # with a kernel of its own for what students have handed in
        data.insert(0, str(settings / "share"))
    variables["JUPYTER_PATH"] = os.pathsep.join(filter(None, data))
    own = Path(jupyter_data_dir(), "threadlab")
    if role == "student":
        variables.setdefault(progress.VARIABLE, str(own / "progress.json"))
    # What stood where is kept for each lab apart: one that was used for something else has left
    # tabs of files that are not here, and no contents of the book beside them.
    layouts = Path(variables.get(LAYOUTS, own / "layouts"))
    variables[LAYOUTS] = str(layouts / f"{role}-{crc32(os.fsencode(course.root)):08x}")
    programs = [str(Path(sys.executable).parent), variables.get("PATH", "")]
    variables["PATH"] = os.pathsep.join(filter(None, programs))
    return variables


def command(
    role: Role,
    course: CourseFolder,
    port: int,
    browser: bool,
    extra: Sequence[str],
    *,
    edit: bool = False,
) -> list[str]:
    """Return the command line that starts JupyterLab; what it names wins over the reader's own.

    With `edit`, what is saved of a chapter is written into the book.
    """
    ours = {
        "--ServerApp.root_dir": str(course.root),
        "--ServerApp.ip": "127.0.0.1",
        "--ServerApp.port": str(port),
        "--LabApp.default_url": FIRST_PAGE[role],
    }
    if role == "student" and not edit:
        ours["--ServerApp.contents_manager_class"] = "threadlab.course.reading.ReadersFiles"
    if role == "instructor":
        ours["--ServerApp.kernel_manager_class"] = "threadlab.course.kernels.CarefulKernels"
    given = {ALIASES.get(word, word) for word in (option.split("=")[0] for option in extra)}
    line = [sys.executable, "-m", "jupyterlab"]
    line += [f"{name}={value}" for name, value in ours.items() if name not in given]
    if zmq.has("curve"):  # keep what goes to the kernel from others on the machine
        line.append("--KernelManager.transport_encryption=auto")
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")  # in a container there is nobody else
    return [*line, *extra]


def trust_book(course: CourseFolder) -> None:
    """Mark the notebooks of the book as trusted, so that their stored pictures are shown at once.

    That is every notebook in notebooks/. A failure here costs nothing but the pictures.
    """
    from nbformat import read
    from nbformat.sign import NotebookNotary

    try:
        notary = NotebookNotary()
    except Exception as error:  # such as a home folder that can't be written to
        print(f"The book could not be marked as trusted: {error}", file=sys.stderr)
        return
    for path in sorted((course.root / "notebooks").glob("*.ipynb")):
        try:
            notebook = read(path, as_version=4)
            if not notary.check_signature(notebook):
                notary.sign(notebook)
        except Exception as error:  # an unreadable notebook is the lab's to report
            print(f"{path.name} could not be marked as trusted: {error}", file=sys.stderr)


def serve(
    role: Role,
    course: CourseFolder,
    *,
    port: int | None = None,
    browser: bool = True,
    edit: bool = False,
    extra: Sequence[str] = (),
) -> int:
    """Run the lab of `role` for `course` until it is stopped; return its exit code.

    On POSIX systems this process becomes the server, so that signals reach it directly.
    """
    if role == "student":
        from threadlab.course.reading import let_go_of_lost

        try:
            publish(course)
        except (ThreadlabError, OSError) as error:
            print(
                "The homework could not be put into the assignment list; the book opens all the "
                f"same. {error}",
                file=sys.stderr,
            )
        trust_book(course)
        with suppress(OSError):  # a folder that can't be written to has no versions to be moved
            let_go_of_lost(course.root)
    line = command(role, course, choose_port(port), browser, extra, edit=edit)
    variables = environment(role, course)
    os.chdir(course.root)
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(line[0], line, variables)
    return subprocess.call(line, env=variables)

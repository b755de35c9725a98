"""Build .venv from requirements.lock and the package itself, or say in one sentence why not.

    python tools/bootstrap.py           .venv
    python tools/bootstrap.py FOLDER    another environment, to try another Python beside it

Runs with the Python that the reader happens to have, before anything is installed: standard
library only, and in a syntax that any Python 3 can read far enough to say that it is too old.
A second call finds everything in place and returns at once.
"""

from __future__ import print_function

import hashlib
import os
import subprocess
import sys
import sysconfig

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

NO_NETWORK = (
    "The packages can't be downloaded because the package index can't be reached. "
    "Check the network (or the proxy settings of pip) and run the same command again."
)
NO_SPACE = (
    "The disk is full: free about 1 GB where the project lies and run the same command again."
)


class Stop(Exception):
    """What is missing and what to do about it, in one sentence."""


def newest():
    """Return the newest Python that all packages have wheels for, as tools/lock.py has noted."""
    with open(os.path.join(ROOT, "requirements.lock")) as lock:
        return tuple(int(part) for part in lock.readline().split()[-1].split("."))


def check_python(version, name):
    """Raise `Stop` if `version`, a tuple of numbers, is older or newer than the lock serves."""
    if tuple(version[:2]) < OLDEST:
        raise Stop(
            "Threadlab needs Python %d.%d or newer, and %s is %s: install a newer one, "
            "or name one that you have, as in 'make lab PYTHON=python3.13'."
            % (OLDEST + (name, ".".join(str(part) for part in version[:3])))
        )
    last = newest()
    if tuple(version[:2]) > last:
        raise Stop(
            "The packages of requirements.lock are ready for Python %d.%d to %d.%d, and %s is %s: "
            "name one of those, as in 'make lab PYTHON=python%d.%d', or get one from python.org."
            % (OLDEST + last + (name, ".".join(str(part) for part in version[:3])) + last)
        )


def check_modules():
    """Raise `Stop` if this Python can't make virtual environments."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        raise Stop(
            "This Python has no module '%s', which makes virtual environments: on Debian and "
            "Ubuntu run 'sudo apt install python3-venv', elsewhere install Python from python.org."
            % error.name
        ) from None


def explain(log):
    """Turn what pip printed into one sentence: what happened and what to do."""
    text = log.lower()
    if "no space left" in text:
        return NO_SPACE
    if "failed building wheel" in text or "failed-wheel-build" in text:
        return "A package could not be built on this machine: the story is in .venv-install.log."
    broken = ("connection broken by", "newconnectionerror", "proxyerror", "read timed out")
    if any(sign in text for sign in broken):
        return NO_NETWORK
    errors = [line for line in log.splitlines() if line.lower().startswith("error")]
    return "Installing the packages failed (%s): the whole story is in .venv-install.log." % (
        errors[-1] if errors else "pip gave no reason; is another build of .venv under way?"
    )


def run(command, log_path):
    """Run `command` with its output in the file `log_path`; raise `Stop` if it fails."""
    with open(log_path, "ab") as log:
        code = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
    if code:
        with open(log_path, encoding="utf-8", errors="replace") as log:
            raise Stop(explain(log.read()))


def fingerprint(*parts):
    """Return a short digest of file contents (paths that exist) and of plain strings."""
    digest = hashlib.sha256()
    for part in parts:
        path = os.path.join(ROOT, part)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                digest.update(file.read().replace(b"\r\n", b"\n"))
        else:
            digest.update(part.encode("utf-8"))
    return digest.hexdigest()


def build(home=""):
    """Make .venv, or `home`, what the lock file says, doing only what is not done yet."""
    home = os.path.abspath(home or os.path.join(ROOT, ".venv"))
    check_python(sys.version_info, sys.executable)
    check_modules()
    if os.path.islink(home):  # clearing it would clear what it leads to
        raise Stop(
            "%s is a link to %s, which may be in use by another project: remove the link, and the "
            "same command builds an environment here." % (home, os.path.realpath(home))
        )
    python = os.path.join(
        home, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))
    )
    stamp_path = os.path.join(home, "threadlab-built.txt")
    log_path = home + "-install.log"
    build_of_python = "%s %s" % (
        sys.implementation.cache_tag,
        sysconfig.get_config_var("Py_GIL_DISABLED"),
    )
    packages = fingerprint("requirements.lock", build_of_python, sys.base_prefix, ROOT)
    project = fingerprint("pyproject.toml", "src/threadlab/__init__.py")
    done = []
    if os.path.isfile(stamp_path) and os.path.isfile(python):
        with open(stamp_path) as stamp:
            done = stamp.read().split()
    if done == [packages, project]:
        return
    if os.path.isfile(log_path):
        os.remove(log_path)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps"]
    if done[:1] != [packages]:
        with open(os.path.join(ROOT, "requirements.lock")) as lock:
            count = sum(1 for line in lock if "==" in line)
        name = os.path.relpath(home, ROOT)
        print("Building %s with %d packages; the first time takes a minute or two." % (name, count))
        sys.stdout.flush()
        if os.path.isfile(stamp_path):
            os.remove(stamp_path)
        # In an activated .venv sys.executable lies inside the folder that is about to be cleared.
        base = getattr(sys, "_base_executable", None) or sys.executable
        run([base, "-m", "venv", "--clear", home], log_path)
        run(pip + ["-r", "requirements.lock"], log_path)
    run(pip + ["--no-build-isolation", "-e", "."], log_path)
    with open(stamp_path, "w") as stamp:
        stamp.write("%s\n%s\n" % (packages, project))
    os.remove(log_path)


if __name__ == "__main__":
    try:
        build(*sys.argv[1:2])
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit("Stopped before .venv was complete; the same command starts it again.")
    except OSError as error:
        sys.exit(NO_SPACE if error.errno == 28 else "Building .venv failed: %s." % error)

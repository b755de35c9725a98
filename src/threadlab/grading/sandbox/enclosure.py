"""The walls: a root of its own with nothing but Python in it, and no way to anywhere else.

`enclose` is called once by a zygote, before it has seen any work; `enter_room` by the first process
of each submission. As root, a room's processes run under a user number that nobody has; as an
ordinary user, in a user namespace.
"""

from __future__ import annotations

import contextlib
import os
import resource
import site
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from threadlab.grading.sandbox import linux, system_calls

HOME = "/home/student"
_OWN = ("/tmp", HOME, "/dev/shm")  # of each room
_DEVICES = ("null", "zero", "full", "random", "urandom")


@dataclass
class Cgroup:
    """Control groups of this process under which rooms get theirs: version, open folders."""

    folders: dict[str, int]
    version: int

    @classmethod
    def find(cls) -> Cgroup | None:
        """Open what this process may divide further; None where it may not."""
        folders: dict[str, int] = {}
        version = 1
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            names = controllers.split(",") if controllers else ["unified"]
            for name in names:
                if name not in ("memory", "pids", "cpu", "unified"):
                    continue
                base = Path("/sys/fs/cgroup")
                folder = base / ("" if name == "unified" else name) / path.lstrip("/")
                if name == "unified":
                    try:
                        offered = (folder / "cgroup.subtree_control").read_text().split()
                    except OSError:
                        continue
                    if not {"memory", "pids"} <= set(offered):
                        continue
                    version = 2
                probe = folder / f"threadlab-{os.getpid()}-probe"
                try:
                    probe.mkdir()
                    probe.rmdir()
                except OSError:
                    continue
                folders[name] = os.open(folder, os.O_DIRECTORY | os.O_RDONLY)
        if version == 2 and "unified" in folders:
            return cls({"unified": folders["unified"]}, 2)
        return cls(folders, 1) if folders else None

    def join(self, name: str, memory: int, processes: int) -> None:
        """Make a group and put this process into it.

        Groups have equal shares of the processor, however many processes are in them.
        """
        for controller, folder in self.folders.items():
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, dir_fd=folder)
            values: dict[str, str] = {}
            if self.version == 2:
                values = {"memory.max": str(memory), "memory.swap.max": "0",
                          "pids.max": str(processes)}  # fmt: skip
            elif controller == "memory":
                values = {"memory.limit_in_bytes": str(memory)}
            elif controller == "pids":
                values = {"pids.max": str(processes)}
            for file, value in {**values, "cgroup.procs": "0"}.items():
                try:
                    handle = os.open(f"{name}/{file}", os.O_WRONLY, dir_fd=folder)
                except FileNotFoundError:
                    continue  # a kernel without swap accounting
                try:
                    os.write(handle, value.encode())
                finally:
                    os.close(handle)

    def leave(self, name: str) -> None:
        """Remove a group whose processes have ended."""
        for folder in self.folders.values():
            with contextlib.suppress(OSError):
                os.rmdir(name, dir_fd=folder)


@cache
def shown() -> list[str]:
    """The folders that a room may read: the system's programs and this Python's packages."""
    import threadlab

    folders = {sys.prefix, sys.base_prefix, sysconfig.get_paths()["stdlib"]}
    folders |= {path for path in site.getsitepackages() if Path(path).is_dir()}
    folders.add(str(Path(threadlab.__file__).resolve().parent))
    folders |= {str(Path(folder).resolve()) for folder in folders}
    system = [path for path in ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
              if Path(path).exists()]  # fmt: skip
    chosen: list[str] = []
    for path in [*system, *sorted(folders)]:
        if not any(path == other or path.startswith(f"{other}/") for other in chosen):
            chosen.append(path)
    return chosen


def enclose(stage: str) -> None:
    """Leave the machine behind: `stage`, an empty folder, becomes the root of all that follows.

    Raises `OSError` where the kernel does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    flags = linux.NEW_NAMESPACES | linux.NEW_IPC | linux.NEW_UTS
    if user != 0:
        linux.unshare(flags | linux.NEW_USER)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    else:
        linux.unshare(flags)
    linux.mount("", "/", flags=linux.RECURSIVE | linux.PRIVATE)
    safe = linux.NO_SUID | linux.NO_DEVICES
    linux.mount("tmpfs", stage, "tmpfs", safe, "mode=755,size=4m")
    for path in shown():
        target = f"{stage}{path}"
        if Path(path).is_symlink():
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            Path(target).symlink_to(Path(path).readlink())
            continue
        Path(target).mkdir(parents=True, exist_ok=True)
        linux.bind(path, target)
    for folder in ("proc", "dev", "dev/shm", "tmp", "etc", HOME[1:]):
        Path(stage, folder).mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(_covered()):
        kept = Path(stage, ".kept", str(number))
        kept.mkdir(parents=True)
        linux.bind(path, str(kept))
    for name in _DEVICES:
        Path(stage, "dev", name).touch()
        linux.bind(f"/dev/{name}", f"{stage}/dev/{name}", flags=linux.NO_SUID)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"),
                         ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2")):  # fmt: skip
        Path(stage, "dev", name).symlink_to(target)
    Path(stage, "etc/hosts").write_text("127.0.0.1 localhost\n")
    Path(stage, "etc/passwd").write_text(f"student:x:{_number()}:{_number()}::{HOME}:/bin/sh\n")
    Path(stage, "etc/nsswitch.conf").write_text("passwd: files\nhosts: files\n")
    linux.change_root(stage)
    linux.mount("", "/", flags=linux.REMOUNT | linux.BIND | linux.READ_ONLY | safe)


def _covered() -> list[str]:
    """What is shown and lies where a room has folders of its own: a Python below /tmp, say."""
    return [path for path in shown() if any(path.startswith(f"{own}/") for own in _OWN)]


def _number() -> int:
    """The number of the user that a room's processes belong to."""
    return os.getuid() or 1_000_000 + os.getpid() % 1_000_000


def enter_room(disk: int) -> None:
    """Put this process into new namespaces with folders of its own; its next child is the first."""
    linux.unshare(linux.NEW_NAMESPACES | linux.NEW_PID | linux.NEW_NET | linux.NEW_IPC
                  | linux.NEW_UTS)  # fmt: skip
    safe = linux.NO_SUID | linux.NO_DEVICES
    covered = _covered()
    for folder in _OWN:
        linux.mount("tmpfs", folder, "tmpfs", safe, f"mode=1777,size={disk},nr_inodes=16384")
    for number, path in enumerate(covered):
        Path(path).mkdir(parents=True)
        linux.mount(f"/.kept/{number}", path, flags=linux.BIND | linux.RECURSIVE)
    linux.loopback_up()


def give_up_everything(memory: int, processes: int, disk: int) -> None:
    """As the first process of a room: no privilege is left, nor a way to get one."""
    with contextlib.suppress(OSError):  # a machine that hides parts of its own /proc
        linux.mount("proc", "/proc", "proc", linux.NO_SUID | linux.NO_DEVICES | linux.NO_EXEC)
    linux.forget_capabilities()
    if os.getuid() == 0:
        number = _number_of_zygote()
        os.setgroups([])
        try:
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
        except OSError:  # in a container that knows few numbers
            os.setresgid(65534, 65534, 65534)
            os.setresuid(65534, 65534, 65534)
    limits: list[tuple[int, int]] = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, disk),
        (resource.RLIMIT_NOFILE, 1024),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_DATA, memory + 256 * 2**20),
        (resource.RLIMIT_MSGQUEUE, 2**20),
        (resource.RLIMIT_MEMLOCK, 2**20),
    ]
    for which, most in limits:
        _, hard = resource.getrlimit(which)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))
    linux.drop_capabilities()
    linux.forbid_system_calls()
    linux.hide_memory()


_zygote: list[int] = []


def remember_zygote() -> None:
    """Note whose rooms these are: each zygote's rooms have a user number of their own."""
    _zygote.append(_number())
    if (machine := os.uname().machine) in system_calls.MACHINES:
        linux.packed_filter(machine)


def _number_of_zygote() -> int:
    return _zygote[0]


def missing() -> str:
    """Say in a sentence why there can be no sandbox here; empty if there is nothing to say."""
    if sys.platform != "linux":
        return "Grading needs the Linux kernel's namespaces, which this system does not have."
    machine: Any = os.uname().machine
    if machine not in system_calls.MACHINES:
        return f"Grading knows the system calls of x86_64 and aarch64 and not of {machine}."
    return ""

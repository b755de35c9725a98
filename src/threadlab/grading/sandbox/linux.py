"""The calls to the Linux kernel that a sandbox needs and Python's own library does not offer.

Sources: the manual pages unshare(2), mount(2), pivot_root(2), prctl(2), seccomp(2), capset(2).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import signal
import socket
import struct
from functools import cache
from typing import Any

from threadlab.grading.sandbox import system_calls

NEW_NAMESPACES = 0x00020000  # mounts
NEW_UTS, NEW_IPC, NEW_USER, NEW_PID, NEW_NET = (
    0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip

READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC, REMOUNT, BIND, RECURSIVE, PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18,
)  # fmt: skip
_DETACH = 2

# Options of prctl(2) (linux/prctl.h, linux/securebits.h).
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _CAPABILITY_DROP = 1, 4, 24
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _SECURE_BITS, _AMBIENT = 38, 22, 28, 47
_FILTER_MODE, _CLEAR_ALL_AMBIENT = 2, 4
_LOCKED_SECURE_BITS = 0b101111  # no privileges for root, nor kept, nor raised, and that for good
_CAPABILITIES_VERSION_3 = 0x20080522
_SET_INTERFACE_FLAGS, _UP, _RUNNING = 0x8914, 1, 64  # of netdevice(7)

_libc: Any = ctypes.CDLL(None, use_errno=True)

# What a filter sees as the kind of machine (linux/audit.h).
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000  # the bit of the x32 interface in a call's number
# What a filter answers (linux/seccomp.h).
_KILL, _ALLOW, _ERROR = 0x80000000, 0x7FFF0000, 0x00050000
_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97  # of Linux, wherever this is read
# The instructions of its program (linux/bpf_common.h), and where it finds what (linux/seccomp.h).
_LOAD, _IF_EQUAL, _IF_ABOVE, _IF_ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCHITECTURE, _AT_FIRST, _AT_THIRD = 0, 4, 16, 32
# Other kinds of sockets lead out of the machine (to a hypervisor) or deep into the kernel.
_UNIX, _INET, _INET6, _NETLINK = 1, 2, 10, 16
_NETLINK_ROUTE = 0  # of netlink the part that tells of addresses and devices
_LINE = struct.Struct("HBBI")
_NAMESPACE_FLAGS = 0x7E020080  # every CLONE_NEW…
_ASK = 0xFFFFFFFF  # what personality is given by who only asks


def _call(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces named by `flags`; the next child is the first of a new pid one."""
    _call(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount `source` on `target`."""
    arguments = [text.encode() or None for text in (source, target, kind)]
    _call(_libc.mount(*arguments, ctypes.c_ulong(flags), options.encode() or None), target)


def bind(source: str, target: str, *, flags: int = READ_ONLY | NO_SUID) -> None:
    """Show `source` at `target` too, by default as read-only."""
    mount(source, target, flags=BIND | RECURSIVE)
    # What is locked already (no devices, say) has to be named again, so try the stricter first.
    for extra in (0, NO_DEVICES, NO_DEVICES | NO_EXEC):
        try:
            mount("", target, flags=REMOUNT | BIND | flags | extra)
            return
        except PermissionError:
            continue
    raise PermissionError(f"{target} can't be made read-only.")


def change_root(folder: str) -> None:
    """Make `folder`, a mount point, the root; nothing else stays in reach."""
    os.chdir(folder)
    number = system_calls.numbers(platform.machine())["pivot_root"]
    _call(_libc.syscall(ctypes.c_long(number), b".", b"."), "pivot_root")
    _call(_libc.umount2(b".", _DETACH), "umount2")
    os.chdir("/")


def loopback_up() -> None:
    """Switch on the loopback device of this network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", _UP | _RUNNING)
        fcntl.ioctl(any_socket, _SET_INTERFACE_FLAGS, request)


def _prctl(option: int, *arguments: int) -> int:
    words = [ctypes.c_ulong(word) for word in (*arguments, 0, 0, 0, 0)[:4]]
    return int(_libc.prctl(option, *words))


def die_with_parent() -> None:
    """Be killed when the parent ends, however it ends."""
    _call(_prctl(_SET_DEATH_SIGNAL, signal.SIGKILL), "prctl")


def hide_memory() -> None:
    """Keep other processes of the same user out of this one's memory and descriptors."""
    _call(_prctl(_SET_DUMPABLE, 0), "prctl")


def show_memory() -> None:
    """Let this process look at its own folder in /proc, as anywhere."""
    _prctl(_SET_DUMPABLE, 1)


def forget_capabilities() -> None:
    """Keep every program that is started later from having privileges; needs them itself."""
    for capability in range(64):
        if _prctl(_CAPABILITY_DROP, capability) < 0:
            break


def drop_capabilities() -> None:
    """Give up every privilege, for this process and all that it starts."""
    _prctl(_AMBIENT, _CLEAR_ALL_AMBIENT)
    _prctl(_SECURE_BITS, _LOCKED_SECURE_BITS)
    header = struct.pack("II", _CAPABILITIES_VERSION_3, 0)
    _call(_libc.capset(header, bytes(24)), "capset")
    _call(_prctl(_SET_NO_NEW_PRIVILEGES, 1), "prctl")


def system_call_filter(machine: str) -> list[tuple[int, int, int, int]]:
    """The program that decides on each system call on `machine`: a seccomp filter's lines.

    A line is an instruction, how many lines to leave out if it holds and if not, and a value.
    Arguments that are int are looked at as such.
    """
    number = system_calls.numbers(machine)
    denied = (_ANSWER, 0, 0, _ERROR | _EPERM)
    allowed = (_ANSWER, 0, 0, _ALLOW)
    code = [(_LOAD, 0, 0, _AT_ARCHITECTURE), (_IF_EQUAL, 1, 0, _ARCHITECTURES[machine])]
    code += [(_ANSWER, 0, 0, _KILL), (_LOAD, 0, 0, _AT_NUMBER)]
    if machine == "x86_64":
        code += [(_IF_ABOVE, 0, 1, _X32), denied]
    for name in system_calls.FORBIDDEN:
        if name in number:
            code += [(_IF_EQUAL, 0, 1, number[name]), denied]
    # clone3 must seem to be missing, as its flags lie in memory where a filter can't look; the C
    # library then takes clone.
    code += [(_IF_EQUAL, 0, 1, number["clone3"]), (_ANSWER, 0, 0, _ERROR | _ENOSYS)]
    for name in ("socket", "socketpair"):
        code += _only_known_families(number[name], allowed)
    code += [(_IF_EQUAL, 0, 4, number["personality"]), (_LOAD, 0, 0, _AT_FIRST)]
    code += [(_IF_EQUAL, 0, 1, _ASK), allowed, denied]
    code += [(_IF_EQUAL, 0, 3, number["clone"]), (_LOAD, 0, 0, _AT_FIRST)]
    code += [(_IF_ANY_BIT, 0, 1, _NAMESPACE_FLAGS), denied, allowed]
    return code


def _only_known_families(
    number: int, allowed: tuple[int, int, int, int]
) -> list[tuple[int, int, int, int]]:
    """The lines that let the call `number` make sockets of a few families only."""
    no_family = (_ANSWER, 0, 0, _ERROR | _EAFNOSUPPORT)
    return [
        (_IF_EQUAL, 0, 10, number),
        (_LOAD, 0, 0, _AT_FIRST),
        (_IF_EQUAL, 7, 0, _UNIX),
        (_IF_EQUAL, 6, 0, _INET),
        (_IF_EQUAL, 5, 0, _INET6),
        (_IF_EQUAL, 1, 0, _NETLINK),
        no_family,
        (_LOAD, 0, 0, _AT_THIRD),
        (_IF_EQUAL, 1, 0, _NETLINK_ROUTE),
        no_family,
        allowed,
    ]


@cache
def packed_filter(machine: str) -> bytes:
    """The filter as the kernel reads it: the same for every room, so it is made before them."""
    return b"".join(_LINE.pack(*line) for line in system_call_filter(machine))


def forbid_system_calls() -> bool:
    """Forbid namespaces, mounts, tracing and the like for good; False on an unknown machine."""
    machine = platform.machine()
    if machine not in system_calls.MACHINES:
        return False
    program = packed_filter(machine)
    lines = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("HxxxxxxP", len(program) // _LINE.size, ctypes.addressof(lines))
    buffer = ctypes.create_string_buffer(filter_, len(filter_))
    _call(_prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(buffer)), "seccomp")
    return True

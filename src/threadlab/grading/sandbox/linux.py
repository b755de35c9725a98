"""The calls to the Linux kernel that a sandbox needs and Python's own library does not offer.

Sources: the manual pages unshare(2), mount(2), pivot_root(2), prctl(2), seccomp(2), capset(2).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import socket
import struct
from typing import Any

NEW_NAMESPACES = 0x00020000  # mounts
NEW_UTS, NEW_IPC, NEW_USER, NEW_PID, NEW_NET = (
    0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip

READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC, REMOUNT, BIND, RECURSIVE, PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18,
)  # fmt: skip
_DETACH = 2

_SET_DEATH_SIGNAL, _SET_DUMPABLE, _CAPABILITY_DROP = 1, 4, 24
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _SECURE_BITS, _AMBIENT = 38, 22, 28, 47

_libc: Any = ctypes.CDLL(None, use_errno=True)

# What a program in the sandbox never needs: number by machine. clone3 must seem to be missing, as
# its flags lie in memory where a filter can't look; the C library then takes clone.
_FORBIDDEN = {
    "x86_64": (
        101, 103, 154, 155, 161, 163, 164, 165, 166, 167, 168, 169, 172, 173, 175, 176, 179, 180,
        212, 227, 246, 248, 249, 250, 272, 279, 298, 303, 304, 308, 310, 311, 313, 317, 320, 321,
        323, 425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442, 447,
    ),
    "aarch64": (
        39, 40, 41, 51, 60, 89, 97, 104, 105, 106, 112, 116, 117, 142, 161, 162, 170, 171, 217,
        218, 219, 224, 225, 239, 241, 264, 265, 266, 268, 270, 271, 273, 277, 280, 282, 294, 425,
        426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442, 447,
    ),
}  # fmt: skip
# Its mark; clone, personality, socket, socketpair.
_ARCHITECTURE = {
    "x86_64": (0xC000003E, 56, 135, 41, 53),
    "aarch64": (0xC00000B7, 220, 92, 198, 199),
}
# Other kinds of sockets lead out of the machine (to a hypervisor) or deep into the kernel.
_UNIX, _INET, _INET6, _NETLINK = 1, 2, 10, 16
_CLONE3 = 435
_NAMESPACE_FLAGS = 0x7E020080  # every CLONE_NEW…


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
    number = {"x86_64": 155, "aarch64": 41}[platform.machine()]
    _call(_libc.syscall(ctypes.c_long(number), b".", b"."), "pivot_root")
    _call(_libc.umount2(b".", _DETACH), "umount2")
    os.chdir("/")


def loopback_up() -> None:
    """Switch on the loopback device of this network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 1 | 64)  # up, running
        fcntl.ioctl(any_socket, 0x8914, request)


def _prctl(option: int, *arguments: int) -> int:
    words = [ctypes.c_ulong(word) for word in (*arguments, 0, 0, 0, 0)[:4]]
    return int(_libc.prctl(option, *words))


def die_with_parent() -> None:
    """Be killed when the parent ends, however it ends."""
    _call(_prctl(_SET_DEATH_SIGNAL, 9), "prctl")


def hide_memory() -> None:
    """Keep other processes of the same user out of this one's memory and descriptors."""
    _call(_prctl(_SET_DUMPABLE, 0), "prctl")


def forget_capabilities() -> None:
    """Keep every program that is started later from having privileges; needs them itself."""
    for capability in range(64):
        if _prctl(_CAPABILITY_DROP, capability) < 0:
            break


def drop_capabilities() -> None:
    """Give up every privilege, for this process and all that it starts."""
    _prctl(_AMBIENT, 4)
    _prctl(_SECURE_BITS, 0b101111)
    header = struct.pack("II", 0x20080522, 0)
    _call(_libc.capset(header, bytes(24)), "capset")
    _call(_prctl(_SET_NO_NEW_PRIVILEGES, 1), "prctl")


def system_call_filter(machine: str) -> list[tuple[int, int, int, int]]:
    """The program that decides on each system call on `machine`: a seccomp filter's lines."""
    mark, clone, personality, *sockets = _ARCHITECTURE[machine]
    allow, denied, missing, no_family = 0x7FFF0000, 0x00050001, 0x00050026, 0x00050061
    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    first, third = 16, 32  # where arguments lie; those that are int are looked at as such
    code = [(load, 0, 0, 4), (equal, 1, 0, mark), (give, 0, 0, 0x80000000)]  # else kill
    code.append((load, 0, 0, 0))
    if machine == "x86_64":  # the numbers of the x32 interface
        code += [(0x35, 0, 1, 0x40000000), (give, 0, 0, denied)]
    for number in _FORBIDDEN[machine]:
        code += [(equal, 0, 1, number), (give, 0, 0, denied)]
    code += [(equal, 0, 1, _CLONE3), (give, 0, 0, missing)]
    for number in sockets:
        code += [
            (equal, 0, 10, number),
            (load, 0, 0, first),
            (equal, 7, 0, _UNIX), (equal, 6, 0, _INET), (equal, 5, 0, _INET6),
            (equal, 1, 0, _NETLINK),
            (give, 0, 0, no_family),
            (load, 0, 0, third),
            (equal, 1, 0, 0),  # of netlink the part that tells of addresses and devices
            (give, 0, 0, no_family),
            (give, 0, 0, allow),
        ]  # fmt: skip
    code += [(equal, 0, 4, personality), (load, 0, 0, first)]
    code += [(equal, 0, 1, 0xFFFFFFFF), (give, 0, 0, allow), (give, 0, 0, denied)]  # ask, not set
    code += [(equal, 0, 3, clone), (load, 0, 0, first), (any_bit, 0, 1, _NAMESPACE_FLAGS)]
    code += [(give, 0, 0, denied), (give, 0, 0, allow)]
    return code


def forbid_system_calls() -> bool:
    """Forbid namespaces, mounts, tracing and the like for good; False on an unknown machine."""
    machine = platform.machine()
    if machine not in _ARCHITECTURE:
        return False
    code = system_call_filter(machine)
    program = b"".join(struct.pack("HBBI", *line) for line in code)
    lines = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("HxxxxxxP", len(code), ctypes.addressof(lines))
    buffer = ctypes.create_string_buffer(filter_, len(filter_))
    _call(_prctl(_SET_SECCOMP, 2, ctypes.addressof(buffer)), "seccomp")
    return True

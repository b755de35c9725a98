"""System calls by name: their numbers on the machines that can grade, and which a room never needs.

Source: the kernel's tables arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h, the second of which is aarch64's. A test compares the numbers
with the headers of the machine that it runs on.
"""

from __future__ import annotations

MACHINES = ("x86_64", "aarch64")

# The number of each call on the MACHINES, in their order; None where a machine does not have it.
_NUMBERS: dict[str, tuple[int, int] | tuple[int, None]] = {
    # asked by the filter for their arguments
    "clone": (56, 220),
    "clone3": (435, 435),
    "personality": (135, 92),
    "socket": (41, 198),
    "socketpair": (53, 199),
    # into other processes and the kernel's own memory
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438),
    "move_pages": (279, 239),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "bpf": (321, 280),
    "seccomp": (317, 277),
    "lookup_dcookie": (212, 18),
    # out of the room: namespaces, roots, mounts, files without a path
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "quotactl": (179, 60),
    "nfsservctl": (180, 42),
    # calls in the name of others, and memory that is kept from the kernel
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "memfd_secret": (447, 447),
    # what is the machine's and not a room's
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # of x86 alone
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
}
_ASKED = frozenset({"clone", "clone3", "personality", "socket", "socketpair"})
FORBIDDEN = tuple(name for name in _NUMBERS if name not in _ASKED)


def numbers(machine: str) -> dict[str, int]:
    """The numbers of the calls that `machine` has; raises `ValueError` for an unknown machine."""
    if machine not in MACHINES:
        raise ValueError(f"The system calls of {machine} are not known: there are {MACHINES}.")
    place = MACHINES.index(machine)
    return {name: number for name, known in _NUMBERS.items()
            if (number := known[place]) is not None}  # fmt: skip

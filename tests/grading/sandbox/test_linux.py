"""The kernel's doors: which ones are shut in a room, and what homework needs open."""

from __future__ import annotations

import json

import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.graded import packed, printed
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.job import grade
from threadlab.grading.sandbox import linux

pytestmark = needs_sandbox


DOORS = """
import ctypes, errno, os, socket
def tries(call):
    try:
        call()
        return "ok"
    except OSError as error:
        return errno.errorcode[error.errno]
for family in (1, 2, 10, 16, 17, 29, 31, 38, 40, 44, 45):
    print(family, tries(lambda: socket.socket(family, socket.SOCK_DGRAM).close()))
print("pair", tries(lambda: socket.socketpair()[0].close()))
print("netlink", tries(lambda: socket.socket(16, socket.SOCK_RAW, 12).close()))
libc = ctypes.CDLL(None, use_errno=True)
def raw(number, *arguments):
    result = libc.syscall(number, *arguments)
    return "ok" if result >= 0 else errno.errorcode[ctypes.get_errno()]
x86 = os.uname().machine == "x86_64"
print("persona", raw(135 if x86 else 92, ctypes.c_ulong(0xFFFFFFFF)),
      raw(135 if x86 else 92, ctypes.c_ulong(0x0040000)))
for name, one, other in (("memfd_secret", 447, 447), ("name_to_handle_at", 303, 264),
                         ("open_by_handle_at", 304, 265), ("modify_ldt", 154, 154)):
    if x86 or name != "modify_ldt":
        print(name, raw(one if x86 else other, 0, 0, 0, 0, 0))
"""


WORKS = """
import asyncio, multiprocessing, socket, subprocess, sys
def double(n):
    return 2 * n
async def talk():
    async def answer(reader, writer):
        writer.write(await reader.readline())
        writer.close()
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"echo\\n")
    print(await reader.readline())
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(7)", stdout=-1)
    print(await process.communicate())
    server.close()
asyncio.new_event_loop().run_until_complete(talk())
with multiprocessing.get_context("fork").Pool(2) as workers:
    print(workers.map(double, range(3)))
for method in ("spawn", "forkserver"):
    with multiprocessing.get_context(method).Pool(1) as workers:
        print(workers.map(len, [method]))
print(subprocess.run([sys.executable, "-c", "print(8)"], capture_output=True, text=True).stdout)
print(bool(socket.getaddrinfo("localhost", 80)), socket.if_nameindex())
six = socket.socket(socket.AF_INET6)
six.bind(("::1", 0))
"""


def in_a_room(original, plan, source):
    """What a cell prints in a room, where nothing else goes wrong."""
    notebook = ordinary.answered(original)
    notebook.cells.insert(0, new_code_cell(source))
    result = json.loads(grade(packed(plan, notebook)))
    outputs = result["notebook"]["cells"][0]["outputs"]
    assert not [output for output in outputs if output["output_type"] == "error"], outputs
    assert not result["unreadable"]
    return printed(result)


def test_sockets_of_other_families_can_not_be_had_in_a_room(original, plan):
    told = dict(line.split(" ", 1) for line in in_a_room(original, plan, DOORS).splitlines())
    assert [told[name] for name in ("1", "2", "10", "16", "pair")] == ["ok"] * 5
    for family in ("17", "29", "31", "38", "40", "44", "45", "netlink"):
        assert told[family] == "EAFNOSUPPORT", family
    assert told["persona"] == "ok EPERM"
    for name in ("memfd_secret", "name_to_handle_at", "open_by_handle_at", "modify_ldt"):
        assert told.get(name, "EPERM") == "EPERM"


def test_what_homework_uses_still_works_in_a_room(original, plan):
    told = in_a_room(original, plan, WORKS)
    assert "[0, 2, 4]\n[5]\n[10]\n8\n" in told
    for part in ("b'echo\\n'", "(b'7\\n', None)", "True [(1, 'lo')]"):
        assert part in told


def decision(machine, call, *arguments):
    """What the filter of `machine` says to a system call: an interpreter for its few lines."""
    mark = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    words = {0: call, 4: mark} | {16 + 8 * n: value for n, value in enumerate(arguments)}
    code, place, loaded = linux.system_call_filter(machine), 0, 0
    while True:
        kind, yes, no, value = code[place]
        place += 1
        if kind == 0x20:
            loaded = words.get(value, 0) & 0xFFFFFFFF
        elif kind == 0x06:
            return value & 0xFFFF if value >> 16 == 5 else "allowed" if value >> 16 else "killed"
        else:
            holds = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}
            place += yes if holds[kind] else no


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_of_either_machine_decides_alike(machine):
    number = {
        "x86_64": {"socket": 41, "pair": 53, "personality": 135, "clone": 56, "read": 0,
                   "handle": 303, "open": 304, "accept": 43},
        "aarch64": {"socket": 198, "pair": 199, "personality": 92, "clone": 220, "read": 63,
                    "handle": 264, "open": 265, "accept": 202},
    }[machine]  # fmt: skip
    for name in ("socket", "pair"):
        for family in range(60):
            said = decision(machine, number[name], family, 1, 0)
            assert said == ("allowed" if family in (1, 2, 10, 16) else 97), family
        assert decision(machine, number[name], 16, 3, 12) == 97
        assert decision(machine, number[name], 2 | 1 << 32, 1, 0) == "allowed"  # as the kernel does
    assert decision(machine, number["personality"], 0xFFFFFFFF) == "allowed"
    assert decision(machine, number["personality"], 0) == 1
    assert decision(machine, number["clone"], 0x00000011) == "allowed"
    assert decision(machine, number["clone"], 0x10000011) == 1
    assert decision(machine, 435) == 38
    for name in ("handle", "open"):
        assert decision(machine, number[name]) == 1
    assert decision(machine, 447) == 1
    assert decision(machine, number["read"]) == decision(machine, number["accept"]) == "allowed"


def test_numerical_libraries_start_no_threads(original, plan):
    source = "import numpy, os\nx = numpy.ones((400, 400)) @ numpy.ones((400, 400))\n"
    source += "print(len(os.listdir('/proc/self/task')), os.environ['OMP_NUM_THREADS'])"
    assert in_a_room(original, plan, source) == "1 1\n"


def test_what_runs_in_a_room_is_there_before_it_is_opened(original, plan):
    """What the zygote has imported it has frozen; what is imported later costs every room."""
    source = "import gc, sys\ntracked = {id(thing) for thing in gc.get_objects()}\n"
    source += "print([name for name, module in sorted(sys.modules.items())\n"
    source += "       if name.startswith('threadlab') and id(module) in tracked])"
    assert in_a_room(original, plan, source) == "[]\n"

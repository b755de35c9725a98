"""The numbers of system calls are those of the machine's own headers."""

from __future__ import annotations

import platform
import re
from pathlib import Path

import pytest

from threadlab.grading.sandbox import system_calls

HEADERS = {
    "x86_64": [
        *Path("/usr/include").glob("*/asm/unistd_64.h"),
        Path("/usr/include/asm/unistd_64.h"),
    ],
    "aarch64": [Path("/usr/include/asm-generic/unistd.h")],
}


@pytest.mark.parametrize("machine", system_calls.MACHINES)
def test_each_call_has_the_number_that_the_headers_give_it(machine):
    header = next((path for path in HEADERS[machine] if path.is_file()), None)
    if header is None:
        pytest.skip(f"This machine has no headers of Linux for {machine} (linux-libc-dev).")
    found = dict(re.findall(r"^#define __NR_(\w+)\s+(\d+)", header.read_text(), re.M))
    found |= dict(re.findall(r"^#define __NR3264_(\w+)\s+(\d+)", header.read_text(), re.M))
    known = {name: int(found[name]) for name in system_calls.numbers(machine) if name in found}
    assert known == {name: system_calls.numbers(machine)[name] for name in known}
    assert len(known) > 45, "The headers are older than the table."


def test_what_is_forbidden_is_known_on_this_machine():
    known = system_calls.numbers(platform.machine())
    assert "ptrace" in known and "ptrace" in system_calls.FORBIDDEN
    assert not {"read", "write", "futex", "exit_group"} & set(system_calls.FORBIDDEN)


def test_an_unknown_machine_is_no_machine():
    with pytest.raises(ValueError, match="m68k"):
        system_calls.numbers("m68k")

"""A program may raise KeyboardInterrupt as any other exception; the stop button stops it anyhow."""

from __future__ import annotations

import itertools

import pytest

from threadlab import explore
from threadlab.explorer.model import system

PROGRAM = """
import builtins, contextlib, os, threading
from concurrent.futures import ThreadPoolExecutor
seen = []
def stopped():
    raise KeyboardInterrupt("by hand")
def work():
{body}
def main():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
"""
CHECK = "assert type(error) is KeyboardInterrupt; "
BODIES = (
    "try: stopped()\nexcept KeyboardInterrupt as error: seen.append(str(error))",
    "try: stopped()\nexcept (ValueError, KeyboardInterrupt): seen.append(1)",
    "try: stopped()\nexcept BaseException as error:\n    " + CHECK + "seen.append(1)",
    "try: stopped()\nexcept: seen.append(1)",
    "try: stopped()\nexcept builtins.KeyboardInterrupt: seen.append(1)",
    "with contextlib.suppress(KeyboardInterrupt): stopped()\nseen.append(1)",
    "class Mine(KeyboardInterrupt): pass\n"
    "try: raise Mine\nexcept KeyboardInterrupt: seen.append(1)",
    "with ThreadPoolExecutor(1) as pool: error = pool.submit(stopped).exception()\n"
    + CHECK
    + "seen.append(1)",
    "try:\n    try: stopped()\n    finally: seen.append(0)\n"
    "except KeyboardInterrupt: seen.append(1)",
    "try: raise KeyboardInterrupt from None\nexcept* KeyboardInterrupt: seen.append(1)",
    "assert issubclass(KeyboardInterrupt, BaseException)\n"
    "assert not issubclass(KeyboardInterrupt, Exception)\n"
    "assert repr(KeyboardInterrupt(1)) == 'KeyboardInterrupt(1)'\nseen.append(1)",
)


def program(body: str) -> str:
    return PROGRAM.format(body="\n".join(f"    {line}" for line in body.split("\n")))


@pytest.mark.parametrize("body", BODIES)
def test_a_program_catches_its_own(body):
    text = program(body) + "    assert seen and seen[-1]\n"
    assert explore(text).status == "proved", explore(text)


@pytest.mark.parametrize("where", ["    stopped()", "    pass\nstopped()\ndef main(): pass"])
def test_one_that_nobody_catches_is_an_exception_of_the_program(where):
    verdict = explore(PROGRAM.format(body=where))
    assert verdict.kind == "exception" and "KeyboardInterrupt" in verdict.message


@pytest.mark.parametrize("body", BODIES[:10])
def test_the_stop_button_is_caught_by_nothing(monkeypatch, body):
    presses = itertools.count(1)

    def press() -> int:
        if next(presses) == 3:  # not at once
            raise KeyboardInterrupt
        return 1

    monkeypatch.setattr(system, "os_of", lambda *_: {"getpid": press})
    text = program(body).replace('raise KeyboardInterrupt("by hand")', "os.getpid()")
    for raised in ("raise KeyboardInterrupt from None", "raise Mine"):
        text = text.replace(raised, "stopped()")
    text = text.replace(CHECK, "")
    with pytest.raises(KeyboardInterrupt):
        for _ in range(3):
            explore(text)

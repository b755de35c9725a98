"""Each thread has a context of its own; what is in it, and a context that is shared, can race."""

from __future__ import annotations

import textwrap

from threadlab import outcomes

HEAD = """
import contextvars, threading
v = contextvars.ContextVar("v", default=0)
rows = contextvars.ContextVar("rows", default=[])
shared = contextvars.copy_context()
def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print({look})
"""


def shown(work: str, look: str) -> tuple[list[str], int]:
    found = outcomes(HEAD.format(look=look) + textwrap.dedent(work))
    assert found.complete
    return found.outputs, found.runs


def test_a_variable_of_a_context_is_each_threads_own():
    work = """
        def work(n):
            token = v.set(v.get() + n)
            assert v.get() == n
            v.reset(token)
    """
    assert shown(work, "v.get()") == (["0\n"], 1)


def test_what_stands_in_a_variable_is_what_all_have():
    work = """
        def work(n):
            rows.get().append(n)
    """
    assert shown(work, "rows.get()")[0] == ["[1, 2]\n", "[2, 1]\n"]


def test_a_context_that_threads_share_is_one_thing():
    work = """
        def work(n):
            shared.run(v.set, n)
    """
    assert shown(work, "shared[v]")[0] == ["1\n", "2\n"]

"""The copy is made in the worker, by the lambda: of the worker's context, which is empty.

source: https://github.com/lbliii/bengal/pull/159
verdict: assertion
"""

import contextvars
from concurrent.futures import ThreadPoolExecutor

trace = contextvars.ContextVar("trace", default="none")


def look():
    return trace.get()


def main():
    trace.set("mine")
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(lambda: contextvars.copy_context().run(look))
        assert future.result() == "mine"

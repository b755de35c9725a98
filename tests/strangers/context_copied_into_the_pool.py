"""A copy of the context for each task, made where the task is submitted.

source: https://github.com/lbliii/bengal/pull/159
verdict: proved
"""

import contextvars
from concurrent.futures import ThreadPoolExecutor

trace = contextvars.ContextVar("trace", default="none")


def look():
    return trace.get()


def main():
    with ThreadPoolExecutor(1) as pool:
        futures = []
        for number in (1, 2):
            trace.set(number)
            futures.append(pool.submit(contextvars.copy_context().run, look))
        trace.set("over")
        assert [future.result() for future in futures] == [1, 2]

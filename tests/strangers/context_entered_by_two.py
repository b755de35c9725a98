"""One copy for two threads that run at the same time: a context can be entered by one.

source: https://docs.python.org/3/library/contextvars.html#contextvars.Context.run
verdict: exception
"""

import contextvars
import threading

shared = []


def work():
    shared.append(1)
    shared.append(2)


def main():
    context = contextvars.copy_context()
    threads = [threading.Thread(target=context.run, args=(work,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

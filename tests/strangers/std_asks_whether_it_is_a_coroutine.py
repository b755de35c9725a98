"""A decorator asks whether it got a coroutine function, and never gets one here.

source: https://github.com/litl/backoff
verdict: proved
"""

import asyncio
import functools
import inspect
import threading


def counted(function):
    if asyncio.iscoroutinefunction(function) or inspect.iscoroutinefunction(function):
        raise TypeError("not here")
    lock = threading.Lock()

    @functools.wraps(function)
    def call(*arguments):
        with lock:
            call.count += 1
        return function(*arguments)

    call.count = 0
    return call


@counted
def work():
    pass


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert work.count == 2

"""The delays of a retry are a generator, made once for all calls.

source: https://github.com/litl/backoff
verdict: exception
"""

import itertools
import threading

tried = []

def delays():
    for n in itertools.count():
        tried.append(n)
        yield 2**n

def retry(attempts):
    waits = delays()

    def decorate(function):
        def wrapper():
            for _ in range(attempts):
                try:
                    return function()
                except ConnectionError:
                    next(waits)
            return None

        return wrapper

    return decorate

@retry(2)
def fetch():
    raise ConnectionError


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    together(fetch, fetch)

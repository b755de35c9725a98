"""A function that is to run once holds a lock while it runs, and calls itself.

source: https://github.com/Suor/funcy/pull/184
verdict: deadlock
"""

import functools
import threading

def once(function):
    lock, seen = threading.Lock(), set()

    @functools.wraps(function)
    def wrapper(argument):
        with lock:
            if argument not in seen:
                seen.add(argument)
                function(argument)

    return wrapper

@once
def load(package):
    if package == "app":
        load("base")


def main():
    loader = threading.Thread(target=load, args=("app",))
    loader.start()
    loader.join()

"""A dictionary must not grow while somebody loops over it.

verdict: exception
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


names = {"a": 1}


def look():
    for name in names:
        pass


def add():
    names["b"] = 2


def main():
    run(look, add)

"""A flag is looked at and then set; both have looked.

source: https://docs.python.org/3/library/threading.html#event-objects
verdict: assertion
"""

import threading


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    busy, inside = threading.Event(), []

    def work(name):
        if not busy.is_set():
            busy.set()
            inside.append(name)
            assert inside == [name]
            inside.remove(name)
            busy.clear()

    together(lambda: work("a"), lambda: work("b"))

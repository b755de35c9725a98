"""Two threads find nothing and both make it.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


thing = None
made = []


def get():
    global thing
    if thing is None:
        made.append(1)
        thing = object()
    return thing


def main():
    run(get, get)
    assert len(made) == 1

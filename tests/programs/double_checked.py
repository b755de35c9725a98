"""Look, lock, look again.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


thing = None
made = []
lock = Lock()


def get():
    global thing
    if thing is None:
        with lock:
            if thing is None:
                made.append(1)
                thing = "thing"
    return thing


def main():
    run(get, get)
    assert len(made) == 1

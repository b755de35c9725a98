"""Threads, locks and objects with their addresses are printed; nobody checks them.

source: https://stackoverflow.com/questions/15085348/what-is-the-use-of-join-in-threading
verdict: proved
"""

import threading


class Job:
    pass


lock = threading.Lock()


def work(job):
    with lock:
        print(threading.current_thread(), lock, job)
        print(f"{id(job)} {job!r:>40} {threading.get_ident()} {threading.get_native_id()}")


def main():
    ts = [threading.Thread(target=work, args=(Job(),)) for _ in range(2)]
    for t in ts:
        print(t)
        t.start()
    for t in ts:
        t.join()
        print(t, t.ident)

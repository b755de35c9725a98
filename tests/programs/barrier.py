"""Nobody goes on before all have come.

verdict: proved
"""

from threading import Barrier, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


barrier = Barrier(2)
come = []


def work():
    come.append(1)
    barrier.wait()
    assert len(come) == 2


def main():
    run(work, work)

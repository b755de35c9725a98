"""An exception in a thread ends that thread.

verdict: exception
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def work():
    {}["key"]


def main():
    run(work)

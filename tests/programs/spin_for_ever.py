"""Nobody sets the flag.

verdict: livelock
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


flag = False


def work():
    while not flag:
        pass


def main():
    run(work)

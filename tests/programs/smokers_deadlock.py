"""Each of two smokers has got half of what one needs.

verdict: deadlock
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


paper, match_ = Semaphore(0), Semaphore(0)


def agent():
    paper.release()
    match_.release()


def one():
    paper.acquire()
    match_.acquire()
    paper.release()
    match_.release()


def other():
    match_.acquire()
    paper.acquire()
    paper.release()
    match_.release()


def main():
    run(agent, one, other)

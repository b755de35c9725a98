"""The agent puts two things down, the one who lacks neither smokes.

verdict: proved
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


paper, match_ = Semaphore(0), Semaphore(0)
out = []


def agent():
    paper.release()
    match_.release()


def smoker():
    paper.acquire()
    match_.acquire()
    out.append(1)


def main():
    run(agent, smoker)
    assert out == [1]

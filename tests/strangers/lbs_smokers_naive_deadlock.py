"""Two smokers each take one of the two ingredients on the table.

source: https://greenteapress.com/wp/semaphores/
verdict: deadlock
"""

import threading

tobacco, paper, match = (threading.Semaphore(0) for _ in range(3))


def agent():
    tobacco.release()
    paper.release()


def smoker_match():
    tobacco.acquire()
    paper.acquire()


def smoker_tobacco():
    paper.acquire()
    match.acquire()


def main():
    ts = [
        threading.Thread(target=f, daemon=f is smoker_tobacco)
        for f in (agent, smoker_match, smoker_tobacco)
    ]
    for t in ts:
        t.start()
    for t in ts[:2]:
        t.join()

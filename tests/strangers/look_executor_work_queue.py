"""The pool's queue is looked at, to say whether there is work left.

source: https://stackoverflow.com/questions/48263704/threadpoolexecutor-how-to-limit-the-queue-maxsize
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as ex:
        ex.submit(abs, 1)
        ex.submit(abs, 2)
        assert ex._work_queue.qsize() > 0

"""Callbacks come in the order of completion, not of submission.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.add_done_callback
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

order = []


def main():
    with ThreadPoolExecutor(2) as ex:
        for n in range(2):
            ex.submit(abs, n).add_done_callback(lambda f: order.append(f.result()))
    assert order == [0, 1]

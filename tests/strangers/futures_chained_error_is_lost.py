"""A chain of futures in which the callback raises: the following future is never set.

source: https://docs.python.org/3/library/concurrent.futures.html#future-objects
verdict: deadlock
"""

from concurrent.futures import Future, ThreadPoolExecutor


def then(future, function):
    following = Future()
    future.add_done_callback(lambda done: following.set_result(function(done.result())))
    return following


def main():
    with ThreadPoolExecutor(1) as pool:
        answer = then(pool.submit(lambda: 0), lambda n: 1 // n)
        answer.result()

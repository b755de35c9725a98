"""Futures that are chained: then() gives a new one, which is set by the callback of the first.

source: https://docs.python.org/3/library/concurrent.futures.html#future-objects
verdict: proved
"""

from concurrent.futures import Future, ThreadPoolExecutor


def then(future, function):
    following = Future()

    def go_on(done):
        try:
            following.set_result(function(done.result()))
        except Exception as error:
            following.set_exception(error)

    future.add_done_callback(go_on)
    return following


def main():
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(lambda: 4)
        good = then(then(first, lambda n: n + 1), str)
        bad = then(first, lambda n: n / 0)
        assert good.result() == "5"
        assert isinstance(bad.exception(), ZeroDivisionError)

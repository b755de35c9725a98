"""A session that fails twice, and a decorator that tries again: every caller has its own tries.

source: https://docs.python.org/3/library/http.html#http.HTTPStatus
verdict: proved
"""

import functools
import threading
import time
from http import HTTPStatus


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            for attempt in range(times):
                status = function(*args, attempt)
                if status is HTTPStatus.OK:
                    return status
                time.sleep(2**attempt)
            return status

        return wrapper

    return decorate


@retry(3)
def get(url, attempt):
    return HTTPStatus.OK if attempt == 2 else HTTPStatus.SERVICE_UNAVAILABLE


answers = []


def main():
    threads = [threading.Thread(target=lambda: answers.append(get("/"))) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert answers == [HTTPStatus.OK, HTTPStatus.OK]
    assert answers[0].phrase == "OK"

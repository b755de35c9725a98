"""A token is made when there is none yet: two threads make two, and one is gone.

source: https://docs.python.org/3/library/secrets.html
verdict: assertion
"""

import secrets
import threading

token = None
used = []


def login():
    global token
    if token is None:
        token = secrets.token_hex(8)
    used.append(token)


def main():
    threads = [threading.Thread(target=login) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(used)) == 1

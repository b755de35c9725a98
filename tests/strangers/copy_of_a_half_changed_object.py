"""copy.copy takes the object as it is, between two assignments that belong together.

source: https://docs.python.org/3/library/copy.html
verdict: assertion
"""

import copy
import threading


class Account:
    def __init__(self):
        self.saved, self.spent = 10, 0


account = Account()


def spend():
    account.saved -= 5
    account.spent += 5


def look():
    seen = copy.copy(account)
    assert seen.saved + seen.spent == 10


def main():
    threads = [threading.Thread(target=spend), threading.Thread(target=look)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

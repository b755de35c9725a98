"""A deep copy of an object that has a lock: a lock can't be copied.

source: https://stackoverflow.com/questions/44144584/typeerror-cant-pickle-thread-lock-objects
verdict: exception
"""

import copy
import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.money = 10


def main():
    account = Account()
    copies = []
    t = threading.Thread(target=lambda: copies.append(copy.deepcopy(account)))
    t.start()
    t.join()
    assert copies[0].money == 10

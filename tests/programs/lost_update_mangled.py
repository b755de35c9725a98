"""A private name is as shared as any other.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Account:
    def __init__(self):
        self.__money = 0

    def put(self):
        self.__money += 1

    def get(self):
        return self.__money


account = Account()


def main():
    run(account.put, account.put)
    assert account.get() == 2

"""The account that was made first is locked first.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Account:
    def __init__(self, number, money):
        self.number = number
        self.money = money
        self.lock = Lock()


def move(source, target):
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock, second.lock:
        source.money -= 1
        target.money += 1


def main():
    a, b = Account(1, 5), Account(2, 5)
    run(lambda: move(a, b), lambda: move(b, a))
    assert (a.money, b.money) == (5, 5)

"""Only the actor touches the balance; who asks gets the answer by a queue of his own.

source: https://en.wikipedia.org/wiki/Actor_model
verdict: proved
"""

import queue
import threading


class Account(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.box, self._balance = queue.Queue(), 10

    def run(self):
        while True:
            what, amount, reply = self.box.get()
            if what == "stop":
                return
            ok = self._balance >= amount
            if ok:
                self._balance -= amount
            reply.put((ok, self._balance))

    def withdraw(self, amount):
        reply = queue.Queue(1)
        self.box.put(("withdraw", amount, reply))
        return reply.get()


def main():
    account, answers = Account(), []
    account.start()
    ts = [threading.Thread(target=lambda: answers.append(account.withdraw(7))) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(answers) == [(False, 3), (True, 3)]
    account.box.put(("stop", 0, None))
    account.join()

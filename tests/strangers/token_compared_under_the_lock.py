"""Who waited for the lock sees that the token is another one now.

source: https://github.com/slackapi/python-slack-sdk/issues/351
verdict: proved
"""

import threading


class Client:
    def __init__(self):
        self.token, self.valid, self.refreshes = "old", {"new 1"}, 0
        self.lock = threading.Lock()

    def call(self):
        used = self.token
        if used not in self.valid:
            with self.lock:
                if self.token == used:
                    self.refreshes += 1
                    self.token = f"new {self.refreshes}"
        return self.token in self.valid


def main():
    client, ok = Client(), []
    ts = [threading.Thread(target=lambda: ok.append(client.call())) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert ok == [True] * 3 and client.refreshes == 1

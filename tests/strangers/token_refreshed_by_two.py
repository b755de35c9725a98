"""Both see an expired token and both refresh it; the first one's is void.

source: https://github.com/slackapi/python-slack-sdk/issues/351
verdict: assertion
"""

import threading
import time


class Client:
    def __init__(self):
        self.token, self.expires, self.refreshes = "old", 0.0, 0

    def refresh(self):
        self.refreshes += 1
        self.token = f"token {self.refreshes}"
        self.expires = time.time() + 3600

    def call(self):
        if time.time() >= self.expires:
            self.refresh()
        return self.token


def main():
    client = Client()
    ts = [threading.Thread(target=client.call) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert client.refreshes == 1

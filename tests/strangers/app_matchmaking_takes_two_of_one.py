"""A server for matches: it looks whether two wait, and pops them one after the other.

source: https://codereview.stackexchange.com/questions/tagged/multithreading
verdict: exception
"""

import threading
from collections import deque


class Lobby:
    def __init__(self, names):
        self.waiting = deque(names)
        self.games = []

    def pair(self):
        if len(self.waiting) >= 2:
            first = self.waiting.popleft()
            second = self.waiting.popleft()
            self.games.append((first, second))


def main():
    lobby = Lobby(["ada", "bob", "cyd"])
    makers = [threading.Thread(target=lobby.pair) for _ in range(2)]
    for m in makers:
        m.start()
    for m in makers:
        m.join()
    assert len(lobby.games) == 1 and len(lobby.waiting) == 1

"""A server for matches: players wait until they are given a partner, by one condition.

source: https://codereview.stackexchange.com/questions/tagged/multithreading
verdict: proved
"""

import threading


class Lobby:
    def __init__(self):
        self.cond = threading.Condition()
        self.lone = None
        self.partner = {}

    def play(self, name):
        with self.cond:
            if self.lone is None:
                self.lone = name
                self.cond.wait_for(lambda: name in self.partner)
            else:
                other, self.lone = self.lone, None
                self.partner[other], self.partner[name] = name, other
                self.cond.notify_all()
            return self.partner[name]


def main():
    lobby = Lobby()
    got = {}

    def player(name):
        got[name] = lobby.play(name)

    players = [threading.Thread(target=player, args=(name,)) for name in "abcd"]
    for p in players:
        p.start()
    for p in players:
        p.join()
    assert all(got[got[name]] == name != got[name] for name in "abcd")

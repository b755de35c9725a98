"""A chat room that takes a copy of its members under the lock, and sends after it.

source: https://oneuptime.com/blog/post/2026-03-20-chat-app-python-sockets-ipv4/view
verdict: proved
"""

import threading
from collections import deque


class Member:
    def __init__(self, name):
        self.name = name
        self.inbox = deque()
        self.gone = False

    def receive(self, line):
        self.inbox.append(line)


class Room:
    def __init__(self):
        self.members = {}
        self.history = []
        self.lock = threading.Lock()

    def enter(self, name):
        member = Member(name)
        with self.lock:
            self.members[name] = member
        return member

    def leave(self, name):
        with self.lock:
            member = self.members.pop(name, None)
        if member is not None:
            self.say(name, "bye")

    def say(self, sender, text):
        line = f"{sender}: {text}"
        with self.lock:
            self.history.append(line)
            others = [m for m in self.members.values() if m.name != sender]
        for member in others:
            member.receive(line)


def main():
    room = Room()
    ada, bob, cyd = (room.enter(name) for name in ("ada", "bob", "cyd"))
    talk = threading.Thread(target=room.say, args=("ada", "hello"))
    go = threading.Thread(target=room.leave, args=("bob",))
    talk.start()
    go.start()
    talk.join()
    go.join()
    assert sorted(room.history) == ["ada: hello", "bob: bye"]
    assert sorted(cyd.inbox) == ["ada: hello", "bob: bye"]
    assert list(ada.inbox) == ["bob: bye"]
    assert list(bob.inbox) in ([], ["ada: hello"])

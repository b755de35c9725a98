"""A chat room sends to everybody who is in it, one by one, and somebody leaves meanwhile.

source: https://oneuptime.com/blog/post/2026-03-20-chat-app-python-sockets-ipv4/view
verdict: exception
"""

import threading
from collections import deque


class Member:
    def __init__(self, name):
        self.name = name
        self.inbox = deque()

    def receive(self, line):
        self.inbox.append(line)


class Room:
    def __init__(self):
        self.members = {}
        self.lock = threading.Lock()

    def enter(self, name):
        with self.lock:
            member = self.members[name] = Member(name)
        return member

    def leave(self, name):
        with self.lock:
            self.members.pop(name, None)

    def say(self, sender, text):
        for name, member in self.members.items():  # without the lock
            if name != sender:
                member.receive(f"{sender}: {text}")


def main():
    room = Room()
    members = [room.enter(name) for name in ("ada", "bob", "cyd")]
    talk = threading.Thread(target=room.say, args=("ada", "hello"))
    go = threading.Thread(target=room.leave, args=("bob",))
    talk.start()
    go.start()
    talk.join()
    go.join()
    assert list(members[2].inbox) == ["ada: hello"]

"""Dancers go in pairs.

verdict: proved
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


leaders, followers = Semaphore(0), Semaphore(0)
out = []


def leader():
    followers.release()
    leaders.acquire()
    out.append("leader")


def follower():
    leaders.release()
    followers.acquire()
    out.append("follower")


def main():
    run(leader, follower)
    assert len(out) == 2

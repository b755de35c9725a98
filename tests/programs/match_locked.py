"""Under a lock a pattern sees the object whole.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Order:
    def __init__(self):
        self.state = "new"
        self.items = []


order = Order()
lock = Lock()
sent = 0


def send():
    global sent
    with lock:
        match order:
            case Order(state="new", items=[]):
                order.items.append("ticket")
                order.state = "sent"
                sent += 1
            case Order(state="sent", items=["ticket", *rest]):
                assert not rest
            case _:
                raise AssertionError


def main():
    run(send, send)
    assert sent == 1

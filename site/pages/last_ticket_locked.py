from threading import Lock, Thread

tickets, sold_to = 1, []
lock = Lock()

def sell(buyer):
    global tickets
    with lock:
        if tickets > 0:
            tickets = tickets - 1
            sold_to.append(buyer)

ann = Thread(target=sell, args=["Ann"])
bob = Thread(target=sell, args=["Bob"])
ann.start(), bob.start()
ann.join(), bob.join()
assert len(sold_to) == 1

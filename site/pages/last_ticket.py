from threading import Thread

tickets, sold_to = 1, []

def sell(buyer):
    global tickets
    if tickets > 0:
        tickets = tickets - 1
        sold_to.append(buyer)

ann = Thread(target=sell, args=["Ann"])
bob = Thread(target=sell, args=["Bob"])
ann.start(), bob.start()
ann.join(), bob.join()
assert len(sold_to) == 1

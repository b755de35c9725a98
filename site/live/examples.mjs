// Programs to begin with, on the page for one's own.

const buyers = (body) => `from threading import Lock, Thread

tickets = 1
sold_to = []
lock = Lock()


def sell(buyer):
    global tickets
${body}

def main():
    threads = [Thread(target=sell, args=(name,)) for name in ("Ann", "Bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sold_to) == 1, sold_to
`;

export const EXAMPLES = [
  { name: "The last ticket", source: buyers(`    if tickets > 0:
        tickets = tickets - 1
        sold_to.append(buyer)
`) },
  { name: "… with a lock", source: buyers(`    with lock:
        if tickets > 0:
            tickets = tickets - 1
            sold_to.append(buyer)
`) },
  { name: "A counter", source: `from threading import Thread

count = 0


def work():
    global count
    for _ in range(2):
        count += 1


threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
` },
  { name: "Two locks", source: `from threading import Lock, Thread

left, right = Lock(), Lock()


def one():
    with left:
        with right:
            print("one eats")


def other():
    with right:
        with left:
            print("other eats")


def main():
    threads = [Thread(target=one), Thread(target=other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
` },
  { name: "A queue", source: `from queue import Queue
from threading import Thread

queue = Queue(maxsize=1)
eaten = []


def cook():
    for dish in ("soup", "rice", None):
        queue.put(dish)


def guest():
    while (dish := queue.get()) is not None:
        eaten.append(dish)


def main():
    threads = [Thread(target=cook), Thread(target=guest)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert eaten == ["soup", "rice"]
` },
];

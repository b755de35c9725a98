"""A pipeline of one place: the producer takes the set lock, the consumer the get lock.

source: https://realpython.com/intro-to-python-threading/
verdict: proved
"""

import threading

SENTINEL = object()


class Pipeline:
    def __init__(self):
        self.message = 0
        self.producer_lock = threading.Lock()
        self.consumer_lock = threading.Lock()
        self.consumer_lock.acquire()

    def get_message(self):
        self.consumer_lock.acquire()
        message = self.message
        self.producer_lock.release()
        return message

    def set_message(self, message):
        self.producer_lock.acquire()
        self.message = message
        self.consumer_lock.release()


got = []


def producer(pipeline):
    for n in (3, 1, 4):
        pipeline.set_message(n)
    pipeline.set_message(SENTINEL)


def consumer(pipeline):
    message = 0
    while message is not SENTINEL:
        message = pipeline.get_message()
        if message is not SENTINEL:
            got.append(message)


def main():
    pipeline = Pipeline()
    ts = [threading.Thread(target=f, args=(pipeline,)) for f in (producer, consumer)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got == [3, 1, 4]

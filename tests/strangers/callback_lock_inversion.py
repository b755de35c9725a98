"""The client calls under its lock into the application's lock; the application goes the other way.

source: https://github.com/eclipse-paho/paho.mqtt.python/issues/346
verdict: deadlock
"""

import threading


class Client:
    def __init__(self):
        self.lock = threading.RLock()
        self.sent = []

    def publish(self, text):
        with self.lock:
            self.sent.append(text)

    def receive(self, text):
        with self.lock:
            self.on_message(text)


class App:
    def __init__(self, client):
        self.lock = threading.Lock()
        self.client, self.data = client, []
        client.on_message = self.store

    def store(self, text):
        with self.lock:
            self.data.append(text)

    def flush(self):
        with self.lock:
            for text in self.data:
                self.client.publish(text)
            self.data.clear()
            self.client.publish("done")


def main():
    client = Client()
    app = App(client)
    ts = [threading.Thread(target=client.receive, args=("m",)), threading.Thread(target=app.flush)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()

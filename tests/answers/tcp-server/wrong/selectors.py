"""One thread for all, by a selector: nobody waits, but nobody has a thread of its own.

like: ../right/plain.py
fails: check-threads-hidden check-threads-rude-hidden
"""
# %% by-threads
%%program --only-write by_threads.py
import os
import selectors
import socket
import threading


class ThreadServer:
    def __init__(self, port=0):
        self.sock = socket.create_server(("127.0.0.1", port))
        self.port = self.sock.getsockname()[1]
        self.running = True
        self.main = threading.Thread(target=self.loop)
        self.main.start()

    def loop(self):
        ships = {}
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            while self.running:
                for key, _ in selector.select(0.05):
                    if key.fileobj is self.sock:
                        line, _ = self.sock.accept()
                        line.settimeout(0.5)
                        selector.register(line, selectors.EVENT_READ)
                        ships[line] = [b"", 0]
                    elif not self.answer(key.fileobj, ships[key.fileobj]):
                        selector.unregister(key.fileobj)
                        key.fileobj.close()
                        del ships[key.fileobj]
            for line in ships:
                line.close()
        self.sock.close()

    def answer(self, line, ship):
        try:
            piece = line.recv(65536)
            *whole, ship[0] = (ship[0] + piece).split(b"\n")
            for message in whole:
                ship[1] += 1
                text = b"%d %d" % (os.getpid(), threading.get_native_id()) if message == b"WHO" else message.upper()
                line.sendall(b"%d %s\n" % (ship[1], text))
        except OSError:
            return False
        return bool(piece)

    def stop(self):
        self.running = False
        self.main.join()

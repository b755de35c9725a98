"""中文: identifiers and strings in Chinese; a call to oneself wakes accept; a lock around a set."""
# %% framing
%%program --only-write framing.py
"""分帧"""

def messages(pieces):
    缓冲 = bytearray()
    for 片 in pieces:
        缓冲.extend(片)
        while True:
            位置 = 缓冲.find(b"\n")
            if 位置 == -1:
                break
            yield bytes(缓冲[:位置])
            del 缓冲[:位置 + 1]

# %% station
%%program --only-write station.py
"""信号站"""
import os
import threading

from framing import messages


class 船:
    def __init__(self, 连接):
        self.连接 = 连接
        self.号 = 0

    def 收(self):
        while True:
            try:
                片 = self.连接.recv(8192)
            except ConnectionError:
                return
            if not 片:
                return
            yield 片

    def 答(self, 消息):
        self.号 += 1
        文 = "{} {}".format(os.getpid(), threading.get_native_id()).encode() if 消息 == b"WHO" else 消息.upper()
        self.连接.sendall(b" ".join([str(self.号).encode(), 文]) + b"\n")


def serve(connection):
    某船 = 船(connection)
    try:
        for 消息 in messages(某船.收()):
            某船.答(消息)
    except (BrokenPipeError, ConnectionResetError):
        print("船走了")
    connection.close()

# %% by-threads
%%program --only-write by_threads.py
"""线程服务器"""
import socket
from threading import Lock, Thread

from station import serve


class ThreadServer:
    def __init__(self, port=0):
        self.监听 = socket.create_server(("127.0.0.1", port), backlog=100)
        self.port = self.监听.getsockname()[1]
        self.锁 = Lock()
        self.连接们 = set()
        self.线程们 = set()
        self.停了 = False
        self.主 = Thread(target=self.接, name="接线员")
        self.主.start()

    def 接(self):
        while True:
            连接, _ = self.监听.accept()
            if self.停了:
                连接.close()
                return
            with self.锁:
                self.连接们.add(连接)
                线程 = Thread(target=self.管, args=(连接,))
                self.线程们.add(线程)
                线程.start()

    def 管(self, 连接):
        try:
            serve(连接)
        finally:
            with self.锁:
                self.连接们.discard(连接)

    def stop(self):
        if self.停了:
            return
        self.停了 = True
        socket.create_connection(("127.0.0.1", self.port)).close()
        self.主.join()
        self.监听.close()
        with self.锁:
            for 连接 in self.连接们:
                try:
                    连接.shutdown(socket.SHUT_RDWR)
                except OSError:
                    print("已经断开")
        for 线程 in self.线程们:
            线程.join()

# %% by-processes
%%program --only-write by_processes.py
"""进程服务器"""
import socket
from multiprocessing import Process, active_children
from threading import Thread

from station import serve


class ProcessServer:
    def __init__(self, port=0):
        self.监听 = socket.create_server(("127.0.0.1", port), backlog=100)
        self.port = self.监听.getsockname()[1]
        self.停了 = False
        self.主 = Thread(target=self.接, name="接线员")
        self.主.start()

    def 接(self):
        while True:
            连接, _ = self.监听.accept()
            if self.停了:
                连接.close()
                return
            Process(target=serve, args=(连接,), name="船").start()
            连接.close()

    def stop(self):
        if self.停了:
            return
        self.停了 = True
        socket.create_connection(("127.0.0.1", self.port)).close()
        self.主.join()
        self.监听.close()
        for 进程 in active_children():
            进程.terminate()
            进程.join()

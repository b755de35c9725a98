"""DBUtils: a pool of one connection, which two threads use after each other.

source: https://webwareforpython.github.io/dbutils/main.html
verdict: proved
needs: dbutils
"""

import threading

from dbutils.pooled_db import PooledDB


class Connection:
    def __init__(self):
        self.users = 0

    def cursor(self):
        return self

    def execute(self, text):
        self.users += 1
        assert self.users == 1
        self.users -= 1

    def commit(self): ...

    def rollback(self): ...

    def close(self): ...


class Database:
    threadsafety = 2
    Error = OperationalError = InterfaceError = InternalError = RuntimeError

    @staticmethod
    def connect():
        return Connection()


def main():
    pool = PooledDB(Database, maxconnections=1, blocking=True, maxcached=1)

    def ask():
        with pool.connection() as connection:
            connection.cursor().execute("select 1")

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

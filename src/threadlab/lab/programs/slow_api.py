"""A slow web API on loopback, as a stand-in for those that programs spend their day waiting for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ANSWER_SECONDS = 0.1


@contextmanager
def slow_api(seconds: float = ANSWER_SECONDS) -> Iterator[str]:
    """Serve a web API for the length of a block; give its address, "http://127.0.0.1:…".

    `GET address/?ask=WORDS` is answered after `seconds` with the JSON {"ask": WORDS, "answer": …},
    the words in capitals. The server waits for thousands of callers at once, so that whoever calls
    it measures how they wait themselves.
    """
    ready = threading.Event()
    found: list[Any] = []
    thread = threading.Thread(target=_serve, args=(seconds, found, ready), name="slow-api")
    thread.daemon = True
    thread.start()
    ready.wait()
    loop, stop, port = found
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


def _serve(seconds: float, found: list[Any], ready: threading.Event) -> None:
    from tornado.httpserver import HTTPServer
    from tornado.netutil import bind_sockets
    from tornado.web import Application, RequestHandler

    class Answer(RequestHandler):
        async def get(self) -> None:
            words = self.get_query_argument("ask", "")
            await asyncio.sleep(seconds)
            self.finish({"ask": words, "answer": words.upper()})

    async def serve() -> None:
        stop = asyncio.Event()
        sockets = bind_sockets(0, "127.0.0.1", backlog=1024)
        application = Application([("/", Answer)], log_function=lambda handler: None)
        server = HTTPServer(application)
        server.add_sockets(sockets)
        found.extend((asyncio.get_running_loop(), stop, sockets[0].getsockname()[1]))
        ready.set()
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    asyncio.run(serve())

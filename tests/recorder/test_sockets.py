"""What threads wait for at sockets."""

from __future__ import annotations

import socket
import threading

import pytest

from threadlab import record_sockets


def test_where_threads_wait_at_sockets_is_recorded_and_nothing_is_left() -> None:
    def serve(listener: socket.socket) -> None:
        listener.accept()[0].close()

    before = dict(socket.socket.__dict__)
    go_on = threading.Event()
    with record_sockets() as recording, socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve, args=(listener,), name="server")
        server.start()
        go_on.wait(0.05)
        socket.create_connection(listener.getsockname()).close()
        server.join()
    assert dict(socket.socket.__dict__) == before
    found = [(event.thread, event.operation) for event in recording.events
             if event.object == "accept"]  # fmt: skip
    assert found == [("server", "wait"), ("server", "wake")]
    assert [event.step for event in recording.events] == list(range(1, len(recording.events) + 1))


def test_sockets_that_do_not_block_and_threads_from_before_are_not_recorded() -> None:
    near, far = socket.socketpair()
    near.setblocking(False)
    other, its = socket.socketpair()
    early = threading.Thread(target=its.recv, args=(1,))
    early.start()
    with record_sockets() as recording:
        with pytest.raises(BlockingIOError):
            near.recv(1)
        other.sendall(b"x")
        early.join()
    for each in (near, far, other, its):
        each.close()
    assert "recv" not in {event.object for event in recording.events}

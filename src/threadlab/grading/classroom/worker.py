"""A worker of the local pool, a program of its own: grades what comes until its parent is gone."""

from __future__ import annotations

import os
import signal
import socket
import sys

from threadlab.errors import ThreadlabError
from threadlab.grading.wire.channel import Channel, Gone

_MOST_BYTES = 2**31  # of a job


def main() -> None:
    """Serve the pool at the other end of descriptor `sys.argv[1]`; "warm" begins with a sandbox."""
    from threadlab.grading.classroom.job import grade, warm
    from threadlab.grading.sandbox import linux

    if sys.platform == "linux":
        linux.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    parent = Channel(socket.socket(fileno=int(sys.argv[1])))
    parent.send({"ready": os.getpid()})
    if sys.argv[2:] == ["warm"]:
        warm()
    while True:
        try:
            job = parent.receive(most_bytes=_MOST_BYTES)["job"].encode()
        except Gone:
            return
        try:
            answer = {"result": grade(job).decode()}
        except ThreadlabError as error:
            answer = {"refused": str(error)}
        try:
            parent.send(answer)
        except Gone:
            return


if __name__ == "__main__":
    main()

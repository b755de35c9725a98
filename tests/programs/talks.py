"""Nor is a network.

verdict: unsupported
"""

import socket


def main():
    socket.create_connection(("localhost", 80))

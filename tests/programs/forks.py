"""Nor are processes.

verdict: unsupported
"""

import os


def main():
    if os.fork() == 0:
        os._exit(0)

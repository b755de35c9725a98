"""Nor is asyncio.

verdict: unsupported
"""

import asyncio


def main():
    asyncio.sleep(0)

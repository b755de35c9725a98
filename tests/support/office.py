"""A sale with constants that can be varied."""

from __future__ import annotations

OFFICE = """
from threading import Thread
from time import sleep

TICKETS, SEATS = 3, None
BUYERS = 5
WAY = "safe"
left, sold = TICKETS, []

def buy(buyer):
    global left
    seat = left
    sleep(0.1)
    left = seat - 1
    sold.append((seat, buyer))

def main():
    for buyer in range(BUYERS):
        Thread(target=buy, args=(buyer,)).start()
    return TICKETS, sold
"""

"""Threads are used where processes are asked for.

like: ../right/pools.py
fails: check-processes-apart check-processes-limit check-processes-spawn check-run-all-hidden
"""
# %% by-processes
by_processes = by_threads

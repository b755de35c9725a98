"""A context variable of the caller is not set in the threads of a pool.

source: https://github.com/openai/openai-guardrails-python/pull/60
verdict: assertion
"""

import contextvars
from concurrent.futures import ThreadPoolExecutor

trace = contextvars.ContextVar("trace", default="none")


def main():
    trace.set("request 7")
    with ThreadPoolExecutor(2) as pool:
        assert pool.submit(trace.get).result() == "request 7"

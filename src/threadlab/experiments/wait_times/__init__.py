"""How long more and more waits take by threads and by coroutines."""

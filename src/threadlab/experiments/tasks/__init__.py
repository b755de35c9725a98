"""The same tasks done by one kind of worker after the other."""

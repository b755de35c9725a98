"""Programs of their own: run as scripts beside the kernel, with the servers that they talk to."""

"""How many times as fast a job is done by several workers, beside Amdahl's law."""

"""The class's second experiment: four thousand waits at once, by each kind of worker."""

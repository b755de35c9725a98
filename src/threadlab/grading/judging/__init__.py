"""Outside of every room: who decides on each mark, and on what grounds."""

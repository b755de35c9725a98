"""What values are, and what code that is not the program's own does to them."""

"""`python -m threadlab` is the command `threadlab`."""

from threadlab.cli import main

if __name__ == "__main__":
    main()

"""What a program finds when it imports: primitives, clocks and modules over fibers."""

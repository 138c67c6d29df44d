"""A whole round in real processes, on a clock that the test sets."""

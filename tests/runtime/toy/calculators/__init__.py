"""Two toy calculators, small enough to pack in a test."""

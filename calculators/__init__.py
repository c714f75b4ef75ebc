"""Pure rules for income officers: same inputs and figures, same answer, anywhere.

Nothing here reads a clock, a file, the network, the locale or a random number, so the answer
worked out on a desk and the one worked out in a reader's browser cannot differ.
"""

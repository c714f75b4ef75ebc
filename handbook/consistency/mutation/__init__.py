"""Small mistakes planted one at a time, to see that some scenario fails for each.

A *mutant* is the handbook with one mistake: a figure a penny higher, a value from a day later,
"at least" turned into "more than", a sign-off left out. A mutant is *killed* by the first scenario
that fails; one that no scenario fails is a *survivor*, and says which case nobody has worked out.
"""

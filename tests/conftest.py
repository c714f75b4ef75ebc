"""How property tests choose their cases."""

from hypothesis import settings

# The tests' own profile, named in pyproject.toml, tries the same cases again; this one, which
# `make fuzz` names, tries others each time. How long a case takes decides nothing in either: a
# busy machine is no fault of the code.
settings.register_profile("new-cases", settings.get_profile("ci"), derandomize=False)

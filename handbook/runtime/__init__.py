"""The browser runtime: packs Python, pydantic and the calculators so that a page starts at once."""

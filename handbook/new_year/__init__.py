"""The figures that April asks for: listed, written as a sheet, and filled in from it."""

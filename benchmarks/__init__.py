"""What ``make bench`` runs: speed and size, beside a plain Pyodide load in the same run."""

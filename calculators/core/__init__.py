"""What every calculator is built from. Each module is imported by its own name."""

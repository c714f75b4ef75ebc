"""What the changes in the working folder mean, compared with a commit."""

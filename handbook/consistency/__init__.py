"""What keeps the words and the code together: checks that read both."""

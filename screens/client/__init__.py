"""The client's way through: the pages from the first word to the result."""

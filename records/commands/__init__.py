"""The commands of `python -m records` that are too long for its __main__; each gets what is outside as a value."""

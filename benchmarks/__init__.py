"""How fast it is, beside real peers where there are any: `python -m benchmarks`. Nothing here is a test."""

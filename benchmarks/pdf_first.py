"""One report in a fresh process: python -m benchmarks.pdf_first ENGINE < report.json prints its seconds."""

import sys
import time
from importlib import import_module

from reports.model import Report

if __name__ == "__main__":
    engine, told = sys.argv[1], sys.stdin.read()
    report = Report.model_validate_json(told)
    start = time.perf_counter()
    module = import_module(engine)
    made = module.render(report) if engine == "reports.pdf" else module.maker(report)(report)
    print(time.perf_counter() - start)
    assert made.startswith(b"%PDF")

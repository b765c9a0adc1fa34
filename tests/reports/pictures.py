"""Pictures of every page of both reports, to be looked at: python -m tests.reports.pictures [FOLDER]"""

import sys
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from reports.model import Answer, AnswerSection, Report
from reports.pdf import render
from tests.reports.cases import APIXABAN, IBUPROFEN, told
from tests.reports.samples import LONG_TEXT

SCALE = 1.4
NOTE = "أتناول دواء أبيكسابان 5 mg مرتين يومياً منذ عام 2022، ولدي حساسية من الليدوكائين."
CASES: dict[str, dict[str, Any]] = {
    "no-finding": {},
    "one-finding": {"medicines_any": "yes", "medicines": [APIXABAN]},
    "urgent": {"medicines_any": "yes", "medicines": [APIXABAN, IBUPROFEN]},
    "not-sure": {"heart_blood": {"state": "not_sure"}, "medicines_any": {"state": "not_sure"}},
    "arabic": {
        "full_name": "محمد العربي",
        "comfort_needs": ["other_needs"],
        "other_needs_what": NOTE,
        "medicines_any": "yes",
        "medicines": [APIXABAN],
    },
}


def cases(reader: Any) -> dict[str, Report]:
    """A report of each kind for one reader; 25 findings and a very long text as no questionnaire would let through."""
    made = {name: told(reader, **changed) for name, changed in CASES.items()}
    one = made["one-finding"]
    made["25-findings"] = one.model_copy(update={"findings": one.findings * 25})
    if reader == "specialist":
        answers = (AnswerSection(title="Other", answers=(Answer(question="Anything else?", answer=LONG_TEXT),)),)
        made["long-text"] = one.model_copy(update={"answers": answers, "wants": LONG_TEXT})
    else:
        made["long-text"] = one.model_copy(
            update={"findings": (one.findings[0].model_copy(update={"why": LONG_TEXT}),)}
        )
    return made


def make(folder: Path) -> None:
    """One picture for each report, its pages side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    for reader in ("client", "specialist"):
        for name, report in cases(reader).items():
            pages = [page.render(scale=SCALE).to_pil() for page in pypdfium2.PdfDocument(render(report))]
            width, height = pages[0].size
            sheet = Image.new("RGB", (width * len(pages), height), "white")
            for number, page in enumerate(pages):
                sheet.paste(page, (number * width, 0))
            sheet.save(folder / f"{reader}-{name}.png")


if __name__ == "__main__":
    make(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pages"))

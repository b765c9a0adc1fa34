"""All texts of the program: those of every room, of the questionnaire, of the rulebook, and what only reports tell."""

from collections.abc import Iterator

from intake import questionnaire
from intake.clinic import Clinic
from intake.language import load_language
from intake.texts import Text, interface_texts, questionnaire_texts
from reports import letters, timeline
from rules.content import load_screening
from rules.texts import rulebook_texts


def every_text() -> tuple[Text, ...]:
    """Each text once, in the order in which a translator reads them; raises ContentError."""
    book = load_screening(Clinic()).rulebook
    found = [*rulebook_texts(book), *questionnaire_texts(questionnaire.load()), *_told()]
    found += interface_texts(load_language("en"))
    found.append(Text("clinic.promise", Clinic().promise, "reports"))
    return tuple(dict.fromkeys(found))


def _told() -> Iterator[Text]:
    for entry in timeline.load():
        yield Text(f"timeline.{entry.id}.label", entry.label, "timeline")
        yield from (Text(f"timeline.{entry.id}.{line.id}", line.text, "timeline") for line in entry.texts)
        for apart in entry.apart_from:
            yield Text(f"timeline.{entry.id}.{apart.date}.client", apart.client, "timeline")
            yield Text(f"timeline.{entry.id}.{apart.date}.specialist", apart.specialist, "timeline")
    for facts in letters.load().values():
        for asked in facts:
            yield Text(f"letters.{asked.id}.text", asked.text, "letters")
            for number, box in enumerate(asked.boxes):
                yield Text(f"letters.{asked.id}.boxes.{number}", box, "letters")

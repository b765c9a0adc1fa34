"""Which languages a clinic offers: those whose locked rules are checked, and those it offers knowingly."""

from intake.clinic import Clinic
from intake.content import ContentError
from intake.language import Language, load_language


def offered(clinic: Clinic) -> tuple[Language, ...]:
    """The clinic's languages, its own first; raises ContentError for those that may not be offered yet."""
    spoken = tuple(load_language(code) for code in clinic.languages)
    refused = [one for one in spoken if one.draft and one.code not in clinic.draft_languages]
    if refused:
        counted = ", ".join(f"{one.unchecked} in {one.code!r}" for one in refused)
        codes = ", ".join([*clinic.draft_languages, *(one.code for one in refused)])
        raise ContentError([
            f"languages: texts of locked rules are not checked ({counted}; docs/languages.md). To offer them knowingly,"
            f" labelled as not checked, write draft_languages: [{codes}]"
        ])  # fmt: skip
    return spoken

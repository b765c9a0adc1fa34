"""One clinic: who it is, where it is, and what it has settled within the bounds that the rulebook allows.

docs/settings.md says what each setting means; docs/clinic.example.yaml is one to begin from.
"""

from base64 import b64encode
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from intake.colour import READABLE, WHITE, contrast
from intake.condition import Parameters, Strict
from intake.content import ContentError, Document, fingerprint
from intake.country import Law, load_countries
from intake.instant import Duration
from intake.language import PSEUDO, known_codes

LOGOS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""The first bytes of a picture that may be a logo, and its type."""
LARGEST_LOGO = 200_000
"""In bytes: it is kept with every change of the settings, and drawn on every PDF."""
TO_ASK_FOR_MORE = 20
"""Seconds between hiding and ending: what WCAG 2.2.1 asks for."""


class NumbingProduct(Strict):
    """A product that the clinic may put on the scalp, and what is in it (names as in the medicines catalogue)."""

    name: str
    ingredients: tuple[str, ...] = Field(min_length=1)


class Retention(Strict):
    """How long what is kept is kept, in days since it last changed or since the last visit; then it is erased."""

    drafts: int = Field(14, ge=1, le=60)
    enquirers: int = Field(365, ge=30, le=3653)
    """Whoever was never treated."""
    treated: int = Field(2922, ge=365, le=14610)
    backups: int = Field(35, ge=7, le=365)
    """Whoever was erased is gone from the last backup after so many days too."""


class Kiosk(Strict):
    """A shared tablet for clients: after how many seconds without a touch it hides its page, and ends the turn."""

    hide_after: int = Field(60, ge=10, le=300)
    end_after: int = Field(90, ge=30, le=600)

    @model_validator(mode="after")
    def _time_to_ask_for_more(self) -> Self:
        if self.end_after < self.hide_after + TO_ASK_FOR_MORE:
            least = self.hide_after + TO_ASK_FOR_MORE
            raise ValueError(
                f"end_after: whoever is slow needs {TO_ASK_FOR_MORE} seconds to say so; write {least} or more"
            )
        return self


class Clinic(Strict):
    """A clinic's settings; what is left out is as safe as the rulebook has it."""

    name: str = "Scalp Clinic"
    address: str = ""
    phone: str = ""
    email: str = ""
    logo: Annotated[str, Field(pattern="^(data:image/(png|jpeg);base64,.*)?$")] = ""
    zone: str = "Europe/London"
    country: str = Field("GB", pattern="^[A-Z]{2}$")
    emergency_number: str = "999"
    minimum_age: int = Field(18, ge=18, le=30)
    law: tuple[Law, ...] = ()
    promise: str = "by noon on the next working day"
    letter_days: int = Field(14, ge=1, le=120)
    urgent_minutes: int = Field(30, ge=5, le=1440)
    """How long an urgent form may wait until somebody opens it; then it is red for everybody at the desk."""
    patch_test: Literal["when_asked", "everyone"] = "when_asked"
    patch_test_days: int = Field(2, ge=0, le=60)
    numbing_products: tuple[NumbingProduct, ...] = (NumbingProduct(name="Numbing cream", ingredients=("lidocaine",)),)
    primary_colour: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] = "#0F5C5C"
    languages: tuple[str, ...] = Field(("en",), min_length=1)
    draft_languages: tuple[str, ...] = ()
    """Those of `languages` that the clinic offers although texts of locked rules have not been checked in them."""
    retention: Retention = Retention()
    kiosk: Kiosk | None = None
    """None where the clinic has no kiosk: then there is no address that makes a browser one."""
    parameters: dict[str, dict[str, int | float]] = Field(default_factory=dict)
    levels: dict[str, str] = Field(default_factory=dict)
    switched_off: tuple[str, ...] = ()
    # Who answers for the last change. It changes no assessment, so it is neither kept nor part of the fingerprint.
    changed_by: Annotated[str | None, Field(exclude=True, max_length=100)] = None

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{name!r} is no time zone; write for example 'Europe/London'") from None
        return name

    @field_validator("languages")
    @classmethod
    def _languages_exist(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        known = known_codes()
        for code in codes:
            if code not in (*known, PSEUDO):
                raise ValueError(f"there are no texts in {code!r}; allowed: {', '.join(known)}")
        return codes

    @model_validator(mode="after")
    def _drafts_are_offered(self) -> Self:
        for code in self.draft_languages:
            if code not in self.languages:
                raise ValueError(f"draft_languages: {code!r} is not offered; write it under languages too")
        return self

    @model_validator(mode="after")
    def _somebody_to_phone(self) -> Self:
        if not self.emergency_number.strip():
            raise ValueError("emergency_number: urgent messages name it; leave it out for the country's own")
        return self

    @property
    def clock(self) -> tzinfo:
        return ZoneInfo(self.zone)

    @property
    def common_parameters(self) -> Parameters:
        """What any condition may name with a $."""
        return {"minimum_age": Duration(self.minimum_age, "years")}

    @property
    def facts(self) -> dict[str, frozenset[str]]:
        """What conditions may ask of the clinic, in words."""
        return {
            "clinic_numbing": frozenset(one for product in self.numbing_products for one in product.ingredients),
            "clinic_patch_test": frozenset({self.patch_test}),
        }

    @property
    def fingerprint(self) -> str:
        return fingerprint(self)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def placeholders(self) -> dict[str, Any]:
        """What texts about this clinic may name in braces."""
        return {
            "clinic": self.name, "phone": self.phone or self.email or self.name, "emergency": self.emergency_number,
            "promise": self.promise,
        }  # fmt: skip


def load_clinic(path: Path | None) -> Clinic:
    """The settings in a YAML file, over those of its country; without one, a clinic as the rulebook has it.

    A logo is a picture beside the file; it becomes part of the settings. Raises ContentError.
    """
    if path is None:
        return Clinic(law=load_countries()["GB"].law)
    document = Document(path)
    given = document.value
    if not isinstance(given, dict):
        raise ContentError([document.fault("this file holds settings, each as `name: value`")])
    country = load_countries().get(given.get("country", "GB"))
    if country is None:
        known = ", ".join(sorted(load_countries()))
        raise ContentError([document.fault(f"country: nothing is known of {given['country']!r}; allowed: {known}")])
    if "law" in given:
        raise ContentError([document.fault("law: what the law asks comes with the country", "law")])
    own_age = given.get("minimum_age", country.minimum_age)
    if isinstance(own_age, int) and own_age < country.minimum_age:
        said = f"minimum_age: {own_age} is under the country's {country.minimum_age}; it can only be raised"
        raise ContentError([document.fault(said, "minimum_age")])
    if given.get("logo"):
        given["logo"] = _picture(document, path.parent / str(given["logo"]))
    clinic = document.as_model(Clinic)
    seen = contrast(clinic.primary_colour, WHITE)
    if seen < READABLE:
        said = f"primary_colour: white letters on {clinic.primary_colour} have a contrast of {seen:.1f} : 1"
        raise ContentError(
            [document.fault(f"{said}; allowed: {READABLE} : 1 or more, so a darker one", "primary_colour")]
        )
    begun = {key: value for key, value in dict(country).items() if key not in given}
    return clinic.model_copy(update=begun)


def _picture(document: Document, file: Path) -> str:
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ContentError([document.fault(f"logo: {file.name}: {error.strerror}", "logo")]) from None
    kind = next((kind for start, kind in LOGOS.items() if body.startswith(start)), None)
    if kind is None or len(body) > LARGEST_LOGO:
        allowed = f"allowed: a PNG or JPEG of at most {LARGEST_LOGO // 1000} KB"
        raise ContentError([document.fault(f"logo: {file.name} does not fit; {allowed}", "logo")])
    return f"data:{kind};base64,{b64encode(body).decode()}"

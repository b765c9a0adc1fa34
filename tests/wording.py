"""What no text for clients may say, language by language: the lists of tests/words/."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "words"
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")


@dataclass(frozen=True)
class Wording:
    """The patterns of one language, and sentences to try them on."""

    patterns: dict[str, list[re.Pattern[str]]]
    told: tuple[str, ...]
    fine: tuple[str, ...]

    def frightening(self, text: str) -> bool:
        return any(self._said("frightening", one) for one in sentences(text))

    def told_to_do_without(self, text: str) -> list[str]:
        """The sentences that tell somebody to do without something that may be a medicine."""
        return [
            one
            for one in sentences(text)
            if self._said("without", one) and not self._said("spoken_of", one) and not self._said("own", one)
        ]

    def _said(self, kind: str, sentence: str) -> bool:
        plain = _VOWEL_SIGNS.sub("", unicodedata.normalize("NFC", sentence))
        return any(pattern.search(plain) for pattern in self.patterns[kind])


def wording(code: str) -> Wording:
    words: Any = yaml.safe_load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    kinds = ("frightening", "without", "spoken_of", "own")
    patterns = {kind: [re.compile(one, re.IGNORECASE) for one in words[kind]] for kind in kinds}
    return Wording(patterns, tuple(words["told"]), tuple(words["fine"]))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?;؟؛])\s+", text)

"""Letters of other scripts: those that only look like the ones beside them, and what Cyrillic and Greek sound like."""

import re

# As they are compared, that is lower case: of "B" and its Cyrillic look-alike only the capitals look alike.
_LATIN_OF_CYRILLIC = dict(zip("авеикмнорстухѕ", "abeikmhopctyxs", strict=True))
_LATIN_OF_GREEK = dict(zip("αβεζηικμνορτυχ", "abezhikmvoptyx", strict=True))
_MIXED = tuple(
    (
        re.compile(f"[{letters}]"),
        str.maketrans(look_alike),
        str.maketrans({latin: other for other, latin in look_alike.items()}),
    )
    for letters, look_alike in (("а-џ", _LATIN_OF_CYRILLIC), ("α-ω", _LATIN_OF_GREEK))
)
_LATIN = re.compile("[a-z]")
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")

_SPELLED = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцыћђ", "abvgdeziiklmnoprstufhcitd", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "u", "я": "a", "џ": "j"}
    | dict(zip("αβγδεζηθικλμνξοπρστυφχψω", "avgdezitiklmnxoprstifhpo", strict=True))
)
_GREEK_PAIRS = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("ου", "u"), ("ευ", "eu"), ("αι", "e"), ("ει", "i"), ("οι", "i"))


def in_one_script(word: str) -> str:
    """A word in which letters of two scripts are mixed, in the one script that all of them may be read as."""
    if word.isascii() or not _LATIN.search(word) or not _LETTERS_ONLY.fullmatch(word):
        return word
    for letters, latin, other in _MIXED:
        if letters.search(word):
            as_latin, as_other = word.translate(latin), word.translate(other)
            mostly_latin = 2 * len(_LATIN.findall(word)) >= len(word)
            if as_latin.isascii() and (mostly_latin or _LATIN.search(as_other)):
                return as_latin
            return word if _LATIN.search(as_other) else as_other
    return word


def romanised(word: str) -> str:
    """A Cyrillic or Greek word in Latin letters, roughly as it is heard; others as they are."""
    if word.isascii():
        return word
    for pair, heard in _GREEK_PAIRS:
        word = word.replace(pair, heard)
    return word.translate(_SPELLED)

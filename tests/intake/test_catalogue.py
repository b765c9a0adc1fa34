"""A catalogue is read strictly, and written so that nothing of a translator's work is lost."""

from pathlib import Path

import pytest

from intake.catalogue import Translation, placeholders, read_catalogues, write_catalogue
from intake.content import ContentError

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalogue(folder: Path, *entries: str) -> Path:
    path = folder / "screens.po"
    path.write_text(HEAD + "\n\n".join(entries) + "\n", encoding="utf-8")
    return path


def entry(key: str, source: str, text: str, *comments: str) -> str:
    return "\n".join([*comments, f'msgctxt "{key}"', f'msgid "{source}"', f'msgstr "{text}"'])


def test_a_text_is_a_draft_until_somebody_has_checked_it(tmp_path: Path) -> None:
    path = catalogue(
        tmp_path,
        entry("a", "Back", "Atrás"),
        entry("b", "Send", "Enviar", "# draft"),
        entry("c", "Start", "Empezar", "# checked by Maria Alba, 2026-12-01", "# as on the poster"),
    )
    found = read_catalogues([path])
    assert [found[key].checked for key in "abc"] == ["", "", "Maria Alba, 2026-12-01"]
    assert found["c"].remarks == ("as on the poster",)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry("a", "Back", "Atrás", "# checked by Maria Alba"), "write who has checked it like this"),
        (entry("a", "Back", "Atrás", "# checked"), "write who has checked it like this"),
        (entry("a", "Back", "", "# checked by Maria Alba, 2026-12-01"), "nothing is translated here"),
        (entry("a", "Step {number}", "Paso"), "braces must be those of the English: number"),
        (entry("a", "Step {number}", "Paso {numero}"), "braces must be those of the English: number"),
        (entry("a", "Back", "{clinic}"), "braces must be those of the English: none"),
        (entry("a", "Step {number}", "Paso {number"), "braces must be those of the English: number"),
        (entry("a", "Back", "Atrás") + "\n\n" + entry("a", "Send", "Enviar"), "stands twice"),
        ('msgid "Back"\nmsgstr "Atrás"', "msgctxt is missing"),
        ('msgctxt "a"\nmsgid "Back\nmsgstr "Atrás"', "a quotation mark missing"),
        ('msgctxt "a"\nmsgid "Back"\nmsgstr "Atr"ás"', "a quotation mark missing"),
        ('msgctxt "a"\nmsgid "Back"\n"', "a quotation mark missing"),
    ],
)
def test_a_fault_is_said_with_its_file_and_line(tmp_path: Path, wrong: str, said: str) -> None:
    path = catalogue(tmp_path, entry("z", "Back", "Atrás"), wrong)
    with pytest.raises(ContentError, match=f"{path}:[0-9]+: .*{said}"):
        read_catalogues([path])


def test_one_and_two_may_be_said_without_their_figure(tmp_path: Path) -> None:
    forms = [entry(f"wait.{form}", "In {count} minutes", "بعد دقيقتين") for form in ("zero", "one", "two")]
    assert len(read_catalogues([catalogue(tmp_path, *forms)])) == 3


def test_many_may_not(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="braces"):
        read_catalogues([catalogue(tmp_path, entry("wait.many", "In {count} minutes", "بعد دقائق"))])


def test_what_is_out_of_date_is_no_translation(tmp_path: Path) -> None:
    marked = entry("a", "Go back", "Atrás", "#, fuzzy", '#| msgid "Back"')
    found = read_catalogues([catalogue(tmp_path, marked)])["a"]
    assert (found.good, found.before) == (False, "Back")


def test_what_is_written_is_read_again_and_written_the_same(tmp_path: Path) -> None:
    path = tmp_path / "screens.po"
    messages = {
        "a": Translation("Back", "Atrás", "Maria Alba, 2026-12-01", remarks=("as on the poster",)),
        "b": Translation('She said "go", {name}\\n', 'Dijo "ve", {name}\\n'),
        "c": Translation("Go", "Ir", before="Leave"),
        "d": Translation("New", ""),
        "e": Translation("Back", "Volver"),
    }
    write_catalogue(path, "es", "About it.", messages)
    first = path.read_bytes()
    assert read_catalogues([path]) == messages
    write_catalogue(path, "es", "About it.", read_catalogues([path]))
    assert path.read_bytes() == first


def test_braces_are_read_as_format_reads_them() -> None:
    assert placeholders("{a} and {b}") == {"a", "b"}
    assert placeholders("open {") is None

"""A class with a static block, which older Safari refuses, is rewritten so that it reads it and means the same."""

import re

import pytest

from web.page import AT_ONCE, SOON, files_of
from web.shelf import streamlit_static
from web.staticblock import without_static_blocks


@pytest.mark.parametrize(
    ("script", "rewritten"),
    [
        ("class A{static{this.t=`x`}m(){}}", "class A{static $smp0=(()=>{this.t=`x`})();m(){}}"),
        (
            "class A{static{this.f=e=>({g:`}`})}static{this.h=1}}",
            "class A{static $smp0=(()=>{this.f=e=>({g:`}`})})();static $smp1=(()=>{this.h=1})();}",
        ),
        ("class A{x=1;static{this.t=2}}", "class A{x=1;static $smp0=(()=>{this.t=2})();}"),
    ],
)
def test_a_static_block_becomes_a_field_worked_out_by_the_same_statements(script: str, rewritten: str) -> None:
    assert without_static_blocks(script) == rewritten


@pytest.mark.parametrize("script", ["class A{static t=1;static m(){}}", "var a={static:1}", "b=`x static{y`"])
def test_anything_else_stays_as_it_is(script: str) -> None:
    assert without_static_blocks(script) == script


def test_a_block_that_does_not_end_is_an_error_when_the_file_is_made_and_not_on_a_phone() -> None:
    with pytest.raises(ValueError, match="not closed"):
        without_static_blocks("class A{static{this.t=1")


def test_no_script_of_the_form_is_left_with_a_static_block() -> None:
    static = streamlit_static()
    named = re.findall(r'"\./(static/js/[^"]+\.js)"', (static / "index.html").read_text(encoding="utf-8"))
    found = 0
    for file in [*named, *files_of(static, AT_ONCE + SOON)]:
        script = (static / file).read_text(encoding="utf-8")
        found += "static{" in script
        assert "static{" not in without_static_blocks(script), file
    assert found, "Streamlit has none any more: web/staticblock.py can go"

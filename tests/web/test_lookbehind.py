"""Scripts that older Safari refuses are rewritten so that it reads them, and mean the same everywhere else."""

import re

from web.lookbehind import without_lookbehind
from web.page import AT_ONCE, SOON, files_of
from web.shelf import streamlit_static


def test_a_literal_with_look_behind_is_made_at_run_time_with_a_fallback() -> None:
    assert without_lookbehind("var a=/(?<!x)y[/)]/g,b=1") == (
        'var a=(()=>{try{return new RegExp("(?<!x)y[/)]","g")}catch{return new RegExp("y[/)]","g")}})(),b=1'
    )


def test_other_literals_divisions_and_texts_stay_as_they_are() -> None:
    script = 'var a=/(?<name>y)/g,b=c/d/e,f=`(?<!x)`;g="(?<=1)"'
    assert without_lookbehind(script) == script


def test_a_look_behind_inside_a_group_goes_alone() -> None:
    assert '"([a-z])"' in without_lookbehind("x(/((?<![\\d(])[a-z])/u,1)".replace("u,", ","))


def test_no_script_of_the_form_is_left_with_a_look_behind_that_is_read_when_it_loads() -> None:
    static = streamlit_static()
    named = re.findall(r'"\./(static/js/[^"]+\.js)"', (static / "index.html").read_text(encoding="utf-8"))
    assert named
    for file in [*named, *files_of(static, AT_ONCE + SOON)]:
        script = without_lookbehind((static / file).read_text(encoding="utf-8"))
        assert not re.search(r"\(\?<[=!]", re.sub(r'new RegExp\("(?:[^"\\]|\\.)*"', "", script)), file

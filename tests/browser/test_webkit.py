"""On WebKit, which every iPhone has: the form opens, keeps the first step and goes on."""

import pytest

from intake.questionnaire import Question
from tests.browser.person import FORM, HEALTHY
from tests.browser.screen import say
from tests.browser.server import Server
from tests.browser.webkit import WebKit, missing, webkit

PRIMARY = "[data-testid=stBaseButton-primary]"
RESTS = "[data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
STILL = f"return document.querySelector('{RESTS}') !== null"
TITLE = f"{STILL} && document.querySelector('h1.smp-title')?.innerText === arguments[0]"
FIELD = """const all = [...document.querySelectorAll(arguments[0])];
const found = all.find(one => (one.closest('[role=radiogroup]') || one).ariaLabel === arguments[1]
  && (one.type !== 'radio' || one.closest('label').innerText.trim() === arguments[2]));"""
PLACE = FIELD + "return found ? [all.indexOf(found)] : null"
CHECKED = FIELD + "return found?.checked"
HELD = FIELD + "return found?.value === arguments[2]"

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()} (`make browser` installs it)")


def give(phone: WebKit, question: str, option: str) -> None:
    """Touch the card of an option, and see that it is chosen."""
    told = (".stMain input[type=radio]", question, option)
    (place,) = phone.until(PLACE, *told)
    phone.touch(".stMain label:has(input[type=radio])", place)
    phone.until(CHECKED, *told)
    phone.until(STILL)


def write(phone: WebKit, name: str, text: str) -> None:
    """Type into the field of that name, and see that it stands there."""
    told = (".stMain input[type=text]", name, text)
    (place,) = phone.until(PLACE, *told)
    phone.type(told[0], text, place)
    phone.until(HELD, *told)
    phone.until(STILL)


def test_the_form_opens_takes_the_first_step_and_finds_it_again(server: Server) -> None:
    questions: dict[str, Question] = FORM.questions
    year, month, day = HEALTHY["birth_date"].split("-")
    with webkit() as phone:
        phone.open(server.address)
        phone.until(TITLE, say("landing_title"))
        phone.touch(PRIMARY)
        phone.until(TITLE, FORM.sections[0].title)
        write(phone, questions["full_name"].text, HEALTHY["full_name"])
        for part, value in (("day", day), ("month", month), ("year", year)):
            write(phone, say(part), value.lstrip("0"))
        write(phone, questions["contact"].text, HEALTHY["contact"])
        give(phone, questions["may_leave_message"].text, say("yes"))
        whom = questions["for_whom"]
        give(phone, whom.text, whom.options[0].text)
        give(phone, say("visit"), say("visit_consultation"))
        phone.touch(PRIMARY)
        phone.until(TITLE, FORM.sections[1].title)
        phone.open(server.address)
        phone.until(TITLE, say("landing_title"))
        phone.touch(PRIMARY)
        phone.until(TITLE, FORM.sections[1].title)

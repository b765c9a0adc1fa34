"""What a screen reader needs beside the words: where the page begins after a step, and what belongs together.

Streamlit leaves the focus where the pressed button was, which is nowhere; a screen reader would not say that the page
is new. So the heading takes it, or the summary of what is wrong, whose lines lead to their fields. Nor has Streamlit a
fieldset: several boxes under one question become a group of that question's name, and a medicine's questions a group of
its name; the help above a field and what is wrong with it are told with the field. What has to be said aloud when it
changes (.smp-aloud) is said by one element that stays, and Streamlit's only link is put into the page's language.
"""

import streamlit as st

from intake.language import Language

_SCRIPT = """
const box = (part) => `[class*="st-key-"][class*="-${part}-"]`;
const FIELD = "[role=radiogroup], input, textarea";
const question = (one) => document.evaluate("preceding::h2[contains(@class, 'smp-question')][1]", one, null,
  XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
function mark(one, name, value) {
  if (value && one.getAttribute(name) !== value) one.setAttribute(name, value);
  if (!value) one.removeAttribute(name);
}
function named() {
  for (const group of document.querySelectorAll(`${box("group")}, [class*="-entry-card-"]`)) {
    const name = group.querySelector(".smp-name") || question(group);
    if (!name) continue;
    mark(group, "role", "group");
    mark(group, "aria-label", name.textContent);
    if (!group.matches('[class*="-entry-card-"]')) mark(group, "aria-describedby", about(name));
  }
  for (const name of document.querySelectorAll("h2.smp-question")) {
    const field = only(name);
    if (!field) continue;
    mark(field, "aria-describedby", about(name));
    mark(field, "aria-invalid", document.getElementById(`${name.id}-fault`) ? "true" : "");
  }
}
function only(name) {  // the field behind a question that has no more than one
  let next = name.closest('[data-testid="stElementContainer"]')?.nextElementSibling;
  while (next && !next.querySelector(`h2, ${FIELD}`)) next = next.nextElementSibling;
  const several = next?.matches(box("group")) || next?.querySelector(`h2, ${box("group")}`);
  return several ? null : next?.querySelector(FIELD);
}
const about = (name) =>
  ["help", "fault"].map(part => `${name.id}-${part}`).filter(id => document.getElementById(id)).join(" ");
function lead(event) {
  const link = event.target.closest?.(".smp-errors a[href^='#']");
  const name = link && document.getElementById(link.hash.slice(1));
  if (!name) return;
  event.preventDefault();  // the address stays as it is, and so does the page
  const all = [...document.querySelectorAll("h2.smp-question")], next = all[all.indexOf(name) + 1];
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const fields = [...document.querySelectorAll('[data-testid="stMain"] :is(input, textarea)')]
    .filter(one => follows(name, one) && !(next && follows(next, one)) && !one.closest("[aria-hidden=true]"));
  const choice = (one) => one.type === "radio" && !one.closest("[role=radiogroup]")?.querySelector(":checked");
  const blank = (one) => !["radio", "checkbox"].includes(one.type) && !one.value;
  const field = fields.find(choice) || fields.find(blank) || fields[0];
  if (!field) return;
  field.focus();
  const top = name.getBoundingClientRect().top;
  if (field.getBoundingClientRect().bottom - top < innerHeight / 2) name.scrollIntoView();
}
function aloud() {
  const said = document.querySelector(".smp-aloud")?.textContent ?? null;
  if (window.smpSaid === said) return;
  window.smpAloud.textContent = window.smpSaid === null ? "" : said;  // what a page begins with is no change
  window.smpSaid = said;
}
function ours() {
  const link = document.querySelector('[data-testid="stSkipToContent"]')?.firstChild;
  if (link && link.data !== window.smpSkip) link.data = window.smpSkip;
  named();
  aloud();
}
export default function ({ data }) {
  window.smpSkip = data.skip;
  if (!window.smpAloud) {
    window.smpAloud = document.createElement("p");
    window.smpAloud.className = "smp-unseen";
    window.smpAloud.setAttribute("aria-live", "polite");
    document.body.append(window.smpAloud);
    window.smpSaid = null;
    new MutationObserver(ours).observe(document.body, { childList: true, subtree: true });
    document.addEventListener("click", lead);
  }
  ours();
  const before = window.smpShown;
  window.smpShown = data.shown;
  if (before === data.shown) return;
  const main = document.querySelector('[data-testid="stMain"]');
  const wait = (left) => {
    const found = document.querySelector(data.errors ? ".smp-errors" : "h1");
    if (!found && left > 0) return void setTimeout(() => wait(left - 1), 50);
    if (main) main.scrollTo(0, 0);
    if (before === undefined || !found) return;
    found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
  };
  setTimeout(() => wait(20), 80);
}
"""


def focus(shown: str, language: Language, errors: bool) -> None:
    """Tell the browser what is shown; when that changed since the last run, the focus moves."""
    data = {"shown": shown, "errors": errors, "skip": language.say("screens.skip")}
    st.components.v2.component("smp_focus", js=_SCRIPT, isolate_styles=False)(key="focus", data=data, height=1)

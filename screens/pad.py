"""A sheet to sign on with a finger, a pen or a mouse.

What is kept are strokes on a sheet of fixed size, not a picture, so the drawing stays when the phone is turned. It is
sent after each stroke and comes back from the draft, like every answer. Typing the name is the way for everybody else.
"""

from typing import Any

import streamlit as st

from intake.answers import DRAWN
from intake.drawing import HEIGHT, MOST_POINTS, MOST_STROKES, WIDTH, read_drawing
from intake.language import Language
from intake.questionnaire import Question
from screens.form import Form

_STROKES = "strokes"
_HTML = """
<div class="smp-pad">
  <svg role="img" preserveAspectRatio="none"></svg>
  <button type="button"></button>
</div>
"""

_SCRIPT = """
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".smp-pad");
  const sheet = root.querySelector("svg"), clear = root.querySelector("button");
  sheet.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`);
  sheet.setAttribute("aria-label", data.label);
  clear.textContent = data.clear;
  if (root.strokes) return;  // drawn before: from then on what stands here is newer than what the server last heard
  root.strokes = data.strokes;
  let pen = null;

  const line = (stroke) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
    drawn.setAttribute("points", stroke.join(" "));
    return sheet.appendChild(drawn);
  };
  const place = (event) => {
    const box = sheet.getBoundingClientRect();
    const on = (from, start, size, most) => Math.round(Math.min(1, Math.max(0, (from - start) / size)) * most);
    return [on(event.clientX, box.left, box.width, data.width), on(event.clientY, box.top, box.height, data.height)];
  };
  const full = () => root.strokes.length >= data.most_strokes
    || root.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0) + (pen ? pen.points.length / 2 : 0)
      >= data.most_points;
  const lift = () => {
    if (!pen) return;
    root.strokes = [...root.strokes, pen.points];
    pen = null;
    setStateValue("strokes", root.strokes);
  };

  root.strokes.forEach(line);
  sheet.onpointerdown = (event) => {
    if (pen || full() || event.button > 0) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    const points = [...place(event), ...place(event)];  // a tap is a dot: some names have them
    pen = { id: event.pointerId, points, drawn: line(points) };
  };
  sheet.onpointermove = (event) => {
    if (!pen || event.pointerId !== pen.id || full()) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = place(one);
      const [lastX, lastY] = pen.points.slice(-2);
      if (Math.hypot(x - lastX, y - lastY) >= 4 && !full()) pen.points.push(x, y);
    }
    pen.drawn.setAttribute("points", pen.points.join(" "));
  };
  sheet.onlostpointercapture = lift;  // however it ends
  clear.onclick = () => {
    root.strokes = [];
    sheet.replaceChildren();
    setStateValue("strokes", root.strokes);
  };
}
"""


def pad(form: Form, question: Question, raw: Any) -> Any:
    """Draw the sheet with the strokes of the draft; returns what is on it now in the shape of the contract, or None."""
    drawn = sheet(form.key(f"{question.id}.pad"), form.language, raw[DRAWN] if raw else [])
    if not drawn:
        return None
    try:
        read_drawing(drawn)
    except ValueError:  # too little, or more than is worth keeping: said as a fault of the answer
        drawn = []
    return {DRAWN: drawn}


def sheet(key: str, language: Language, held: Any) -> Any:
    """Draw the sheet and return what is on it: what was drawn in this tab, or until then the strokes that are held."""
    known = st.session_state.get(key, {}).get(_STROKES)
    data = {
        "strokes": tuple(held if known is None else known),  # a list would load pandas, as in screens/scalp.py
        "width": WIDTH, "height": HEIGHT, "most_strokes": MOST_STROKES, "most_points": MOST_POINTS,
        "label": language.say("screens.sign_here"), "clear": language.say("screens.sign_clear"),
    }  # fmt: skip
    component = st.components.v2.component("smp_pad", html=_HTML, js=_SCRIPT, isolate_styles=False)
    # Nothing is done on a change; without it no strokes are sent.
    drawn = component(key=key, data=data, on_strokes_change=lambda: None).get(_STROKES)
    return held if drawn is None else drawn

"""A sheet to sign on with a finger, a pen or a mouse.

What is kept are strokes on a sheet of fixed size, not a picture, so the drawing stays when the phone is turned. It is
sent after each stroke and comes back from the draft, like every answer. Typing the name is the way for everybody else.
"""

from typing import Any

import streamlit as st

from intake.answers import DRAWN
from intake.drawing import HEIGHT, MOST_POINTS, MOST_STROKES, WIDTH, read_drawing
from intake.questionnaire import Question
from screens.form import Form

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
    if (pen.points.length >= 4) {
      root.strokes = [...root.strokes, pen.points];
      setStateValue("strokes", root.strokes);
    } else {
      pen.drawn.remove();
    }
    pen = null;
  };

  root.strokes.forEach(line);
  sheet.onpointerdown = (event) => {
    if (pen || full() || event.button > 0) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    const points = place(event);
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
  sheet.onpointerup = lift;
  sheet.onpointercancel = lift;
  clear.onclick = () => {
    root.strokes = [];
    sheet.replaceChildren();
    setStateValue("strokes", root.strokes);
  };
}
"""


def pad(form: Form, question: Question, raw: Any) -> Any:
    """Draw the sheet with the strokes of the draft; returns what is on it now in the shape of the contract, or None."""
    held = raw[DRAWN] if raw else []
    sheet = st.components.v2.component("smp_pad", html=_HTML, js=_SCRIPT, isolate_styles=False)(
        key=form.key(f"{question.id}.pad"),
        data={
            "strokes": held, "width": WIDTH, "height": HEIGHT, "most_strokes": MOST_STROKES, "most_points": MOST_POINTS,
            "label": form.say("sign_here"), "clear": form.say("sign_clear"),
        },
        on_strokes_change=lambda: None,  # nothing is done there; without it no strokes are sent
    )  # fmt: skip
    # Until somebody draws in this tab, the draft knows better than the component.
    drawn = held if sheet.strokes is None else sheet.strokes
    if not drawn:
        return None
    try:
        read_drawing(drawn)
    except ValueError:  # too little, or more than is worth keeping: said as a fault of the answer
        drawn = []
    return {DRAWN: drawn}

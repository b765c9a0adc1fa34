"""The drawing of the scalp that can be tapped: a second way to the boxes of the list below it, for thumbs and mice.

A tap presses the box of that zone, so an answer has one way into the draft, and the list stays whole for keyboards and
screen readers; to them the drawing does not exist.
"""

import streamlit as st

from reports.scalp import EARS, HEAD, NOSE, ZONES, Ellipse

_SCRIPT = """
export default function ({ data, parentElement }) {
  const make = (name, values, parent) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in values) made.setAttribute(key, values[key]);
    return parent.appendChild(made);
  };
  const ellipse = ([cx, cy, rx, ry], look, parent) =>
    make("ellipse", { cx, cy: 100 - cy, rx, ry, class: look }, parent);
  let svg = parentElement.querySelector("svg");
  if (!svg) {
    svg = make("svg", { viewBox: "4 0 92 100", class: "smp-scalp", "aria-hidden": "true" }, parentElement);
    for (const one of data.outline) ellipse(one, "smp-outline", svg);
    for (const [name, whole, places] of data.zones) {
      const zone = make("g", { "data-zone": name, class: whole ? "smp-whole" : "" }, svg);
      for (const one of places) {
        ellipse(one, "smp-zone", zone);
        const [x, y] = [one[0], 100 - one[1]];
        make("path", { d: `M${x - 2.2} ${y}l1.6 1.8l3-3.6`, class: "smp-mark" }, zone);
      }
    }
    svg.addEventListener("click", (event) => {
      const zone = event.target.closest("[data-zone]");
      const box = zone && document.querySelector(`.${svg.dataset.list}-${zone.dataset.zone} input`);
      if (box) box.click();
    });
  }
  svg.dataset.list = data.list;
  for (const zone of svg.querySelectorAll("[data-zone]")) {
    zone.classList.toggle("smp-chosen", data.chosen.includes(zone.dataset.zone));
  }
}
"""


def scalp(key: str, boxes: str, chosen: list[str]) -> None:
    """Draw the head from above, forehead up. `boxes` is the class of the list: each box has it, "-" and its zone."""
    # The largest first, so that no zone hides another.
    placed = sorted(ZONES.items(), key=lambda zone: -max(across * along for _, _, across, along in zone[1]))
    zones = tuple((name, _nearly_whole(places), places) for name, places in placed)
    outline: tuple[Ellipse, ...] = (NOSE, *EARS, HEAD)
    # Tuples: to find out whether a list is a table, Streamlit loads pandas, for 0.4 s of CPU and 26 MB that stay.
    st.components.v2.component("smp_scalp", js=_SCRIPT, isolate_styles=False)(
        key=key, data={"outline": outline, "zones": zones, "list": boxes, "chosen": tuple(chosen)}, height="content"
    )


def _nearly_whole(places: tuple[Ellipse, ...]) -> bool:
    """Does it lie under all other zones? It is drawn when it is chosen, and pressed in the list alone."""
    return max(across * along for _, _, across, along in places) > HEAD[2] * HEAD[3] / 2

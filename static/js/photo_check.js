// What a page cannot say while a picture travels: how far it is. And the frame follows the sliders.
"use strict";

const progress = document.getElementById("progress");
const isLook = (event) => event.detail.target?.id === "results";

document.addEventListener("htmx:xhr:progress", ({ detail }) => {
  progress.hidden = false;
  progress.value = (100 * detail.loaded) / (detail.total || 1);
});

// A refusal is a page that says what to do: show it in place, the form and its files stay.
document.addEventListener("htmx:beforeSwap", (event) => {
  progress.hidden = true;
  if (!isLook(event)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const heading = { results: "#fault .error-summary, #seen", answer: "#answer h2" }[detail.elt.id];
  document.querySelector(heading)?.focus();
  if (document.getElementById("unlocated")) document.getElementById("by-hand").open = true;
});

document.getElementById("look").addEventListener("input", ({ target }) => {
  const frame = document.querySelector(".frame");
  if (target.type !== "range" || !frame) return;
  const [across, down, width] = ["across", "down", "width"].map((id) => Number(document.getElementById(id).value));
  const height = (width * frame.getAttribute("height")) / frame.getAttribute("width");
  for (const [name, value] of Object.entries({ x: across - width / 2, y: down - height / 2, width, height })) frame.setAttribute(name, value);
});

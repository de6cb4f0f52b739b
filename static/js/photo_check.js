// Without this, the page asks everything at once. With it: a progress bar, one question at a time, and a frame to drag.
"use strict";

const progress = document.getElementById("progress");
const results = () => document.getElementById("results");

document.addEventListener("htmx:xhr:progress", ({ detail }) => {
  progress.hidden = false;
  progress.value = (100 * detail.loaded) / (detail.total || 1);
});

// A refusal is a page that says what to do: show it in place. The form and its files stay.
document.addEventListener("htmx:beforeSwap", (event) => {
  progress.hidden = true;
  if (event.detail.target?.id !== "results") return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const { id } = detail.elt;
  if (id === "results") askOneByOne();
  if (id === "answer") document.getElementById("marked")?.replaceChildren(...document.getElementById("whole").cloneNode(true).childNodes);
  const heading = document.querySelector({ results: "#fault .error-summary, #seen", answer: "#answer h2" }[id]);
  heading?.focus();
  heading?.scrollIntoView();
});

// What is shown belongs to the photo that was sent, not to the next one.
document.getElementById("picture").addEventListener("change", () => results().replaceChildren());

function askOneByOne() {
  const form = document.getElementById("judging");
  if (!form) return;
  const places = [...form.querySelectorAll(".place")];
  const [back, next] = form.querySelectorAll("[data-step]");
  const judge = document.getElementById("judge");
  let at = 0;
  let isPointed = false;

  function show(index) {
    at = index;
    places.forEach((place, i) => place.classList.toggle("current", i === at));
    back.hidden = at === 0;
    next.hidden = at === places.length - 1;
    judge.classList.toggle("as-link", !next.hidden);
  }
  function move(by) {
    if (!places[at + by]) return judge.focus();
    show(at + by);
    places[at].querySelector("h3").focus({ preventScroll: true });
    form.scrollIntoView();
  }

  for (const link of form.querySelectorAll('.cut-outs [href="#whole"]')) link.parentNode.replaceWith(document.querySelector("#whole img").cloneNode());
  form.classList.add("one-by-one");
  show(0);
  for (const button of [back, next]) button.addEventListener("click", () => move(Number(button.dataset.step)));
  // A tap answers and moves on. Arrow keys only choose, since they pass every answer on their way; Enter moves on.
  form.addEventListener("pointerdown", ({ target }) => { isPointed = Boolean(target.closest(".sightings")); });
  form.addEventListener("change", () => { if (isPointed) move(1); });
  form.addEventListener("keydown", (event) => {
    isPointed = false;
    if (event.key !== "Enter" || event.target.type !== "radio") return;
    event.preventDefault();
    move(1);
  });
}

// The frame follows the sliders, and the sliders follow a finger on the photo.
document.addEventListener("input", ({ target }) => {
  const frame = document.querySelector("#whole .frame");
  if (target.type !== "range" || !frame) return;
  const [across, down, width] = ["across", "down", "width"].map((id) => Number(document.getElementById(id).value));
  const height = (width * frame.getAttribute("height")) / frame.getAttribute("width");
  for (const [name, value] of Object.entries({ x: across - width / 2, y: down - height / 2, width, height })) frame.setAttribute(name, value);
});
document.addEventListener("pointermove", (event) => {
  const across = document.getElementById("across");
  if (!event.buttons || !event.target.closest("#whole") || !across.checkVisibility()) return;
  const box = event.target.closest("#whole").getBoundingClientRect();
  across.value = (100 * (event.clientX - box.left)) / box.width;
  document.getElementById("down").value = (100 * (event.clientY - box.top)) / box.height;
  across.dispatchEvent(new Event("input", { bubbles: true }));
});

askOneByOne();

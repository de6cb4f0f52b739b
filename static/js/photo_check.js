// Without this, the page asks everything at once. With it: a progress bar, one question at a time, and a frame to drag.
// It stands in for htmx here, which is ten times as large and would take the page beyond its limit.
"use strict";

const progress = document.getElementById("progress");
const byId = (id) => document.getElementById(id);
// Form -> the parts of the answer that replace those of the page.
const PARTS = { look: ["fault", "results", "cited"], judging: ["answer"] };
const PATIENCE = 120000; // milliseconds
let isSending = false;

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!PARTS[form.id] || submitter?.name === "destination") return; // a copy is a download
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const request = new XMLHttpRequest(); // fetch can't say how much was sent
  const isPost = form.method === "post";
  request.open(form.method, isPost ? form.action : `${form.action}?${new URLSearchParams(data)}`);
  request.setRequestHeader("HX-Request", "true"); // the answer is a part of this page
  request.responseType = "document";
  request.timeout = PATIENCE;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    progress.hidden = false;
    progress.value = (100 * loaded) / total;
  });
  request.addEventListener("loadend", () => {
    isSending = false;
    progress.hidden = true;
    showAnswer(form, request.response);
  });
  request.send(isPost ? data : null);
});

// A refusal is an answer, too: it says what to do, and the form and its files stay.
function showAnswer(form, answer) {
  if (!answer) byId("fault").replaceChildren(byId("no-answer").content.cloneNode(true));
  else if (!answer.getElementById(PARTS[form.id][0])) byId("main").replaceWith(answer.getElementById("main"));
  else for (const id of PARTS[form.id]) byId(id).replaceWith(answer.getElementById(id));
  if (answer && form.id === "look") askOneByOne();
  byId("marked")?.replaceChildren(...byId("whole").cloneNode(true).childNodes);
  const heading = document.querySelector(form.id === "look" || !answer ? "#fault .error-summary, #seen" : "#answer h2");
  heading?.focus();
  heading?.scrollIntoView();
}

// What is shown belongs to the photo that was sent, not to the next one.
byId("picture").addEventListener("change", () => byId("results").replaceChildren());

function askOneByOne() {
  const form = byId("judging");
  if (!form) return;
  const places = [...form.querySelectorAll(".place")];
  const [back, next] = form.querySelectorAll("[data-step]");
  const judge = byId("judge");
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
    places[at].scrollIntoView();
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
  const [across, down, width] = ["across", "down", "width"].map((id) => Number(byId(id).value));
  const height = (width * frame.getAttribute("height")) / frame.getAttribute("width");
  for (const [name, value] of Object.entries({ x: across - width / 2, y: down - height / 2, width, height })) frame.setAttribute(name, value);
});
document.addEventListener("pointermove", (event) => {
  const across = byId("across");
  if (!event.buttons || !event.target.closest("#whole") || !across.checkVisibility()) return;
  const box = event.target.closest("#whole").getBoundingClientRect();
  across.value = (100 * (event.clientX - box.left)) / box.width;
  byId("down").value = (100 * (event.clientY - box.top)) / box.height;
  across.dispatchEvent(new Event("input", { bubbles: true }));
});

askOneByOne();

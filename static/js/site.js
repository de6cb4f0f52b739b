// What the browser does not do on its own: say what changed after an htmx swap, and copy the address.
"use strict";

const say = (text) => { document.getElementById("announcer").textContent = text; };

// A new step: move focus to its heading, or to what went wrong (focus reads it out), then tell how far it is.
const arrive = (event) => {
  const target = event.detail.elt.querySelector(".error-summary, h1");
  if (!target) return;
  // Who tries a what-if stays on it, as htmx has kept the focus there.
  if (event.detail.elt.id !== "result" || document.activeElement === document.body) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  // An error is read out by the focus; more would be said twice.
  say(target.matches(".error-summary") ? "" : document.querySelector("[data-announce]")?.textContent.trim() ?? "");
};
document.addEventListener("htmx:afterSettle", arrive);
document.addEventListener("htmx:historyRestore", arrive);

// A step that was refused, lost or too slow: open it as a page, which explains itself, rather than do nothing.
const openStep = (event) => location.assign(event.detail.pathInfo.finalRequestPath);
for (const fault of ["responseError", "sendError", "timeout"]) document.addEventListener(`htmx:${fault}`, openStep);

// Back finds the choice again: before the next step is fetched, the address of this one gets its answer.
document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (!elt.matches("form.question")) return;
  const answers = new URLSearchParams(new FormData(elt));
  const asked = answers.get("asked");
  answers.delete("asked");
  history.replaceState(history.state, "", `${elt.action}${asked}/?${answers}`);
});

// Going back when a page can't be fetched: a refusal explains itself as a page, and a lost connection is explained here.
const explainLoss = () => {
  document.querySelector("#step, #result").innerHTML = `<div class="question"><h1>This page didn’t load</h1>
    <p class="lead">You seem to be offline. Your answers are safe in its address.</p>
    <p class="actions"><a class="button" href="">Try again</a></p></div>`;
  document.title = "This page didn’t load – Headshot Advisor";
  arrive({ detail: { elt: document } });
};
document.addEventListener("htmx:historyCacheMiss", ({ detail: { xhr } }) => {
  xhr.timeout = 10000;
  xhr.onerror = xhr.ontimeout = explainLoss;
});
document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());

// The second click of a double click would answer the next question, or try the same what-if once more.
document.addEventListener("click", (event) => {
  if (event.detail < 2 || !event.target.closest(".question .actions, .what-if")) return;
  event.preventDefault();
  event.stopPropagation();  // htmx listens at the link itself
}, true);

// The search of the first question hides the places that don't match, except those chosen and "Somewhere else".
const simplify = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const showMatches = (field) => {
  const words = simplify(field.value).split(/\s+/);
  let found = 0;
  for (const place of field.form.querySelectorAll("[data-words]")) {
    const matches = words.every((word) => simplify(place.dataset.words).includes(word));
    found += matches;
    place.hidden = !matches && !place.querySelector(":checked");
  }
  const note = !field.value.trim() ? "" : found ? `${found} ${found === 1 ? "place" : "places"} found` : "Nothing found. “Somewhere else” fits any place.";
  document.getElementById("found").textContent = note;
  say(note);
};
document.addEventListener("input", ({ target }) => { if (target.id === "search") showMatches(target); });
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "search" || event.key !== "Enter") return;
  event.preventDefault();
  event.target.form.querySelector(".option:not([hidden]) input:not(:checked)")?.focus();
});

// A link to something folded unfolds it first. Not every browser does so on its own.
const unfold = (hash) => {
  const target = document.getElementById(hash?.slice(1) ?? "");
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  return target;
};
unfold(location.hash)?.scrollIntoView();
document.addEventListener("click", (event) => unfold(event.target.closest('a[href*="#"]')?.hash));

// Copying needs a secure address; the style sheet shows the button only where it works.
if (navigator.clipboard) document.documentElement.classList.add("can-copy");
document.addEventListener("click", async (event) => {
  const button = event.target.closest(".copy-link");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(new URL(button.dataset.address, location.href).href);
    button.textContent = "Link copied";
  } catch {
    button.textContent = "Copy it from the address bar";
  }
  say(button.textContent);
});

// A table of people or a PDF takes a moment: say so until the page or the file is there.
document.addEventListener("submit", (event) => {
  const note = event.target.querySelector("[data-busy]");
  if (!note) return;
  note.textContent = note.dataset.busy;
  setTimeout(() => { note.textContent = ""; }, 10000);
});

// Somebody has had the result before their eyes for three seconds: count it, without saying whose it is.
let uncounted = document.querySelector("[data-tally]")?.dataset.tally;
const count = () => {
  if (!uncounted || document.visibilityState !== "visible") return;
  fetch(uncounted, { method: "POST", keepalive: true, credentials: "omit" });
  uncounted = null;
};
const waitAndCount = () => setTimeout(count, 3000);
if (uncounted) {
  document.addEventListener("visibilitychange", waitAndCount);
  waitAndCount();
}

// What the browser does not do by itself: say what changed after an htmx swap, and copy the address.
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
  say(document.querySelector("[data-announce]")?.textContent ?? "");
};
document.addEventListener("htmx:afterSettle", arrive);
document.addEventListener("htmx:historyRestore", arrive);

// A step that was refused, lost or too slow: open it as a page, which explains itself, rather than do nothing.
const openStep = (event) => location.assign(event.detail.pathInfo.finalRequestPath);
for (const fault of ["responseError", "sendError", "timeout"]) document.addEventListener(`htmx:${fault}`, openStep);

// A link to something folded unfolds it first. Not every browser does so by itself.
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
    await navigator.clipboard.writeText(new URL(button.dataset.address ?? "", location.href).href);
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

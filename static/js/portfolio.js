// The portfolio on the staff site. Without this, the forms work too: pictures are sent together, order is a number.
"use strict";

const SHAPE = 4 / 5; // width by height on the studio's page
const byId = (id) => document.getElementById(id);

// Pictures go one by one, so that each is as small a request as can be, and a bad one stops no other.
byId("add-pictures")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const input = byId("pictures");
  const button = form.querySelector("[type=submit]");
  const files = [...input.files];
  const most = Number(form.dataset.megabytes);
  const faults = [];
  button.disabled = true;
  byId("faults").replaceChildren();
  byId("progress").hidden = false;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  let sent = 0;
  for (const [index, file] of files.entries()) {
    byId("sending").textContent = `Sending ${index + 1} of ${files.length}: ${file.name}`;
    if (file.size > most * 1e6) faults.push(nameFault(file, `It is larger than ${most} MB. Save it as a JPEG of high quality.`));
    else faults.push(...await sendPicture(form, file, (loaded) => { byId("progress").value = (100 * (sent + loaded)) / bytes; }));
    sent += file.size;
  }
  button.disabled = false;
  byId("progress").hidden = true;
  if (!faults.length) return location.assign(form.dataset.list);
  const added = files.length - faults.length;
  // One message, or a screen reader would say two over each other.
  byId("sending").textContent = "";
  byId("faults").replaceChildren(listFaults([...(added ? [`${added} of ${files.length} added. They are in the list.`] : []), ...faults]));
  input.value = "";
  input.focus();
});

function sendPicture(form, file, report) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("pictures", file);
  const request = new XMLHttpRequest(); // fetch can't say how much was sent
  request.open("post", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", ({ loaded }) => report(loaded));
  return new Promise((done) => {
    request.addEventListener("loadend", () => done(readFaults(request, file)));
    request.send(data);
  });
}

const nameFault = ({ name }, fault) => `“${name}” wasn’t added. ${fault}`;

function readFaults({ status, responseText }, file) {
  if (status === 201) return [];
  if (status === 422) return JSON.parse(responseText).faults;
  if (status === 429) return [nameFault(file, "You sent too many in one minute. Try again in a minute.")];
  if (status === 0) return [nameFault(file, "The connection broke off. Try again.")];
  return [nameFault(file, "Reload this page, sign in if you are asked to, and try again.")];
}

function listFaults(faults) {
  const list = document.createElement("ul");
  list.className = "errorlist";
  for (const fault of faults) list.append(Object.assign(document.createElement("li"), { textContent: fault }));
  return list;
}

// In the list, a picture is dragged alone; what counts is the number, which is saved with the others.
const rows = document.querySelector("#result_list tbody");
if (rows?.querySelector("[name$=-position]")) {
  let moved = null;
  byId("may-drag").hidden = false;
  rows.addEventListener("dragstart", (event) => {
    moved = event.target.closest?.(".field-preview")?.parentNode ?? null;
    moved?.classList.add("moved");
  });
  rows.addEventListener("dragover", (event) => {
    const row = event.target.closest("tr");
    if (!moved || !row) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    if (row !== moved) row[event.clientY < top + height / 2 ? "before" : "after"](moved);
  });
  rows.addEventListener("drop", (event) => event.preventDefault());
  rows.addEventListener("dragend", () => {
    moved?.classList.remove("moved");
    moved = null;
    rows.querySelectorAll("[name$=-position]").forEach((input, index) => { input.value = index + 1; });
  });
}

// A frame shows which part of a whole picture is on the page.
const whole = document.querySelector("#whole img");
const focus = byId("id_focus");
if (whole && focus) {
  const frame = document.querySelector("#whole rect");
  const draw = () => {
    const shape = whole.naturalWidth / whole.naturalHeight;
    const [width, height] = [Math.min(100, (100 * SHAPE) / shape), Math.min(100, (100 * shape) / SHAPE)];
    const [x, y] = [width, height].map((side) => ((100 - side) * focus.value) / 100);
    for (const [name, value] of Object.entries({ x, y, width, height })) frame.setAttribute(name, value);
  };
  focus.addEventListener("input", draw);
  whole.addEventListener("load", draw);
  if (whole.complete) draw();
}

// Saves a reload, never needed: every page works without this file.
// Elements ask for help with data attributes; docs/design.md lists them.
"use strict";

const root = document.documentElement;

/** data-confirm="question" on a form or button: asks before danger. */
addEventListener("submit", (event) => {
  const asker = event.submitter?.closest("[data-confirm]") ?? event.target.closest("[data-confirm]");
  if (asker && !confirm(asker.dataset.confirm)) event.preventDefault();
}, true);

/** data-working="words" on a submit button: says so and takes no second press. */
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button?.dataset.working) return;
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  button.setAttribute("aria-busy", "true");
  button.dataset.idle = button.textContent;
  button.textContent = button.dataset.working;
});
// Back from the next page: the browser may show this one as it was left.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.textContent = button.dataset.idle ?? button.textContent;
  }
});

/** data-remember="name" on a <details>: stays as it was left, for this tab. */
for (const details of document.querySelectorAll("details[data-remember]")) {
  const key = `open:${details.dataset.remember}`;
  try {
    const kept = sessionStorage.getItem(key);
    if (kept !== null) details.open = kept === "1";
    details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "1" : "0"));
  } catch {
    // Storage is switched off: the disclosure just forgets.
  }
}

/** data-live="id" on a GET form: filters as one types, and puts the new part with that id in place. */
for (const form of document.querySelectorAll("form[data-live]")) {
  let timer;
  let running;
  const refresh = async () => {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(address, { signal: running.signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return form.submit();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.dataset.live);
      if (!fresh) return form.submit();
      document.getElementById(form.dataset.live).replaceWith(fresh);
      history.replaceState(null, "", address);
    } catch (accident) {
      if (accident.name !== "AbortError") form.submit();
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 300);
  });
}

/** The theme changes at once; the form still tells the server, so that the choice stays. */
for (const button of document.querySelectorAll('.switches button[name="theme"]')) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const form = button.form;
    const data = new FormData(form);
    data.set("theme", button.value);
    if (button.value === "system") delete root.dataset.theme;
    else root.dataset.theme = button.value;
    for (const other of document.querySelectorAll('.switches button[name="theme"]')) {
      other.setAttribute("aria-pressed", String(other.value === button.value));
    }
    const body = new URLSearchParams(data);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => form.requestSubmit());
  });
}

/** data-pick="id" on a text: words chosen in it go into the form with that id, which shows while there are some. */
for (const paper of document.querySelectorAll("[data-pick]")) {
  const form = document.getElementById(paper.dataset.pick);
  // A press on the form must not undo the choice.
  form.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const range = chosen.rangeCount > 0 && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    const isInside = range && paper.contains(range.startContainer) && paper.contains(range.endContainer);
    form.hidden = !isInside || chosen.toString().trim() === "";
    if (form.hidden) return;
    const part = range.cloneContents();
    // The numbers of items are no words of the document.
    for (const number of part.querySelectorAll("b")) number.remove();
    const lines = [...part.querySelectorAll("[data-at]")];
    const words = lines.length > 0 ? lines.map((line) => line.textContent).join(" ") : part.textContent;
    const start = range.startContainer;
    const line = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement).closest("[data-at]");
    form.elements.text.value = words.replace(/\s+/g, " ").trim();
    form.elements.near.value = line?.dataset.at ?? lines[0]?.dataset.at ?? "0";
  });
}

/** <button hidden data-copy="id">: copies the text of that element; shown only where it can work. */
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    if (button.dataset.copied) button.textContent = button.dataset.copied;
  });
}

/** <button hidden data-show="id" data-hide="word">: shows the password typed in that field. */
for (const button of document.querySelectorAll("button[data-show]")) {
  const input = document.getElementById(button.dataset.show);
  const words = [button.textContent, button.dataset.hide ?? button.textContent];
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = words[shown ? 0 : 1];
  });
}

/** <button hidden data-calendar="id">: the browser's calendar, beside the field that one can type into. */
for (const button of document.querySelectorAll("button[data-calendar]")) {
  if (!("showPicker" in HTMLInputElement.prototype)) continue;
  const field = document.getElementById(button.dataset.calendar);
  const calendar = document.createElement("input");
  calendar.type = "date";
  calendar.tabIndex = -1;
  calendar.className = "unseen";
  calendar.setAttribute("aria-hidden", "true");
  button.before(calendar);
  button.hidden = false;
  button.addEventListener("click", () => {
    const typed = field.value.trim().match(/^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/);
    calendar.value = typed ? `${typed[4]}-${typed[3].padStart(2, "0")}-${typed[1].padStart(2, "0")}` : "";
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    field.value = calendar.value.split("-").reverse().join("/");
    field.focus();
  });
}

// After a form came back with problems, reading starts at their summary.
document.getElementById("problems")?.focus();

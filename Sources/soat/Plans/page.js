(() => {
  "use strict";
  const root = document.documentElement;
  const paper = document.getElementById("van-ban");
  const tabs = [...document.querySelectorAll(".tabs a")];
  const panels = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
  const narrow = matchMedia("(max-width: 860px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let lit = [];
  let waiting = 0;

  const partners = (id) => document.querySelectorAll('[data-i~="' + id + '"]');
  const idsOf = (element) => (element.dataset.i || "").split(" ").filter(Boolean);

  function light(ids) {
    for (const element of lit) element.classList.remove("now");
    lit = ids.flatMap((id) => [...partners(id)]);
    for (const element of lit) element.classList.add("now");
  }

  function reveal(element, box) {
    if (!element) return;
    const place = element.getBoundingClientRect();
    const frame = box && !narrow.matches ? box.getBoundingClientRect() : { top: 60, bottom: innerHeight - 80 };
    if (place.top >= frame.top + 40 && place.bottom <= frame.bottom - 20) return;
    const behavior = calm.matches ? "auto" : "smooth";
    if (box && !narrow.matches) {
      const shift = place.top - frame.top - Math.max(60, (frame.bottom - frame.top - place.height) / 3);
      box.scrollTo({ top: box.scrollTop + shift, behavior });
    } else {
      element.scrollIntoView({ block: "center", behavior });
    }
  }

  function show(view) {
    root.dataset.view = view;
    for (const button of document.querySelectorAll(".switch button")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
  }

  function open(panel) {
    panels.forEach((other, index) => {
      const chosen = other === panel;
      other.hidden = !chosen;
      tabs[index].setAttribute("aria-selected", String(chosen));
      tabs[index].tabIndex = chosen ? 0 : -1;
      if (chosen) tabs[index].parentElement.scrollLeft = tabs[index].offsetLeft - 60;
    });
  }

  function showWords(id) {
    if (!document.getElementById("w-" + id)) return light([id]);
    show("document");
    light([id]);
    reveal(document.getElementById("w-" + id), paper);
  }

  function showItem(ids) {
    const card = document.getElementById(ids[0]);
    const panel = card && card.closest(".items");
    light(ids);
    if (!panel) return card && reveal(card);
    open(panel);
    show("items");
    reveal(card, document.getElementById("muc"));
  }

  root.classList.add("script");
  show("items");
  document.querySelector(".switch").hidden = false;
  document.querySelector(".tabs").setAttribute("role", "tablist");
  tabs.forEach((tab, index) => {
    tab.id = "tab-" + panels[index].id;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[index].id);
    panels[index].setAttribute("role", "tabpanel");
    panels[index].setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step ? (index + step + tabs.length) % tabs.length : { Home: 0, End: tabs.length - 1 }[event.key];
      if (event.key === " ") { event.preventDefault(); open(panels[index]); }
      if (next === undefined) return;
      event.preventDefault();
      open(panels[next]);
      tabs[next].focus();
    });
  });
  if (panels.length) open(panels[0]);

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".switch button");
    if (button) { show(button.dataset.view); scrollTo(0, 0); return; }
    const tab = event.target.closest(".tabs a");
    if (tab) { event.preventDefault(); open(panels[tabs.indexOf(tab)]); return; }
    const owner = event.target.closest("[data-i]");
    if (!owner) return light([]);
    if (String(getSelection())) return;
    event.preventDefault();
    if (owner.classList.contains("mark")) showItem(idsOf(owner));
    else showWords(owner.dataset.i);
  });

  document.addEventListener("mouseover", (event) => {
    if (narrow.matches) return;
    const owner = event.target.closest("[data-i]");
    clearTimeout(waiting);
    if (!owner) return;
    const ids = idsOf(owner);
    light(ids);
    if (owner.classList.contains("mark")) {
      const card = document.getElementById(ids[0]);
      if (card && card.offsetParent) waiting = setTimeout(() => reveal(card, document.getElementById("muc")), 250);
    } else {
      waiting = setTimeout(() => reveal(document.getElementById("w-" + ids[0]), paper), 250);
    }
  });

  document.addEventListener("focusin", (event) => {
    const owner = event.target.closest("[data-i]");
    if (owner && event.target.matches(":focus-visible")) light(idsOf(owner));
  });

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") light([]); });
})();

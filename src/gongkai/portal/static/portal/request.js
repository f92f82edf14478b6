"use strict";
// While somebody types what they ask for, what is published already is offered. Without this script the next page offers it.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  const form = document.getElementById("request-form");
  const box = document.getElementById("likely");
  if (!form || !box) return;
  const names = ["subject", "number", "features"];
  let timer, asked = "", running;
  const look = async () => {
    const text = names.map((name) => form.elements[name].value.trim()).join(" ").trim().slice(0, 500);
    if (text === asked) return;
    asked = text;
    if (running) running.abort();
    if (text.length < 4) { box.hidden = true; return; }
    running = new AbortController();
    const body = new FormData();
    body.set("text", text);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.likely, { method: "POST", body, signal: running.signal });
      const found = answer.ok ? await answer.text() : "";
      box.lastElementChild.innerHTML = found;
      box.hidden = !found;
    } catch { /* what is typed next asks again */ }
  };
  for (const name of names) {
    form.elements[name].addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 600); });
  }
})();

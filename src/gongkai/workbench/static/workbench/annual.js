/* On a phone the tab that is open comes into sight. The editor of a part: what is being typed is shown as it will be printed and checked; a name from the list goes in by a click. */
(() => {
  document.querySelector(".gk-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  const PAUSE = 900; // milliseconds without a key after which the text is looked at
  const form = document.querySelector("form[data-gk-look]");
  const shown = document.getElementById("gk-look");
  if (!form || !shown) return;
  const field = form.elements.text;
  let timer = 0;
  let asked = null;

  const look = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.gkLook, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (answer.ok) shown.innerHTML = (await answer.json()).html;
    } catch { /* the page still shows what was saved last; saving tells what is wrong */ }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); };
  form.addEventListener("input", later);

  const typed = () => JSON.stringify([field.value, form.elements.name?.value]);
  const saved = typed();
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && typed() !== saved) event.preventDefault();
  });

  document.querySelectorAll("[data-gk-insert]").forEach((name) => {
    const insert = () => {
      field.setRangeText(`{${name.dataset.gkInsert}}`, field.selectionStart, field.selectionEnd, "end");
      field.focus();
      later();
    };
    name.tabIndex = 0;
    name.setAttribute("role", "button");
    name.addEventListener("click", insert);
    name.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      insert();
    });
  });
})();

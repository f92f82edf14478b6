/* The editor of an item: a click on one of its buttons and the saving that goes on by itself do not get in each other's way. */
(() => {
  const SETTLE = 350; // milliseconds in which the rich text hands what was typed last over to the form
  const PATIENCE = 20000; // milliseconds; afterwards the click goes out as it is, and the server sees to it that no text is lost
  const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  const editor = () => document.getElementById("w-editor-form");
  const controller = (name) => window.wagtail?.app?.getControllerForElementAndIdentifier(editor(), name);
  const autosave = () => controller("w-autosave");

  /* While a text is being saved by itself the page does not know yet under which number, so a click waits for the answer:
     sent at once it would make a second item of a new one, and be taken for somebody else's window of an old one. */
  let waiting = false;
  let ready = false;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const aside = form.closest("#gk-strip") !== null; // a reason for a finding
    const saving = autosave();
    if (ready || !(aside ? saving?.submitPromise : form === editor())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) return;
    waiting = true;
    const { submitter } = event;
    if (saving && !aside) saving.activeValue = false; // nothing new is begun
    const saved = Promise.resolve(saving?.submitPromise).catch(() => {});
    Promise.all([pause(SETTLE), Promise.race([saved, pause(PATIENCE)])]).then(() => {
      if (submitter) submitter.disabled = false; // a disabled button's name would not be sent
      ready = true;
      if (form.isConnected) form.requestSubmit(submitter);
      else document.querySelector(`#gk-strip form[action="${form.getAttribute("action")}"]`)?.requestSubmit();
      ready = waiting = false;
      if (submitter) submitter.disabled = true;
    });
  }, { capture: true });

  window.addEventListener("pageshow", (event) => {
    const saving = event.persisted && autosave();
    if (saving) saving.activeValue = true; // back at a page that was left by a click
  });

  /* Wagtail takes what stands on the page at the answer for what was saved: what was typed since it was sent is still to be saved. */
  let sent;
  document.addEventListener("w-autosave:save", () => { sent = controller("w-unsaved")?.formData; });
  document.addEventListener("w-autosave:success", ({ detail }) => {
    const watching = controller("w-unsaved");
    if (!watching || sent === undefined) return;
    const saved = new URLSearchParams(sent);
    Object.entries(detail.data.field_updates ?? {}).forEach(([name, value]) => saved.has(name) && saved.set(name, value));
    watching.initialFormData = watching.previousFormData = saved.toString();
    watching.check();
  });

  /* Enter in a field is not a click on the first button, which would submit for review. */
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key === "Enter" && field.matches?.("#w-editor-form input")) event.preventDefault();
  });

  /* What stands above the form is shown anew after each saving: a reason that is being typed there stays. */
  const typed = new Map();
  document.addEventListener("input", ({ target }) => {
    if (target.id && target.closest("#gk-strip")) typed.set(target.id, target.value);
  });
  const keepTyped = () => typed.forEach((value, id) => {
    const field = document.getElementById(id);
    if (!field || field.value === value) return;
    field.value = value;
    field.closest("details").open = true;
    if (document.activeElement === document.body) field.focus();
  });

  /* Beside a long list a field in which a few letters find a choice; without scripts the list does by itself. */
  const findIn = (select) => {
    const finder = document.createElement("input");
    const words = document.createElement("datalist");
    const named = new Map();
    [...select.options].filter((option) => option.value).forEach((option) => {
      const name = `${option.text}（${option.parentElement.label ?? ""}）`;
      named.set(name, option.value);
      words.append(new Option("", name));
    });
    words.id = `${select.id}-words`;
    finder.setAttribute("list", words.id);
    finder.setAttribute("aria-label", select.dataset.gkFind);
    Object.assign(finder, { type: "text", placeholder: select.dataset.gkFind, className: "gk-finder", autocomplete: "off" });
    const choose = (last) => {
      const asked = finder.value.trim();
      const found = named.has(asked) ? [asked] : [...named.keys()].filter((name) => last && asked && name.includes(asked));
      if (found.length !== 1) return;
      select.value = named.get(found[0]);
      finder.value = "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    finder.addEventListener("input", () => choose(false));
    finder.addEventListener("change", () => choose(true));
    finder.addEventListener("keydown", (event) => event.key === "Enter" && choose(true));
    select.before(finder, words);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const strip = document.getElementById("gk-strip");
    if (strip) new MutationObserver(keepTyped).observe(strip, { childList: true });
    document.querySelectorAll("select[data-gk-find]").forEach(findIn);
  });
})();

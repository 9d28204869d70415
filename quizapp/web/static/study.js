/* Keys, time taken, the next question without a reload, and a lost connection that loses nothing. */
(() => {
  "use strict";

  const stage = () => document.getElementById("stage");
  const find = (selector) => stage() && stage().querySelector(selector);
  const FRESH = 600000; // milliseconds
  let shownAt = performance.now();
  let input = "";
  let waiting = null; // the form whose answer could not be sent

  const visible = (element) => element && element.offsetParent !== null;

  // What just appeared: read aloud, focused, its clock started.
  const settle = () => {
    if (!stage()) return;
    shownAt = performance.now();
    for (const element of stage().querySelectorAll("[data-keys], .moves")) element.hidden = false;
    const said = find("[data-announce]");
    const announce = document.getElementById("announce");
    if (announce) announce.textContent = said ? said.dataset.announce : "";
    order();
  };

  const focus = () => {
    const target = find("[data-focus]");
    if (target) target.focus({ preventScroll: true });
  };

  // Time taken and way of answering go with the answer.
  const note = (form) => {
    const ms = form.querySelector("[data-ms]");
    const how = form.querySelector("[data-input]");
    if (ms && ms.value !== "0") return; // sent before: the same answer again, word for word
    if (ms) ms.value = String(Math.max(1, Math.min(Math.round(performance.now() - shownAt), 3600000)));
    if (how) how.value = input;
  };
  document.addEventListener("submit", (event) => {
    note(event.target);
    if (event.target.matches("form.next") && goOn()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // What comes next stands ready beside the feedback; after a long pause, or off the net, it is asked for anew.
  const goOn = () => {
    const ready = find("template[data-upcoming]");
    if (!ready || !navigator.onLine || performance.now() - shownAt > FRESH) return false;
    stage().replaceChildren(ready.content);
    if (window.htmx) window.htmx.process(stage());
    window.scrollTo(0, 0);
    stage().dispatchEvent(new CustomEvent("pocket:put", { bubbles: true }));
    return true;
  };
  document.addEventListener("pointerdown", (event) => { input = event.pointerType === "touch" ? "touch" : "mouse"; }, true);
  document.addEventListener("keydown", () => { input = "keyboard"; }, true);

  // Keys
  const typing = (target) => target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  const options = () => {
    const all = [...(stage() ? stage().querySelectorAll("button.option, label.option") : [])].filter(visible);
    const half = all.find((option) => option.matches(".half[aria-pressed=true]")); // its other half is wanted
    return half ? all.filter((option) => option.parentElement !== half.parentElement) : all;
  };
  const move = (step) => {
    const all = options().map((option) => option.querySelector("input") || option);
    if (!all.length) return false;
    const at = all.indexOf(document.activeElement);
    all[(at + step + all.length) % all.length].focus();
    return true;
  };
  const press = (selector) => {
    const button = find(selector);
    if (visible(button)) button.click();
    return Boolean(button);
  };
  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => options().length > 0 && move(document.activeElement.closest(".option") ? -1 : 0),
    u: () => {
      const form = find("[data-undo]");
      if (form && form.querySelector("button")) form.requestSubmit();
      return Boolean(form);
    },
    0: () => press("[data-dont-know]"),
    "?": () => showKeys(),
    Enter: () => {
      if (document.activeElement !== document.body && !document.activeElement.matches("h1, main")) return false;
      return press("[data-next]") || press("[data-reveal]");
    },
  };
  const showKeys = () => {
    const list = document.getElementById("keys");
    if (list && !list.open) list.showModal();
    return Boolean(list);
  };
  document.addEventListener("keydown", (event) => {
    if (!stage() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const list = document.getElementById("keys");
    if ((list && list.open) || typing(event.target)) return;
    let done = false;
    if (/^[1-9]$/.test(event.key)) {
      const option = options()[Number(event.key) - 1];
      if (option) option.click();
      done = Boolean(option);
    } else if (keys[event.key]) {
      done = keys[event.key]();
    }
    if (done) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) showKeys();
    if (event.target.closest("[data-retry]")) retry();
    const mover = event.target.closest("[data-move]");
    if (mover) shift(mover);
  });

  // Putting things in order: with buttons here, by numbers where there is no script.
  const order = () => {
    for (const list of document.querySelectorAll("[data-order]")) {
      [...list.children].forEach((item, index) => {
        const select = item.querySelector("select");
        select.value = String(index + 1);
        select.hidden = true;
      });
    }
  };
  const shift = (button) => {
    const item = button.closest("li");
    const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(item);
    else other.before(item);
    order();
    button.focus();
    const announce = document.getElementById("announce");
    const place = [...item.parentElement.children].indexOf(item) + 1;
    if (announce) announce.textContent = item.dataset.said.replace("#", place);
  };

  // The part that changes is put in place by htmx; these are its events.
  document.addEventListener("htmx:before:request", (event) => {
    if (!event.detail || !event.detail.ctx) return;
    const button = event.detail.ctx.request && event.detail.ctx.request.submitter;
    if (button) button.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:after:swap", () => {
    waiting = null;
    for (const button of document.querySelectorAll("#stage [aria-busy]")) button.removeAttribute("aria-busy");
    pocket.send();
    settle();
    focus();
  });
  document.addEventListener("pocket:put", () => {
    waiting = null;
    settle();
    focus();
  });
  document.addEventListener("htmx:after:request", (event) => {
    const form = event.detail.ctx && event.detail.ctx.sourceElement;
    if (form && form.matches && form.matches("form.answer")) pocket.answered(form.elements.question_id.value);
  });
  // The net is gone: the answer is kept, and the next question comes from what the device holds.
  document.addEventListener("htmx:error", async (event) => {
    const ctx = event.detail && event.detail.ctx;
    const form = ctx && ctx.sourceElement && ctx.sourceElement.closest("form");
    if (!form) return;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    const submitter = ctx.request && ctx.request.submitter;
    try {
      if (form.matches("form.answer") && !(submitter && submitter.hasAttribute("formaction"))) return await pocket.take(form, submitter);
      if (form.matches("form.next")) return await pocket.next();
    } catch {
      // No database in this browser (a private window, a full disk): the page itself keeps the answer.
    }
    waiting = { form, submitter };
    document.getElementById("offline").hidden = false;
  });
  const retry = () => {
    pocket.retry();
    if (!waiting || !waiting.form.isConnected) return;
    const { form, submitter } = waiting;
    form.requestSubmit(submitter && submitter.form === form ? submitter : null);
  };
  window.addEventListener("online", retry);

  document.addEventListener("DOMContentLoaded", () => {
    settle();
    if (find("[data-focus]:is(input)")) focus();
  });
})();

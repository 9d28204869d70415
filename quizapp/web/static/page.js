/* Small comforts of every page. Without this file everything still works. */
(() => {
  "use strict";

  // The server reads days by the learner's zone; the browser knows it.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes(`zone=${encodeURIComponent(zone)}`)) {
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }

  const prepare = (root) => {
    for (const label of root.querySelectorAll("[data-reveal-for]")) {
      const field = document.getElementById(label.dataset.revealFor);
      label.hidden = !field;
      label.querySelector("input").addEventListener("change", (event) => {
        field.type = event.target.checked ? "text" : "password";
      });
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    // A row of views that is wider than the phone begins at the one that is open.
    const open = document.querySelector("main .tabs [aria-current]");
    if (open) open.closest("ul").scrollLeft = open.offsetLeft - open.closest("ul").offsetLeft - 48;
  });

  // A button pressed shows that it was, and cannot be pressed twice.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method === "dialog") return;
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  });
})();

/* The clock of a timed quiz. The server decides when it is over; without this file it does so all the same. */
(() => {
  "use strict";

  let end = 0;
  let watched = null;

  const tick = () => {
    const clock = document.querySelector("[data-ends]");
    if (!clock) return;
    if (clock !== watched) {
      watched = clock;
      end = performance.now() + Number(clock.dataset.ends) * 1000;
    }
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("soon", left <= 30);
    if (left === 0) window.location.assign(clock.dataset.over);
  };
  window.setInterval(tick, 500);
  document.addEventListener("DOMContentLoaded", tick);
})();

/* Choosing a point on the map: by pointer, by arrow keys, by small steps. Without this file there are buttons and fields. */
(() => {
  "use strict";
  const degrees = (radians) => (radians * 180) / Math.PI;
  const STEP = 4, LARGE = 40; // units of a key press

  // Equal Earth (Šavrič, Patterson and Jenny 2018), inverted by Newton's method.
  const world = (x, y) => {
    const a = [1.340264, -0.081106, 0.000893, 0.003796], m = Math.sqrt(3) / 2;
    let t = Math.max(-1.04, Math.min(1.04, -y / 1.3));
    for (let turn = 0; turn < 12; turn += 1) {
      const t2 = t * t, t6 = t2 ** 3;
      const slope = a[0] + 3 * a[1] * t2 + t6 * (7 * a[2] + 9 * a[3] * t2);
      t -= (t * (a[0] + a[1] * t2 + t6 * (a[2] + a[3] * t2)) + y) / slope;
    }
    const t2 = t * t, slope = a[0] + 3 * a[1] * t2 + t2 ** 3 * (7 * a[2] + 9 * a[3] * t2);
    return [degrees(Math.asin(Math.max(-1, Math.min(1, Math.sin(t) / m)))), degrees((x * m * slope) / Math.cos(t))];
  };
  const region = (x, y) => [degrees(Math.atan(Math.sinh(-y))), degrees(x)];

  const set = (chart, x, y) => {
    const form = chart.closest("form"), cross = chart.querySelector("[data-cross]");
    const { width, height } = chart.querySelector("svg").viewBox.baseVal;
    x = Math.max(0, Math.min(width, x));
    y = Math.max(0, Math.min(height, y));
    chart.at = [x, y];
    cross.classList.remove("unset");
    cross.firstElementChild.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    const [left, top] = chart.dataset.middle.split(" ").map(Number), scale = Number(chart.dataset.scale);
    const turn = chart.dataset.projection === "world" ? world : region;
    const [lat, lon] = turn(left + (x - width / 2) / scale, top + (y - height / 2) / scale);
    const east = ((((lon + 180) % 360) + 360) % 360) - 180;
    form.querySelector("[data-lat]").value = lat.toFixed(4);
    form.querySelector("[data-lon]").value = east.toFixed(4);
    const where = form.querySelector("[data-where]");
    where.textContent = `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(east).toFixed(2)}° ${east < 0 ? "W" : "E"}`;
  };
  const move = (chart, right, down, large) => {
    const { width, height } = chart.querySelector("svg").viewBox.baseVal;
    if (!chart.at) return set(chart, width / 2, height / 2);
    const step = large ? LARGE : STEP;
    set(chart, chart.at[0] + right * step, chart.at[1] + down * step);
  };
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], west: [-1, 0], east: [1, 0], north: [0, -1], south: [0, 1] };

  const prepare = () => {
    for (const chart of document.querySelectorAll("[data-chart]:not([data-ready])")) {
      chart.dataset.ready = "";
      chart.tabIndex = 0;
      chart.setAttribute("role", "application");
      chart.setAttribute("aria-label", chart.dataset.help);
      const form = chart.closest("form"), cross = chart.querySelector("[data-cross]");
      if (!cross.classList.contains("unset")) {
        const placed = cross.firstElementChild.transform.baseVal.consolidate().matrix;
        chart.at = [placed.e, placed.f];
      }
      chart.querySelector("svg").addEventListener("click", (event) => {
        const svg = event.currentTarget, box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / svg.clientWidth;
        set(chart, (event.clientX - box.left - svg.clientLeft) * scale, (event.clientY - box.top - svg.clientTop) * scale);
      });
      chart.addEventListener("keydown", (event) => {
        if (!event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.altKey) return;
        move(chart, ...WAYS[event.key], event.shiftKey);
        event.preventDefault();
        event.stopPropagation();
      });
      chart.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !chart.at) return;
        form.querySelector("[data-check]").click();
        event.preventDefault();
        event.stopPropagation();
      });
      for (const button of form.querySelectorAll("[data-nudge]")) {
        button.addEventListener("click", (event) => {
          event.preventDefault();
          move(chart, ...WAYS[button.dataset.nudge], !form.querySelector("[data-fine]").checked);
        });
      }
    }
  };
  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:after:swap", prepare);
  document.addEventListener("pocket:put", prepare);
})();

/* Draws the charts over their data, and lets arrow keys walk through the calendar. The tables need none of it. */
(() => {
  "use strict";

  const own = document.documentElement.lang;
  const language = own === "en" ? "en-GB" : own || undefined;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const short = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const drawn = new Map();
  const steps = [1, 2, 3, 7, 14, 28, 56, 91, 182, 364].map((days) => days * 86400);

  const series = (line, chart) => {
    const colour = token(line.quiet ? "--quiet" : "--accent");
    const shown = (_, value) => (value === null || value === undefined ? "" : (chart.share ? percent : plain).format(value));
    const common = { label: line.label, stroke: colour, value: shown, spanGaps: true };
    if (line.shape === "bars") return { ...common, fill: colour, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 28] }) };
    if (line.shape === "points") return { ...common, width: 1.5, points: { show: true, size: 9, fill: colour } };
    return { ...common, width: line.quiet ? 1.25 : 2.5, dash: line.quiet ? [4, 4] : undefined, points: { show: false } };
  };

  const options = (box, chart) => {
    const axis = { stroke: token("--quiet"), grid: { stroke: token("--line"), width: 1 }, ticks: { show: false }, font: `12px ${token("--sans")}` };
    const across = (value) => (chart.days ? short.format(value * 1000) : percent.format(value));
    return {
      width: box.clientWidth,
      height: 210,
      tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "UTC"),
      scales: { x: { time: chart.days, ...(chart.share ? { range: [0, 1.02] } : {}) }, y: chart.share ? { range: [0, 1.02] } : { range: (_, low, high) => [0, Math.max(5, high * 1.05)] } },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      axes: [
        { ...axis, grid: { show: false }, space: 64, ...(chart.days ? { incrs: steps } : {}), values: (_, values) => values.map(across) },
        { ...axis, size: 44, values: (_, values) => values.map((value) => (chart.share ? percent : plain).format(value)) },
      ],
      series: [
        { label: chart.across, value: (_, value) => (value === null || value === undefined ? "" : chart.days ? long.format(value * 1000) : percent.format(value)) },
        ...chart.lines.map((line) => series(line, chart)),
      ],
    };
  };

  const draw = (box) => {
    const chart = JSON.parse(box.dataset.figure);
    if (drawn.has(box)) drawn.get(box).destroy();
    drawn.set(box, new uPlot(options(box, chart), [chart.x, ...chart.lines.map((line) => line.values)], box));
  };
  const drawAll = () => document.querySelectorAll("[data-figure]").forEach(draw);

  const walk = (group) => {
    const days = [...group.querySelectorAll("rect")];
    const said = document.querySelector(".heat-said");
    let at = days.length - 1;
    const go = (place, focus = true) => {
      at = Math.max(0, Math.min(days.length - 1, place));
      if (focus) days[at].focus();
      said.textContent = days[at].textContent;
    };
    const steps = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1 };
    group.addEventListener("keydown", (event) => {
      if (!(event.key in steps)) return;
      event.preventDefault();
      go(document.activeElement === group ? at : at + steps[event.key]);
    });
    group.addEventListener("pointerover", (event) => {
      const place = days.indexOf(event.target);
      if (place >= 0) go(place, false);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    drawAll();
    document.querySelectorAll(".heat-scroll").forEach(walk);
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth !== width) { width = window.innerWidth; drawAll(); }
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  });
})();

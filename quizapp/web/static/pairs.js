/* Matching by tapping one on each side. Without this file each item has a list to choose from. */
(() => {
  "use strict";

  const button = (text, dir) => {
    const made = document.createElement("button"), mark = document.createElement("span"), said = document.createElement("span");
    made.type = "button";
    made.className = "option half";
    made.setAttribute("aria-pressed", "false");
    mark.className = "mark";
    mark.setAttribute("aria-hidden", "true");
    said.textContent = text;
    said.dir = dir;
    made.append(mark, said);
    return made;
  };
  const column = (items) => {
    const made = document.createElement("div");
    made.className = "column";
    made.append(...items);
    return made;
  };

  const prepare = (list) => {
    const form = list.closest("form"), check = form.querySelector("[data-check]");
    const pairs = [...list.querySelectorAll("[data-left]")].map((pair) => ({ text: pair.querySelector("label").textContent, select: pair.querySelector("select") }));
    const targets = [...pairs[0].select.options].filter((option) => option.value);
    const once = targets.length >= pairs.length;
    const left = pairs.map((pair) => button(pair.text, "auto"));
    const right = targets.map((target) => button(target.text, "auto"));
    let chosen = null; // the half that waits for its other half

    const show = () => {
      pairs.forEach((pair, index) => {
        const target = targets.findIndex((one) => one.value === pair.select.value);
        left[index].firstChild.textContent = index + 1;
        left[index].classList.toggle("joined", target >= 0);
        left[index].setAttribute("aria-label", target >= 0 ? `${pair.text}: ${targets[target].text}` : pair.text);
      });
      targets.forEach((target, index) => {
        const own = pairs.map((pair, number) => (pair.select.value === target.value ? number + 1 : 0)).filter(Boolean);
        right[index].firstChild.textContent = own.join(" ");
        right[index].classList.toggle("joined", own.length > 0);
        right[index].setAttribute("aria-label", own.length ? `${target.text}: ${own.map((number) => pairs[number - 1].text).join(", ")}` : target.text);
      });
      for (const half of [...left, ...right]) half.setAttribute("aria-pressed", String(half === chosen));
      check.disabled = pairs.some((pair) => !pair.select.value);
    };
    const join = (item, target) => {
      if (once) for (const pair of pairs) if (pair.select.value === targets[target].value) pair.select.value = "";
      pairs[item].select.value = targets[target].value;
      const announce = document.getElementById("announce");
      if (announce) announce.textContent = `${pairs[item].text}: ${targets[target].text}`;
    };
    const part = (half) => {
      const item = left.indexOf(half), target = right.indexOf(half);
      for (const [number, pair] of pairs.entries()) {
        if (number === item || (target >= 0 && pair.select.value === targets[target].value)) pair.select.value = "";
      }
    };
    const tap = (half) => {
      const mine = left.includes(half) ? left : right;
      if (half === chosen) chosen = null;
      else if (chosen && !mine.includes(chosen)) {
        const [item, target] = mine === left ? [half, chosen] : [chosen, half];
        join(left.indexOf(item), right.indexOf(target));
        chosen = null;
      } else if (half.classList.contains("joined")) part(half);
      else chosen = half;
      show();
    };

    for (const pair of list.querySelectorAll("[data-left]")) pair.hidden = true;
    for (const { select } of pairs) select.required = false;
    for (const half of [...left, ...right]) half.addEventListener("click", () => tap(half));
    list.classList.add("tapped");
    list.append(column(left), column(right));
    form.querySelector("[data-pairs-help]").hidden = false;
    show();
  };
  const ready = () => {
    for (const list of document.querySelectorAll("[data-pairs]:not(.tapped)")) prepare(list);
  };
  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:after:swap", ready);
  document.addEventListener("pocket:put", ready);
})();

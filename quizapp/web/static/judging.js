/* Judging on the phone, until the server judges finally: true, false, or null where only the server can tell. */
const judged = (() => {
  "use strict";
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const mapped = (form) => Object.fromEntries([...form].filter(([name, value]) => name.startsWith("response-") && value).map(([name, value]) => [name.slice(9), value]));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const kilometres = ([lat, lon], [north, east]) => {
    const rad = Math.PI / 180, up = (north - lat) * rad, across = (east - lon) * rad;
    const chord = Math.sin(up / 2) ** 2 + Math.cos(lat * rad) * Math.cos(north * rad) * Math.sin(across / 2) ** 2;
    return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, chord)));
  };
  const typed = (item, form) => (item.accepts.some((text) => folded(text) === folded(form.get("response") || "")) ? true : null);
  const ways = {
    choice: (item, form) => form.get("response") === item.key,
    truefalse: (item, form) => form.get("response") === String(item.key),
    multiple: (item, form) => same(form.getAll("response").sort(), [...item.key].sort()),
    matching: (item, form) => same(Object.entries(mapped(form)).sort(), Object.entries(item.key).sort()),
    timeline: (item, form) => same(Object.entries(mapped(form)).sort((a, b) => a[1] - b[1]).map(([id]) => id), item.key),
    locate: (item, form) => { const at = mapped(form); return kilometres([Number(at.lat), Number(at.lon)], item.key) <= item.near; },
    flashcard: (item, form) => Number(form.get("response")) > 1,
    number: (item, form) => (Number(form.get("response").replace(/[\s']/g, "")) === Number(item.key) ? true : typed(item, form)),
    typed, cloze: typed, date: typed,
  };
  const given = (item, form) => {
    const response = form.get("response");
    if (item.kind === "locate") return `${kilometres([Number(mapped(form).lat), Number(mapped(form).lon)], item.key).toFixed(0)} km`;
    if (["choice", "multiple"].includes(item.kind)) return form.getAll("response").map((id) => (item.why[id] || [id])[0]).join(", ");
    return ["typed", "cloze", "date", "number"].includes(item.kind) ? response : "";
  };
  return (item, form) => {
    if (form.get("dont_know")) return { right: false, given: "", why: "", unknown: true };
    const why = item.kind === "choice" && form.get("response") !== item.key ? (item.why[form.get("response")] || [])[1] : "";
    return { right: (ways[item.kind] || (() => null))(item, form), given: given(item, form), why: why || "", unknown: false };
  };
})();

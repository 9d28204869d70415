/* Without network: the next questions and the answers given are kept in the browser's own database.
   An answer leaves it only when the server has said that it has it. */
const pocket = (() => {
  "use strict";
  const FEWEST = 12, PAUSE = 1500, AGAIN = 20000;
  const stage = () => document.getElementById("stage");
  const words = () => document.getElementById("pocket-words").dataset;
  let opened = null;
  let sending = null;
  let usual = ""; // what the banner says of a lost connection
  let ended = false; // the server no longer knows who this is
  const refused = []; // why answers were not taken, until the learner has read it

  const open = () => opened || (opened = new Promise((done, fail) => {
    const request = indexedDB.open("quizapp", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("questions", { keyPath: "place" });
      request.result.createObjectStore("answers", { keyPath: "place", autoIncrement: true });
      request.result.createObjectStore("about");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  }));
  const run = async (store, mode, work) => {
    const database = await open();
    return new Promise((done, fail) => {
      const change = database.transaction(store, mode, { durability: "strict" });
      const request = work(change.objectStore(store));
      change.oncomplete = () => done(request && request.result);
      change.onabort = change.onerror = () => fail(change.error);
    });
  };
  const all = (store) => run(store, "readonly", (kept) => kept.getAll());
  const owner = () => stage() && (stage().dataset.learner || "");

  // Whose questions and answers these are: another learner of this browser neither sees nor sends them.
  const whose = async () => owner() || (await run("about", "readonly", (kept) => kept.get("learner"))) || "";
  const pending = async () => { const me = await whose(); return (await all("answers")).filter((one) => one.learner === me); };
  const questions = async () => { const me = await whose(); return (await all("questions")).filter((one) => one.learner === me); };

  const say = async () => {
    const banner = document.getElementById("offline");
    const count = (await pending()).length;
    const told = banner && banner.querySelector("[data-pending]");
    if (told) told.textContent = count ? `(${count})` : "";
    const reason = banner && banner.querySelector("[data-reason]");
    if (reason && stage()) {
      usual ||= reason.textContent;
      reason.textContent = refused.length ? `${words().refused} ${refused.join(" ")}` : ended ? words().ended : usual;
    }
    if (banner) banner.hidden = !count && !refused.length && !(stage() && stage().dataset.shell !== undefined && !navigator.onLine);
    return count;
  };

  const post = (address, body) => fetch(address, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
  const token = () => (document.querySelector("[name=csrf_token]") || {}).value;

  // In order, one after the other. What the server has, or will never take, is forgotten here; all else stays.
  const send = () => sending || (sending = drain().finally(() => { sending = null; }));
  const drain = async () => {
    for (const answer of await pending()) {
      const body = new URLSearchParams(answer.body);
      if (token()) body.set("csrf_token", token());
      let reply;
      try { reply = await post("/study/pocket/answer", body); } catch { break; }
      const told = (reply.headers.get("Content-Type") || "").includes("json") ? await reply.json() : null;
      ended = !told && reply.status >= 400 && reply.status < 500 && reply.status !== 429;
      if (!told || reply.status >= 500 || reply.status === 429) break;
      if (told.state !== "taken") refused.push(told.message);
      await run("answers", "readwrite", (kept) => kept.delete(answer.place));
    }
    const left = await say();
    if (!left && !refused.length && stage() && stage().querySelector("[data-kept]")) location.assign(stage().dataset.shell === undefined ? location.href : "/study");
    return left;
  };

  const fill = async () => {
    if (!owner() || !stage().dataset.pocket || !token() || !navigator.onLine) return;
    if (await send() || (await questions()).length >= FEWEST) return;
    const reply = await post(stage().dataset.pocket, new URLSearchParams({ csrf_token: token() }));
    if (reply.status !== 200) return;
    const { items } = await reply.json(), learner = owner();
    await run("about", "readwrite", (kept) => kept.put(learner, "learner"));
    await run("questions", "readwrite", (kept) => {
      kept.clear();
      items.forEach((item, place) => kept.put({ ...item, place, learner }));
    });
    stage().dataset.pocketed = items.length;
  };
  const forget = async (id) => {
    const found = (await questions()).find((one) => one.id === id);
    if (found) await run("questions", "readwrite", (kept) => kept.delete(found.place));
    return found;
  };

  // An answer that could not be sent: kept first, and only then judged here and shown.
  const take = async (form, submitter) => {
    const body = new URLSearchParams(new FormData(form, submitter));
    body.set("answered_at", new Date().toISOString());
    await run("answers", "readwrite", (kept) => kept.add({ body: body.toString(), learner: owner(), id: body.get("question_id") }));
    const item = await forget(body.get("question_id"));
    if (item && item.kind === "show") await next();
    else if (item) tell(item, judged(item, body));
    else put(note("keptTitle", "kept"));
    await say();
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) { made.textContent = text; made.dir = "auto"; }
    return made;
  };
  const put = (...parts) => {
    stage().replaceChildren(...parts);
    stage().dispatchEvent(new CustomEvent("pocket:put", { bubbles: true }));
  };
  const onward = (label) => {
    const row = element("div", "next"), button = element("button", "", label);
    button.type = "button";
    button.dataset.next = button.dataset.focus = "";
    button.addEventListener("click", () => onLine(next));
    row.append(button);
    return row;
  };
  // Back on the net, the server's page is the better one.
  const onLine = async (otherwise) => {
    if (navigator.onLine && !(await send())) location.assign(stage().dataset.shell === undefined ? location.href : "/study");
    else await otherwise();
  };
  const note = (title, text) => {
    const said = element("div", "feedback");
    said.dataset.kept = said.dataset.feedback = "";
    const heading = element("h1", "verdict between", words()[title]);
    heading.id = "verdict";
    heading.tabIndex = -1;
    said.append(heading, element("p", "lead", words()[text]), onward(words().goOn));
    return said;
  };
  const tell = (item, verdict) => {
    const tone = verdict.unknown ? "seen" : verdict.right === null ? "between" : verdict.right ? "right" : "wrong";
    const title = tone === "between" ? "unsure" : tone;
    const said = element("div", "feedback"), heading = element("h1", `verdict ${tone}`, words()[title]);
    said.dataset.feedback = said.dataset.kept = "";
    said.dataset.announce = words()[title];
    heading.id = "verdict";
    heading.tabIndex = -1;
    said.innerHTML = item.told; // written by our server, and cleaned there
    said.prepend(heading);
    if (verdict.given && tone !== "right") {
      const list = element("dl"), box = element("div", `given ${tone}`);
      list.append(element("dt", "", words().given), element("dd", "", verdict.given));
      if (verdict.why) list.append(element("dd", "why", verdict.why));
      list.append(element("dt", "", words().rightIs), element("dd", "", item.accepts[0]));
      box.append(list);
      said.querySelector("[data-judged]").append(box);
    }
    said.append(onward(words().further));
    put(said);
  };
  const next = async () => {
    const item = (await questions())[0];
    if (!item) return put(note("emptyTitle", "empty"));
    stage().innerHTML = item.ask; // as above
    if (token()) for (const field of stage().querySelectorAll("[name=csrf_token]")) field.value = token();
    if (window.htmx) window.htmx.process(stage());
    stage().dispatchEvent(new CustomEvent("pocket:put", { bubbles: true }));
  };

  window.addEventListener("online", () => send());
  setInterval(() => { if (stage() && navigator.onLine) send(); }, AGAIN);
  document.addEventListener("DOMContentLoaded", async () => {
    if (!("indexedDB" in window)) return;
    if (!stage()) return;
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
    if (stage().dataset.shell !== undefined && (await questions()).length) {
      stage().dataset.learner = await whose();
      await next();
    }
    await say();
    setTimeout(() => fill().catch(() => {}), PAUSE);
  });
  const retry = () => { refused.length = 0; return send(); };
  return { take, next, send, retry, answered: forget };
})();

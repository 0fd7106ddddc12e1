// What waits in this browser until it has arrived: words and files, shown and sent only to and by whoever typed them.
const Kept = (() => {
  "use strict";
  const { user, seat } = document.body.dataset, LARGEST = 20 * 1024 * 1024, SIDE = 2000, PATIENCE = 60000;
  const HANDS = { "X-Kept-By": `${user}-${seat}` }, AHEAD = "/consultations/ahead/";
  const WHY = { line: "网络断开，恢复后自动发送", signin: "登录已过期，请登录，登录后自动发送", hand: "现在登录的不是填写时的账号或身份，换回后自动发送" };
  let busy = false, pause = 2000, timer, failure = null;

  const opened = new Promise((good, bad) => {
    const asked = indexedDB.open("tiantong", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
    asked.onsuccess = () => good(asked.result); asked.onerror = () => bad(asked.error);
  });
  opened.catch(() => {}); // without a store pages work as without this file
  const store = async (mode, act) => {
    const deal = (await opened).transaction("kept", mode), asked = act(deal.objectStore("kept"));
    return new Promise((good, bad) => { deal.oncomplete = () => good(asked.result); deal.onabort = deal.onerror = () => bad(deal.error); });
  };
  const tell = (one, state, detail = {}) => { document.dispatchEvent(new CustomEvent("kept", { detail: { one, state, ...detail } })); };
  const put = (one) => store("readwrite", (kept) => kept.put(one));
  const drop = (id) => store("readwrite", (kept) => kept.delete(id));
  const all = async () => (await store("readonly", (kept) => kept.getAll())).filter((one) => one.user === user).sort((a, b) => a.at - b.at);
  const set = async (one, traits) => { Object.assign(one, traits); await put(one).catch(() => {}); tell(one, one.state); };

  const key = () => { // also where the page came without TLS and crypto.randomUUID is missing
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
  const mustSignIn = (url) => /^\/(login|password)\//.test(new URL(url, location.href).pathname);

  // A large picture is made smaller before it is kept; what the browser can't read stays as it is.
  async function lighter(file) {
    if (!/^image\/(jpeg|png|webp|heic)$/.test(file.type) || !window.createImageBitmap) return file;
    try {
      const drawn = await createImageBitmap(file, { imageOrientation: "from-image" }), scale = SIDE / Math.max(drawn.width, drawn.height);
      if (scale >= 1 && file.size < 600000 && /jpeg|png/.test(file.type)) return file;
      const sheet = document.createElement("canvas"), by = Math.min(1, scale);
      sheet.width = Math.round(drawn.width * by); sheet.height = Math.round(drawn.height * by);
      const pen = sheet.getContext("2d"); pen.fillStyle = "#fff"; pen.fillRect(0, 0, sheet.width, sheet.height);
      pen.drawImage(drawn, 0, 0, sheet.width, sheet.height);
      const made = await new Promise((good) => { sheet.toBlob(good, "image/jpeg", 0.85); });
      return made && (scale < 1 || made.size < file.size || !/jpeg|png/.test(file.type)) ? new File([made], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" }) : file;
    } catch { return file; }
  }
  async function pack(field, chosen) {
    const file = await lighter(chosen), why = file.size > LARGEST ? "超过 20 MB，请压缩或拆分后重新选择" : "";
    return { key: key(), field, name: file.name, size: file.size, blob: why ? null : file, sent: false, why };
  }

  // One file ahead of its form: tells how far it is; resolves to why it was refused, or "".
  const ahead = (one, file) => new Promise((good, bad) => {
    const asked = new XMLHttpRequest(), body = new FormData();
    body.append("key", file.key); body.append("file", file.blob, file.name);
    asked.open("POST", AHEAD); asked.timeout = 10 * PATIENCE;
    Object.entries({ ...HANDS, "X-CSRFToken": token() }).forEach(([name, value]) => asked.setRequestHeader(name, value));
    asked.upload.onprogress = ({ loaded, total }) => { file.done = Math.floor(100 * loaded / total); tell(one, "sending"); };
    asked.onerror = asked.ontimeout = asked.onabort = () => bad(new Error("line"));
    asked.onload = () => {
      if (asked.status === 201) good("");
      else if (asked.status === 401) bad(new Error("hand"));
      else if (mustSignIn(asked.responseURL)) bad(new Error("signin"));
      else if (asked.status === 422) good(JSON.parse(asked.responseText).errors.join("；"));
      else if (asked.status === 413) good("超过 20 MB，请压缩或拆分后重新选择");
      else bad(new Error(asked.status === 403 ? "signin" : "line"));
    };
    asked.send(body);
  });
  async function post(one) {
    const body = new FormData(), ends = new AbortController(), clock = setTimeout(() => ends.abort(), PATIENCE);
    one.words.forEach(([name, value]) => body.append(name, value));
    one.files.forEach((file) => body.append("ahead", `${file.field}:${file.key}`));
    try {
      const answer = await fetch(one.path, { method: "POST", body, headers: { ...HANDS, "X-CSRFToken": token() }, signal: ends.signal });
      return { status: answer.status, moved: answer.redirected, url: answer.url, json: /json/.test(answer.headers.get("Content-Type")), text: await answer.text() };
    } finally { clearTimeout(clock); }
  }
  function reason(html) {
    const page = new DOMParser().parseFromString(html, "text/html"), said = (selector) => [...page.querySelectorAll(selector)].map((part) => part.textContent.trim());
    return said(".summary li").join("；") || said("h1").join("") || "系统没有收下";
  }
  async function judge(one, answer, again) {
    if (answer.status === 410 && answer.json && again) {
      const { missing } = JSON.parse(answer.text);
      one.files.forEach((file) => { if (missing.includes(file.key)) file.sent = false; });
      return send(one, false);
    }
    if (answer.status === 401) throw new Error("hand");
    if (answer.moved || (answer.status === 403 && !token())) throw new Error("signin");
    if (answer.status >= 500 || answer.status === 429 || (answer.status < 300 && !answer.json)) throw new Error("line"); // also a hotspot's own page
    if (answer.status < 300) { await drop(one.id).catch(() => {}); tell(one, "delivered", { url: JSON.parse(answer.text).url }); return true; }
    await set(one, { state: "refused", why: reason(answer.text) });
    tell(one, "answered", { html: answer.text });
    return true;
  }
  // True when the next one may follow; a broken line or an ended session keeps everything as it is.
  async function send(one, again = true) {
    try {
      await set(one, { state: "sending", tried: true, why: "" });
      for (const file of one.files.filter((each) => !each.sent)) {
        file.why = await ahead(one, file);
        if (file.why) { await set(one, { state: "refused", why: `${file.name}：${file.why}` }); tell(one, "answered"); return true; }
        file.sent = true; await set(one, {});
      }
      return await judge(one, await post(one), again);
    } catch (broken) {
      failure = WHY[broken.message] ? broken.message : "line";
      await set(one, { state: "waiting", why: WHY[failure] });
      return false;
    }
  }
  const waits = (one) => one.seat === seat && (one.state === "waiting" || one.state === "sending");
  async function pump() {
    clearTimeout(timer);
    if (busy) return;
    busy = true; failure = null;
    try {
      for (const one of (await all()).filter(waits)) if (!navigator.onLine || !(await send(one))) { failure = failure || "line"; break; }
    } catch { failure = null; } finally { busy = false; }
    pause = failure ? Math.min(2 * pause, 60000) : 2000;
    if (failure) timer = setTimeout(pump, pause / 2); else if ((await all().catch(() => [])).some(waits)) timer = setTimeout(pump, 500);
  }
  addEventListener("online", () => { pause = 2000; pump(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) pump(); });
  return { user, seat, opened, all, put, drop, pack, pump };
})();

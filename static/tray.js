// Forms that are kept until they have arrived (form[data-tray]), and the tray that shows what still waits.
(() => {
  "use strict";
  const make = (name, traits, ...inside) => { const made = Object.assign(document.createElement(name), traits); made.append(...inside); return made; };
  const time = (at) => { const day = new Date(at), two = (n) => String(n).padStart(2, "0"); return `${day.getMonth() + 1}月${day.getDate()}日 ${two(day.getHours())}:${two(day.getMinutes())}`; };
  const size = (bytes) => bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const STATES = { typing: "未提交", waiting: "待发送", sending: "发送中", refused: "被退回" };
  const arrived = [], live = new Map(), here = () => location.pathname + location.search;
  let current = null, box = null, relist = () => {};

  const stateOf = (one, file) => {
    if (file.why) return `被退回：${file.why}`;
    if (file.sent) return "已送达";
    return one.state === "sending" && "done" in file ? `发送中 ${file.done}%` : STATES[one.state === "typing" ? "typing" : "waiting"];
  };
  const button = (textContent, act) => make("button", { type: "button", className: "btn small", textContent, onclick: act });
  const link = (textContent, href) => make("a", { className: "btn small", textContent, href });
  const fileLine = (one, file, ...more) => make("li", { className: file.why ? "late" : "", ...(file.why ? { role: "alert" } : {}) }, `${file.name} `, make("span", { className: "quiet small", textContent: `${size(file.size)}　` }), stateOf(one, file), ...more);
  const discard = async (one) => { if (confirm("舍弃后不能找回，确定舍弃？")) { await Kept.drop(one.id); render(); } };
  async function revise(one) { // nothing of it has left yet
    await Kept.put({ ...one, state: "typing" });
    if (!current || current.id !== one.id) { location.assign(one.path); return; }
    current.state = "typing"; freeze(document.querySelector("form[data-tray]"), false); relist(); render();
  }

  function acts(one) {
    if (one.state === "sending") return [];
    if (one.state === "waiting" && one.seat !== Kept.seat) return [];
    if (one.state === "waiting") return [...(/请登录/.test(one.why || "") ? [link("登录", `/login/?next=${encodeURIComponent(location.pathname)}`)] : [button("立即发送", Kept.pump)]), ...(one.tried ? [] : [button("取回修改", () => revise(one))])];
    return [link(one.state === "refused" ? "修改后重新提交" : "继续填写", one.path), button("舍弃", () => discard(one))];
  }
  function line(one) {
    const why = one.state === "waiting" && one.seat !== Kept.seat ? "请先切换到填写时的身份" : one.why;
    const head = make("p", {}, make("b", { textContent: one.title }), `　${one.about}　`, make("span", { className: "quiet small", textContent: time(one.at) }));
    const state = make("p", { className: one.state === "refused" ? "late" : "soon", textContent: STATES[one.state] + (why ? `：${why}` : "") });
    const files = make("ul", { className: "tray-files" }, ...one.files.map((file) => fileLine(one, file)));
    const wrote = (one.shown || []).map(([label, value]) => make("p", {}, make("b", { textContent: label }), make("span", { className: "mine", textContent: value })));
    const more = make("details", { className: "more small" }, make("summary", { textContent: "看填写的内容" }), ...wrote);
    return make("li", {}, head, state, ...(one.files.length ? [files] : []), ...(wrote.length ? [more] : []), make("div", { className: "acts" }, ...acts(one)));
  }
  const arrival = ({ title, about, url }) => make("li", {}, make("p", {}, make("b", { textContent: title }), `　${about}　`, make("span", { className: "ok", textContent: "已送达" }), "　", make("a", { textContent: "查看", href: url })));
  async function render() {
    const offered = (one) => document.querySelector("form[data-tray]") && one.path === here() && /typing|refused/.test(one.state); // in the form itself, or above it
    const known = (one) => live.has(one.id) ? { ...one, files: live.get(one.id).files } : one; // how far a file is stands in no store
    const kept = (await Kept.all().catch(() => [])).filter((one) => !offered(one)).map(known);
    relist();
    if (!kept.length && !arrived.length && !box) return;
    if (!box || !box.isConnected) {
      box = make("section", { className: "sheet tray", hidden: true }, make("h2", { textContent: "留在本机的内容" }), make("ul", { className: "plain" }));
      box.lastChild.setAttribute("aria-live", "polite");
      document.getElementById("main").prepend(box);
    }
    const lines = [...kept.map(line), ...arrived.map(arrival)], shown = (list) => list.map((each) => each.textContent).join("\n");
    if (shown(lines) !== shown([...box.lastChild.children])) box.lastChild.replaceChildren(...lines); // else a button would lose its focus
    box.firstChild.textContent = kept.length ? "留在本机的内容" : "刚刚送达"; box.hidden = !lines.length;
  }

  const words = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const label = (form, field) => (form.querySelector(`label[for="${field.id}"]`) || { firstChild: { textContent: field.name } }).firstChild.textContent.trim();
  const ticks = (field) => /^(checkbox|radio)$/.test(field.type);
  const shown = (form) => [...form.querySelectorAll("input, textarea, select")].filter((field) => !/^(hidden|file)$/.test(field.type) && field.value && (!ticks(field) || field.checked)) // as its writer would read it
    .map((field) => ticks(field) ? ["", (field.closest("label") || field).textContent.trim()] : [label(form, field), field.selectedOptions ? field.selectedOptions[0].textContent : field.value]);
  function restore(form, pairs) {
    [...form.elements].forEach((field) => {
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (/^(hidden|file|submit|button)$/.test(field.type) || !field.name) return;
      if (field.options) [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
      else if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    });
  }
  const text = (selector) => (document.querySelector(selector) || { textContent: "" }).textContent.trim();
  const freeze = (form, off) => [...form.elements].forEach((field) => { if (field.type !== "hidden") field.disabled = off; });

  function bind(form, known) {
    const id = form.elements.press.value, inputs = [...form.querySelectorAll("input[type=file]")];
    const one = Object.assign(known || { files: [] }, { id, user: Kept.user, seat: Kept.seat, path: here(), title: text("h1"), about: text(".head .meta"), state: "typing" });
    const lists = new Map(inputs.map((input) => [input.name, make("ul", { className: "tray-files" })]));
    let timer, ready = Promise.resolve(), pressing = false;
    const write = () => { clearTimeout(timer); Object.assign(one, { at: Date.now(), words: words(form), shown: shown(form) }); return Kept.put(one); };
    const save = async () => { if (one.state === "typing") await write(); }; // what was pressed is frozen
    const list = () => lists.forEach((lines, name) => lines.replaceChildren(...one.files.filter((file) => file.field === name).map((file) => fileLine(one, file, ...(one.state === "typing" ? [" ", remover(file)] : [])))));
    const remover = (file) => button("移除", () => { one.files = one.files.filter((other) => other !== file); list(); save(); });
    async function choose(input) {
      const chosen = [...input.files], packed = await Promise.all(chosen.map((file) => Kept.pack(input.name, file)));
      one.files = [...one.files.filter((file) => input.multiple || file.field !== input.name), ...packed];
      list();
      await save().then(() => { input.value = ""; }, () => { one.files = one.files.filter((file) => !packed.includes(file)); lists.get(input.name).replaceChildren(make("li", { className: "late", textContent: "本机空间不足，文件未能留存；有网络时可以直接提交" })); });
    }
    inputs.forEach((input) => { input.after(lists.get(input.name)); const take = () => { ready = ready.then(() => choose(input)); }; input.addEventListener("change", take); if (input.files.length) take(); });
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 300); });
    form.addEventListener("restored", () => { list(); save(); });
    addEventListener("pagehide", () => { if (timer && form.isConnected && one.state === "typing") save(); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (pressing || one.state !== "typing") return;
      pressing = true; await ready; pressing = false; // pictures are still being made smaller
      if (one.files.some((file) => file.why)) { (form.querySelector(".tray-files .late") || form).scrollIntoView({ block: "center" }); return; }
      one.state = "waiting"; one.why = navigator.onLine ? "" : "网络断开，恢复后自动发送";
      try { await write(); } catch { one.state = "typing"; form.submit(); return; }
      freeze(form, true); await render(); box.scrollIntoView({ block: "start" }); Kept.pump();
    });
    current = one; relist = list; list();
    if (known) save();
  }
  async function offer(form) {
    const press = form.elements.press.value;
    const older = (await Kept.all()).filter((one) => one.path === here() && one.id !== press && (one.state === "typing" || one.state === "refused"));
    const last = older.pop();
    if (!last) return;
    const fill = async () => { bar.remove(); restore(form, last.words); await Kept.drop(last.id); current.files.push(...last.files.map((file) => ({ ...file, why: "" }))); form.dispatchEvent(new Event("restored")); };
    const bar = make("div", { className: "say warning" }, make("span", { textContent: `本机留有 ${time(last.at)} 没有送达的内容。` }), button("恢复", fill), button("舍弃", async () => { bar.remove(); await Kept.drop(last.id); render(); }));
    form.before(bar);
  }
  // The page that the server answered takes the place of this one; what was chosen stays beside it.
  function answered(one, html) {
    const form = document.querySelector("form[data-tray]"), page = html && new DOMParser().parseFromString(html, "text/html").getElementById("main");
    if (!form) return;
    if (page) document.getElementById("main").replaceWith(page); else freeze(form, false);
    const anew = document.querySelector("form[data-tray]");
    if (anew && page) bind(anew, one); else if (anew) { Object.assign(current, { state: "typing", why: "" }); anew.dispatchEvent(new Event("restored")); }
    const bad = document.querySelector(".tray-files .late");
    if (bad) bad.scrollIntoView({ block: "center" }); else (document.querySelector("[data-focus]") || document.getElementById("main")).focus();
  }
  document.addEventListener("kept", ({ detail: { one, state, url, html } }) => {
    const mine = current && one.id === current.id;
    live.set(one.id, one);
    if (mine) { current.files = one.files; current.state = one.state; current.why = one.why; }
    if (state === "delivered" && mine) { location.assign(url); return; }
    if (state === "delivered") arrived.push({ ...one, url });
    if (state === "answered" && mine) answered(one, html);
    render();
  });
  Kept.opened.then(async () => {
    const form = document.querySelector("form[data-tray]");
    if (form) { bind(form); await offer(form); }
    await render(); Kept.pump();
  }).catch(() => {});
})();

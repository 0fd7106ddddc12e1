// Comforts only: every page also works without this file.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (target, names, act) => names.split(" ").forEach((name) => target.addEventListener(name, act));
  const clock = () => new Date().toTimeString().slice(0, 5);
  const make = (name, traits, ...inside) => { const made = Object.assign(document.createElement(name), traits); made.append(...inside); return made; };
  const unsaved = new Set();

  const words = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const typed = (form) => words(form).filter(([name]) => !/^(csrfmiddlewaretoken|version|press)$/.test(name));
  const given = (form) => { const page = form.cloneNode(true); page.reset(); return JSON.stringify(typed(page)); }; // before anybody typed
  const keeper = (form) => ({
    key: `kept:${document.body.dataset.user}:${form.dataset.keep || form.dataset.autosave}`,
    put() { try { localStorage.setItem(this.key, JSON.stringify({ at: clock(), typed: typed(form) })); return true; } catch { return false; } },
    get() { try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; } },
    drop() { try { localStorage.removeItem(this.key); } catch { /* storage is forbidden here */ } },
  });

  const restore = (form, pairs) => [...form.elements].forEach((field) => {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.options) [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
    else if (/^(checkbox|radio)$/.test(field.type)) { field.checked = values.includes(field.value); field.dispatchEvent(new Event("change")); }
    else if (values.length && !/^(hidden|file|submit)$/.test(field.type)) [field.value] = values;
  });

  function autosave(form) {
    const line = form.querySelector("[data-saved]"), kept = keeper(form);
    let timer, last = given(form), stopped = false, submitted = false, busy = false, pressed = null;
    const say = (text, late) => { if (line) { line.textContent = text; line.classList.toggle("late", !!late); } };
    const lost = (reason) => say(`未保存：${reason}，${kept.put() ? "内容已留在本机" : "请先复制内容"}`, true);
    const submit = () => { const button = pressed; pressed = null; if (button) form.requestSubmit(button); };
    async function save() {
      const now = JSON.stringify(typed(form));
      clearTimeout(timer);
      if (stopped) kept.put(); else if (now === last) unsaved.delete(form);
      if (stopped || submitted || busy || now === last) return;
      busy = true;
      try {
        const body = new URLSearchParams(words(form));
        const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" };
        const keepalive = body.toString().length < 60000; // browsers refuse larger ones
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, keepalive });
        if (answer.status === 409) { stopped = true; lost("此草稿已在别处更改，请刷新后再改"); return; }
        if (answer.redirected || answer.status === 403) { lost("登录已过期，请在新窗口登录"); return; }
        if (!answer.ok) { lost("系统没有收下"); return; }
        const saved = await answer.json();
        if (form.elements.version && "version" in saved) form.elements.version.value = saved.version;
        last = now; kept.drop(); say(`已保存 ${saved.saved_at || clock()}`);
        if (JSON.stringify(typed(form)) === now) unsaved.delete(form);
      } catch { lost("网络断开"); } finally { busy = false; submit(); }
      if (unsaved.has(form) && !stopped) timer = setTimeout(save, 10000);
    }
    function offer(copy) {
      const fill = () => { restore(form, copy.typed); unsaved.add(form); save(); };
      const button = (textContent, act) => make("button", { type: "button", className: "btn small", textContent, onclick() { bar.remove(); act(); } });
      const says = make("span", { textContent: `本机留有 ${copy.at} 未能保存的内容。` });
      const bar = make("div", { className: "say warning" }, says, button("恢复", fill), button("舍弃", () => kept.drop()));
      form.before(bar);
    }
    const copy = kept.get();
    if (copy && JSON.stringify(copy.typed) !== last) offer(copy);
    on(form, "input change", () => { unsaved.add(form); clearTimeout(timer); timer = setTimeout(save, 2000); });
    on(form, "focusout", save); on(window, "pagehide online", save);
    on(document, "visibilitychange", () => document.hidden && save());
    on(form, "submit", (event) => {
      clearTimeout(timer);
      if (busy) { event.preventDefault(); pressed = event.submitter; } // else one's own saving would be the conflict
      else submitted = true;
    });
    on(window, "pageshow", () => { submitted = false; });
    if (JSON.stringify(typed(form)) !== last) { unsaved.add(form); timer = setTimeout(save, 2000); } // somebody was quicker than this file
  }
  all("form[data-autosave]").forEach(autosave);
  // A copy of a form without autosave stays here until it was sent and answered.
  function keepCopy(form) {
    const kept = keeper(form), first = given(form);
    const copy = kept.get();
    const bar = make("div", { className: "say warning" });
    const button = (textContent, act) => make("button", { type: "button", className: "btn small", textContent, onclick() { bar.remove(); act(); } });
    if (copy && JSON.stringify(copy.typed) !== first) {
      bar.append(make("span", { textContent: `本机留有 ${copy.at} 没有提交的内容。` }),
        button("恢复", () => { restore(form, copy.typed); unsaved.add(form); }), button("舍弃", () => kept.drop()));
      form.before(bar);
    }
    const keep = () => { kept.put(); unsaved.add(form); };
    if (JSON.stringify(typed(form)) !== first) keep();
    on(form, "input change", keep);
    on(form, "submit", () => { kept.put(); sessionStorage.setItem("sent", kept.key); });
  }
  const sent = sessionStorage.getItem("sent");
  if (sent && !document.querySelector("input[type=password]") && (document.querySelector(".say.success") || !all("form[data-keep]").some((form) => keeper(form).key === sent))) {
    localStorage.removeItem(sent); sessionStorage.removeItem("sent"); // it arrived: we are elsewhere, or at the next of a queue
  }
  all("form[data-keep]:not([data-autosave])").forEach(keepCopy);
  all("form[data-guard]").forEach((form) => on(form, "input", () => unsaved.add(form)));
  on(window, "beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  on(document, "submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented) return;
    unsaved.delete(target);
    if (!("again" in target.dataset)) setTimeout(() => all("button:not([type=button])", target).forEach((button) => { button.disabled = true; }));
  });
  on(window, "pageshow", ({ persisted }) => { if (persisted && document.querySelector("input[name=press]")) location.reload(); });
  on(window, "pageshow", () => all("form button[disabled]").forEach((button) => { button.disabled = false; }));

  all("[data-count]").forEach((field) => {
    const line = document.getElementById(`${field.id}_count`), most = Number(field.dataset.count);
    const show = () => { const n = [...field.value].length; line.textContent = `${n} / ${most} 字`; line.classList.toggle("late", n > most); };
    if (line) { on(field, "input", show); show(); }
  });
  // Of many boxes only those of that name, and what is ticked already.
  all("[data-sieve]").forEach((box) => {
    const lines = [...box.nextElementSibling.children];
    on(box, "keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    on(box, "input", () => lines.forEach((line) => { line.hidden = !line.textContent.includes(box.value.trim()) && !line.querySelector(":checked"); }));
    box.hidden = false;
  });
  all("[data-check-all]").forEach((box) => {
    const boxes = all(`input[name="${box.dataset.checkAll}"]`);
    const follow = () => { box.checked = boxes.length > 0 && boxes.every((each) => each.checked); box.indeterminate = !box.checked && boxes.some((each) => each.checked); };
    box.hidden = false; if (box.parentElement.matches("label")) box.parentElement.hidden = false;
    follow();
    on(box, "change", () => boxes.forEach((one) => { one.checked = box.checked; }));
    boxes.forEach((one) => on(one, "change", follow));
  });
  // How many are ticked, said beside the button; Shift ticks all between two.
  all("[data-picked]").forEach((line) => {
    const boxes = all(`input[type=checkbox][name="${line.dataset.picked}"]`);
    const show = () => { line.textContent = `已勾选 ${boxes.filter((box) => box.checked).length} 件`; };
    let last = null;
    boxes.forEach((box, at) => on(box, "click", ({ shiftKey }) => {
      if (shiftKey && last !== null) boxes.slice(Math.min(at, last), Math.max(at, last) + 1).forEach((each) => { each.checked = box.checked; });
      last = at; show();
    }));
    boxes.forEach((box) => on(box, "change", show));
    all(`[data-check-all="${line.dataset.picked}"]`).forEach((box) => on(box, "change", () => setTimeout(show)));
    on(window, "pageshow", () => setTimeout(show)); show();
  });
  all("form[data-quick]").forEach((form) => on(form, "keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && !event.repeat) { event.preventDefault(); form.requestSubmit(form.querySelector(".btn.main")); }
  }));
  all("[data-menu]").forEach((menu) => {
    on(document, "click", ({ target }) => { if (!menu.contains(target)) menu.open = false; });
    on(menu, "keydown", ({ key }) => { if (key === "Escape") { menu.open = false; menu.firstElementChild.focus(); } });
  });
  all("[data-focus]").forEach((part) => part.focus());
  on(window, "beforeprint", () => all("details.more, details.why").forEach((part) => { part.open = true; }));
})();

// Keys for lists, a comfort only: j and k move, x ticks, Enter opens, / searches, ? tells the keys.
(() => {
  const KEYS = [["j 或 ↓", "下一行"], ["k 或 ↑", "上一行"], ["Enter", "打开这一行"], ["x", "勾选这一行"], ["/", "到搜索栏"], ["?", "显示这些按键"], ["Esc", "关闭"]];
  const make = (name, traits, ...inside) => { const made = Object.assign(document.createElement(name), traits); made.append(...inside); return made; };
  const links = () => [...document.querySelectorAll("main .table tbody tr")].map((row) => row.querySelector("a[href]")).filter(Boolean);
  const here = () => links().findIndex((link) => link.closest("tr").contains(document.activeElement));
  const typing = ({ target }) => target.closest("input:not([type=checkbox]), select, textarea, dialog[open], [contenteditable]");

  function step(by) {
    const all = links(), at = here();
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) { next.focus(); next.closest("tr").scrollIntoView({ block: "nearest" }); }
  }
  function tick() {
    const box = here() < 0 ? null : links()[here()].closest("tr").querySelector("input[type=checkbox]");
    if (box) box.click();
  }
  function search() {
    const field = document.querySelector("main .filters input[name=q]") || document.querySelector(".search input[name=q]");
    const fold = document.getElementById("fold-filters");
    if (fold && field && !field.offsetParent) fold.checked = true;
    field?.focus(); field?.select();
  }
  let told = null;
  function tell() {
    const lines = KEYS.map(([key, what]) => make("div", {}, make("dt", { textContent: key }), make("dd", { textContent: what })));
    const close = make("button", { type: "button", className: "btn", textContent: "关闭", onclick: () => told.close() });
    told ??= document.body.appendChild(make("dialog", { className: "keys", ariaLabel: "列表的按键" }, make("h2", { textContent: "列表的按键" }), make("dl", { className: "facts" }, ...lines), close));
    if (!told.open) told.showModal();
  }
  const ACTS = { j: () => step(1), k: () => step(-1), x: tick, "/": search, "?": tell };
  const ARROWS = { ArrowDown: () => step(1), ArrowUp: () => step(-1) }; // only from row to row: else they scroll

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return;
    const act = ACTS[event.key] || (here() >= 0 && ARROWS[event.key]);
    if (act) { event.preventDefault(); act(); }
  });
})();

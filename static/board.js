// Comforts of a board: keys, filling in what was advised, counting. It works without this file.
(() => {
  "use strict";
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const all = (selector, root = board) => [...root.querySelectorAll(selector)];
  const lines = all("[data-line]"), said = board.querySelector("[data-chosen]"), verbs = (line) => all(".decide > input[type=radio]", line);
  const chosen = (line) => verbs(line).find((one) => one.checked && one.value);
  const count = () => { if (said) said.textContent = `已选定 ${lines.filter(chosen).length} 件`; };
  const keys = board.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  const choose = (radio) => { if (radio) { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); } };
  board.addEventListener("change", count); count();
  board.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=fill]");
    if (!button) return;
    event.preventDefault();
    const group = button.closest("[data-group]") || board;
    all("[data-line]", group).filter((line) => !chosen(line)).forEach((line) => choose(verbs(line).find((one) => one.value && one.value === line.dataset.advice)));
  });
  const rest = (line) => verbs(line).find((one) => one.checked) || verbs(line)[0] || line.querySelector("select, button, a");
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
    const at = lines.indexOf(target.closest("[data-line]")), key = event.key.toLowerCase();
    const step = { j: 1, k: -1 }[key];
    if (step) { const next = lines[Math.max(0, Math.min(lines.length - 1, at + step))]; if (next) { rest(next).focus(); next.scrollIntoView({ block: "nearest" }); } }
    else if (/^[0-9]$/.test(key) && at >= 0) {
      const radios = verbs(lines[at]), pick = lines[at].querySelector(`[data-key="${key}"]`);
      if (radios.length) { const radio = key === "0" ? radios[radios.length - 1] : radios[key - 1]; choose(radio); if (radio) radio.focus(); }
      else if (pick) pick.click();
    } else return;
    event.preventDefault();
  });
})();

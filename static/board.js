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
  // The meeting of the hand-over: what each unit would have in hand.
  const hosts = all("select[data-host]");
  const weigh = () => document.querySelectorAll("[data-then]").forEach((place) => {
    const unit = place.dataset.then, ticked = lines.filter((line) => line.querySelector("input[name=proposal]:checked"));
    const given = ticked.filter((line) => line.querySelector("select[data-host]").value === unit).length;
    const helps = ticked.reduce((sum, line) => sum + all(`input[name^="co-"][value="${unit}"]:checked`, line).length, 0);
    place.textContent = Number(place.dataset.now) + given + helps;
  });
  const settle = (select) => {
    const line = select.closest("[data-line]"), home = board.querySelector(`[data-group="${select.value}"] ol`), had = document.activeElement;
    if (home && home !== line.parentElement) home.append(line);
    (line.contains(had) ? had : rest(line)).focus(); line.scrollIntoView({ block: "nearest" });
  };
  board.addEventListener("change", ({ target }) => { if (target.matches("select[data-host]")) settle(target); count(); if (hosts.length) weigh(); });
  count();
  board.addEventListener("click", (event) => {
    const move = event.target.closest("button[name=move]");
    if (move) {
      const select = move.closest("[data-line]").querySelector("select");
      event.preventDefault();
      [, select.value] = move.value.split("-");
      select.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    const button = event.target.closest("button[name=fill]");
    if (!button) return;
    event.preventDefault();
    const group = button.closest("[data-group]") || board;
    all("[data-line]", group).filter((line) => !chosen(line)).forEach((line) => choose(verbs(line).find((one) => one.value && one.value === line.dataset.advice)));
  });
  const rest = (line) => verbs(line).find((one) => one.checked) || verbs(line)[0] || line.querySelector("input[name=proposal]") || line.querySelector("a");
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
    const at = lines.indexOf(target.closest("[data-line]")), key = event.key.toLowerCase();
    const step = { j: 1, k: -1 }[key];
    if (step) { const next = lines[Math.max(0, Math.min(lines.length - 1, at + step))]; if (next) { rest(next).focus(); next.scrollIntoView({ block: "nearest" }); } }
    else if (/^[0-9]$/.test(key) && at >= 0) {
      const radios = verbs(lines[at]), pick = lines[at].querySelector(`[data-key="${key}"]`);
      const box = lines[at].querySelector("input[name=proposal]");
      if (key === "0" && box) box.click();
      else if (radios.length) { const radio = key === "0" ? radios[radios.length - 1] : radios[key - 1]; choose(radio); if (radio) radio.focus(); }
      else if (pick) pick.click();
    } else return;
    event.preventDefault();
  });
})();

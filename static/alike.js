// What is like the sheet: fetched after the page stands, and again each time the sheet was saved.
(() => {
  "use strict";
  const place = document.querySelector("[data-alike]"), saved = document.querySelector("[data-saved]");
  if (!place) return;
  let shown = "", busy = false;
  async function load() {
    if (busy || document.hidden) return;
    busy = true;
    const answer = await fetch(place.dataset.alike, { headers: { "X-Part": "1" } }).catch(() => null);
    const text = answer && answer.ok && !answer.redirected ? await answer.text() : shown;
    if (text !== shown) place.innerHTML = shown = text;
    busy = false;
  }
  load();
  if (saved) new MutationObserver(() => saved.textContent.startsWith("已保存") && load()).observe(saved, { childList: true, characterData: true, subtree: true });
})();

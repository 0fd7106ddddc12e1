// How many messages are unread, asked once a minute while the page is looked at.
(() => {
  "use strict";
  // The open inbox says that others have come, and stays as it is until one asks for them.
  function announce(bar, came) {
    const [line] = bar.children, words = `有 ${came} 条新消息。`;
    if (came && line.textContent !== words) line.textContent = words; // read out only when it changes
    bar.hidden = !came;
  }
  document.querySelectorAll("[data-poll]").forEach((mark) => setInterval(async () => {
    if (document.hidden) return;
    const inbox = document.querySelector("[data-since]"), asked = inbox ? `?since=${inbox.dataset.since}` : "";
    const answer = await fetch(mark.dataset.poll + asked, { headers: { Accept: "application/json", "X-Poll": "1" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const { unread, came } = await answer.json();
    mark.firstElementChild.textContent = unread; mark.hidden = !unread;
    if (inbox) announce(inbox.firstElementChild, came);
  }, 60000));
})();

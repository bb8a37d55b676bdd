// Keys for the reading queue: 1–4 settle the comment in focus, j and k move. Without script every button works by itself.
(() => {
  const cards = [...document.querySelectorAll("article.reading")];
  if (!cards.length) return;
  let here = 0, sent = false;
  const to = (n) => {
    here = Math.max(0, Math.min(cards.length - 1, n));
    cards[here].focus();
    cards[here].scrollIntoView({ block: "nearest" });
  };
  // One press settles one comment, the one on screen: a key held down, or pressed twice, must not settle the next unread.
  addEventListener("submit", () => { sent = true; });
  document.addEventListener("keydown", (e) => {
    if (e.repeat || sent) return e.preventDefault();
    if (e.ctrlKey || e.metaKey || e.altKey || /^(input|textarea|select)$/i.test(e.target.tagName) && e.target.type !== "checkbox") return;
    const card = e.target.closest?.("article.reading");
    if (card) here = cards.indexOf(card);
    if (e.key === "j") to(here + 1);
    else if (e.key === "k") to(here - 1);
    else {
      const button = cards[here].querySelector(`[data-key="${e.key}"]`);
      if (button) button.click();
      else return;
    }
    e.preventDefault();
  });
  if (location.hash === "#next") to(0);
})();

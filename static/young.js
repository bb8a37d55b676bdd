// Sends by fetch so that a bad line never costs anyone their words. Nothing is stored: they stay on the page.
addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.id !== "voice") return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = 1;
  const said = document.getElementById("sending");
  for (let wait = 3; ; wait = Math.min(wait * 2, 60)) {
    said.textContent = said.dataset.going;
    const body = new URLSearchParams(new FormData(form));
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 30000);
    try {
      const answer = await fetch(form.action, { method: "POST", body, signal: stop.signal });
      if (answer.status === 200 || answer.status === 422) return show(await answer.text());
      if (answer.status < 429) break;
    } catch {
      // no line: try again below
    } finally {
      clearTimeout(timer);
    }
    said.textContent = said.dataset.kept;
    await again(wait);
  }
  said.textContent = said.dataset.kept;
  delete form.dataset.busy;
});

// After some seconds, when the line is back, or when they press send.
const again = (seconds) =>
  new Promise((go) => {
    setTimeout(go, seconds * 1000);
    addEventListener("online", go, { once: true });
    document.querySelector("#voice button").addEventListener("click", go, { once: true });
  });

const show = (html) => {
  location.hash = "";
  const page = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.replaceWith(page.documentElement);
  scrollTo(0, 0);
  document.querySelector("#problem, h1").focus();
};

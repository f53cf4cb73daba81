// Adds to the plain pages: what they show follows what happens, and they say when it does not.
"use strict";

const main = document.getElementById("main");
const lost = document.getElementById("lost");

// Whoever fills in a form is not interrupted, nor is whoever has opened something.
const isBusy = () =>
  main.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

let isRefreshing = false;
let isStale = false;

const refresh = async () => {
  if (isRefreshing || isBusy()) { isStale = true; return; }
  isRefreshing = true;
  do {
    isStale = false;
    try {
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      if (response.redirected) { location.reload(); return; }
      if (!response.ok) break;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      replace(fresh.getElementById("main"));
    } catch { break; }
  } while (isStale && !isBusy());
  isRefreshing = false;
};

// Leaves alone what has not changed, and what is open stays open.
const replace = (fresh) => {
  if (!fresh || fresh.innerHTML === seen) return;
  seen = fresh.innerHTML;
  const open = [...main.querySelectorAll("details")].map(({ open }) => open);
  const index = [...main.querySelectorAll("a, button, summary")].indexOf(document.activeElement);
  main.replaceChildren(...fresh.childNodes);
  main.querySelectorAll("details").forEach((details, place) => { details.open = open[place] ?? false; });
  if (index >= 0) main.querySelectorAll("a, button, summary")[index]?.focus();
};

let seen = main.innerHTML;

if (main.hasAttribute("data-live")) {
  const events = new EventSource("/console/events");
  events.onmessage = refresh;
  events.onopen = () => { lost.hidden = true; };
  events.onerror = () => { lost.hidden = false; };
  main.addEventListener("focusout", () => { if (isStale) setTimeout(refresh); });
  addEventListener("pagehide", () => events.close());
}

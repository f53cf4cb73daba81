// Adds to the plain page: live refresh, the @-picker, sending without reloading.
"use strict";
document.documentElement.classList.add("js");

const $ = (id) => document.getElementById(id);
const say = $("say");
const chat = $("chat");
const picker = $("picker");

// --- live refresh ---------------------------------------------------------

const showTimes = (root) => {
  for (const time of root.querySelectorAll("time")) {
    const date = new Date(time.dateTime);
    time.textContent = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
};

const toEnd = () => { chat.scrollTop = chat.scrollHeight; };

const refreshLog = (fresh) => {
  const log = $("log");
  const wasAtEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
  const count = log.children.length;
  for (const item of [...fresh.getElementById("log").children]) {
    const known = $(item.id);
    if (!known) log.append(item);
    else if (!known.isEqualNode(item)) known.replaceWith(item);
  }
  $("chat-empty").hidden = log.children.length > 0;
  if (wasAtEnd && log.children.length > count) toEnd();
};

const refreshMembers = (fresh) => {
  const list = $("members");
  const items = [...fresh.getElementById("members").children];
  const order = (nodes) => [...nodes].map(({ dataset }) => dataset.person).join();
  if (order(items) !== order(list.children)) return list.replaceChildren(...items);
  items.forEach((item, index) => {
    const known = list.children[index];
    const plain = known.cloneNode(true);
    plain.removeAttribute("class");
    if (plain.isEqualNode(item)) return;
    const { person, name } = item.dataset;
    const isRenamed = known.dataset.name !== name;
    known.replaceWith(item);
    if (!isRenamed) return;
    item.classList.add("flash");
    setTimeout(() => item.classList.remove("flash"), 2400);
    const option = document.querySelector(`#scene select[name=as] option[value="${person}"]`);
    if (option) option.textContent = name;
  });
};

const refreshCalls = (fresh) => {
  const calls = fresh.getElementById("calls");
  $("calls").replaceWith(calls);
  // What has gone wrong as arranged is no longer arranged.
  if (document.activeElement !== $("fault") || calls.dataset.armed === "none") {
    $("fault").value = calls.dataset.armed;
  }
};

let isRefreshing = false;
let isStale = false;
const refresh = async () => {
  if (isRefreshing) { isStale = true; return; }
  isRefreshing = true;
  do {
    isStale = false;
    try {
      const query = new URLSearchParams({
        group: say.elements.group.value, as: say.elements.as.value, lang: say.elements.lang.value,
      });
      const response = await fetch(`/playground/live?${query}`);
      if (!response.ok) break;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      showTimes(fresh);
      refreshLog(fresh);
      refreshMembers(fresh);
      refreshCalls(fresh);
    } catch { break; }
  } while (isStale);
  isRefreshing = false;
};

const events = new EventSource("/playground/events");
events.onmessage = refresh;
events.onopen = () => { $("lost").hidden = true; };
events.onerror = () => { $("lost").hidden = false; };

// --- the input line: words and chips ---------------------------------------

const area = $("text");
const editor = document.createElement("div");
editor.className = "editor";
editor.id = "editor";
editor.setAttribute("contenteditable", "plaintext-only");
if (editor.contentEditable !== "plaintext-only") editor.contentEditable = "true";
editor.setAttribute("role", "textbox");
editor.setAttribute("aria-multiline", "true");
editor.setAttribute("aria-labelledby", "text-label");
editor.setAttribute("aria-controls", "picker");
editor.setAttribute("aria-haspopup", "listbox");
editor.dataset.hint = area.placeholder;
area.replaceWith(editor);

const segmentsOf = (node) => {
  const segments = [];
  const put = (text) => {
    const last = segments[segments.length - 1];
    if (last && "text" in last) last.text += text;
    else segments.push({ text });
  };
  const walk = (parent) => {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) put(child.data.replaceAll("\u00a0", " "));
      else if (child.dataset?.person === "bot") segments.push({ robot: {} });
      else if (child.dataset?.person) segments.push({ mention: Number(child.dataset.person) });
      else if (child.nodeName === "BR") put("\n");
      else { put("\n"); walk(child); }
    }
  };
  walk(node);
  const last = segments[segments.length - 1];
  if (last && "text" in last) last.text = last.text.replace(/\n+$/, "");
  return segments;
};

const post = async (form) => {
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, {
    method: "POST", body, headers: { "x-requested-with": "fetch" },
  });
  if (!response.ok) throw new Error(String(response.status));
};

let isSending = false;
say.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSending) return;
  closePicker();
  const segments = segmentsOf(editor);
  if (!segments.length && !say.elements.bot?.checked) return;
  isSending = true;
  say.elements.segments.value = JSON.stringify(segments);
  const typed = [...editor.childNodes];
  editor.replaceChildren();
  try {
    await post(say);
    $("lost").hidden = true;
  } catch {
    $("lost").hidden = false;
    if (!editor.childNodes.length) editor.replaceChildren(...typed);
  }
  isSending = false;
  toEnd();
});

// --- the @-picker ----------------------------------------------------------

let range = null; // the typed "@…" that a choice replaces
let chosen = 0;

const typedAt = () => {
  const selection = getSelection();
  if (!selection.isCollapsed || !editor.contains(selection.anchorNode)) return null;
  const node = selection.anchorNode;
  if (node.nodeType !== Node.TEXT_NODE) return null;
  const before = node.data.slice(0, selection.anchorOffset);
  const found = /[@＠]([^@＠\n]{0,40})$/.exec(before);
  if (!found) return null;
  const at = document.createRange();
  at.setStart(node, found.index);
  at.setEnd(node, selection.anchorOffset);
  return { range: at, query: found[1].toLowerCase() };
};

const candidates = (query) => {
  const list = $("members");
  const people = [...list.children].map(({ dataset }) => ({
    person: dataset.person, name: dataset.name,
    also: dataset.directory === dataset.name ? "" : dataset.directory,
  }));
  people.push({ person: "bot", name: list.dataset.bot, also: list.dataset.botBadge });
  return people.filter(({ name, also }) => `${name}\n${also}`.toLowerCase().includes(query));
};

const closePicker = () => {
  picker.hidden = true;
  range = null;
  editor.removeAttribute("aria-activedescendant");
};

const mark = (index) => {
  const items = [...picker.children];
  chosen = (index + items.length) % items.length;
  items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
  items[chosen].scrollIntoView({ block: "nearest" });
  editor.setAttribute("aria-activedescendant", items[chosen].id);
};

const openPicker = () => {
  const at = say.elements.group.value === "direct" ? null : typedAt();
  const found = at ? candidates(at.query) : [];
  if (!found.length) return closePicker();
  range = at.range;
  picker.replaceChildren(...found.map(({ person, name, also }, index) => {
    const item = document.createElement("li");
    item.id = `pick${index}`;
    item.setAttribute("role", "option");
    item.dataset.person = person;
    item.dataset.name = name;
    const shown = document.createElement("span");
    shown.textContent = name;
    const more = document.createElement("small");
    more.textContent = also;
    item.append(shown, more);
    return item;
  }));
  picker.hidden = false;
  mark(0);
};

const pick = (item) => {
  if (!item || !range) return;
  const chip = document.createElement("span");
  chip.className = "chip";
  chip.contentEditable = "false";
  chip.dataset.person = item.dataset.person;
  chip.textContent = `@${item.dataset.name}`;
  // A mention is followed by a space, as in the real client.
  const space = document.createTextNode("\u00a0");
  range.deleteContents();
  range.insertNode(space);
  range.insertNode(chip);
  getSelection().collapse(space, 1);
  closePicker();
  editor.focus();
};

editor.addEventListener("input", (event) => {
  if (editor.innerHTML === "<br>") editor.replaceChildren();
  if (event.inputType === "insertFromPaste") closePicker();
  else openPicker();
});
editor.addEventListener("blur", closePicker);
editor.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (!picker.hidden) {
    const keys = {
      ArrowDown: () => mark(chosen + 1),
      ArrowUp: () => mark(chosen - 1),
      Enter: () => pick(picker.children[chosen]),
      Tab: () => pick(picker.children[chosen]),
      Escape: closePicker,
    };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
      return;
    }
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    say.requestSubmit();
  }
});
editor.addEventListener("paste", (event) => {
  if (editor.contentEditable === "plaintext-only") return;
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
});
// The editor must keep the focus while the mouse or a finger chooses.
picker.addEventListener("pointerdown", (event) => event.preventDefault());
picker.addEventListener("mousedown", (event) => event.preventDefault());
picker.addEventListener("click", (event) => pick(event.target.closest("li")));

// --- choices apply at once ---------------------------------------------------

$("scene").addEventListener("change", () => $("scene").submit());
$("faults").addEventListener("change", () => {
  post($("faults")).catch(() => { $("lost").hidden = false; });
});

showTimes(document);
toEnd();

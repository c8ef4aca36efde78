// The shortlist: those somebody wants to compare, kept in this browser alone. Also the way back from a profile.

const kKey = "stillpoint.compare";
const kMost = 4;

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(kKey) ?? "[]");
    return Array.isArray(list) ? list.filter(({ id }) => /^[0-9a-z]{12}$/.test(id)).slice(0, kMost) : [];
  } catch {
    return []; // Storage is switched off, or somebody else wrote there.
  }
}

function keep(list) {
  try {
    localStorage.setItem(kKey, JSON.stringify(list));
  } catch {
    // Without storage the links still work, one at a time.
  }
}

const links = [...document.querySelectorAll("a[data-compare]")];
const page = new URL(document.querySelector('nav[aria-label="Main"] a[href$="/compare"]')?.href ?? "/compare", location);

// The search that led here goes along, sealed as it came, so that the question about a condition stays asked.
const sealed = new URL(location).searchParams.get("s");

function address(list) {
  const query = new URLSearchParams(list.map(({ id }) => ["id", id]));
  if (sealed) query.set("s", sealed);
  return `${page.pathname}?${query}`;
}

const bar = document.createElement("aside");
bar.className = "shortlist";
bar.hidden = true;
bar.setAttribute("aria-label", "Chosen to compare");
const words = document.createElement("p");
words.setAttribute("role", "status");
const go = document.createElement("a");
go.textContent = "Compare them";
const clear = document.createElement("button");
clear.type = "button";
clear.textContent = "Forget them";
clear.addEventListener("click", () => {
  keep([]);
  show();
});
bar.append(words, go, clear);

function show(note = "") {
  const list = kept();
  for (const button of buttons) {
    const chosen = list.some(({ id }) => id === button.dataset.compare);
    button.setAttribute("aria-pressed", String(chosen));
    button.firstChild.textContent = chosen ? "Chosen" : "Compare";
  }
  bar.hidden = list.length === 0;
  words.textContent = `${note}To compare: ${list.map(({ name }) => name).join(", ")}`;
  go.hidden = list.length < 2;
  if (list.length > 0) go.href = address(list);
}

function toggle({ compare: id, compareName: name }) {
  const list = kept();
  const at = list.findIndex((entry) => entry.id === id);
  if (at >= 0) {
    list.splice(at, 1);
  } else if (list.length === kMost) {
    return show(`No more than ${kMost} fit side by side. `);
  } else {
    list.push({ id, name });
  }
  keep(list);
  show();
}

// A link that leads to the comparison becomes a button that chooses.
const buttons = links.map((link) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  Object.assign(button.dataset, link.dataset);
  button.append(...link.childNodes);
  button.addEventListener("click", () => toggle(button.dataset));
  link.replaceWith(button);
  return button;
});

if (buttons.length > 0) {
  document.querySelector("main").append(bar);
  show();
}

// On the comparison itself: what is taken away there is forgotten here too.
for (const link of document.querySelectorAll("[data-compare-remove]")) {
  link.addEventListener("click", () => keep(kept().filter(({ id }) => id !== link.dataset.compareRemove)));
}
const offer = document.querySelector("[data-compare-kept]");
if (offer && kept().length > 0) {
  const link = document.createElement("a");
  link.href = address(kept());
  link.textContent = `Compare ${kept().map(({ name }) => name).join(", ")}`;
  offer.append(link);
  offer.hidden = false;
}

// From a profile back to the very list one came from.
const back = document.querySelector("a[data-back]");
if (back && document.referrer) {
  const from = new URL(document.referrer);
  if (from.origin === location.origin && from.pathname === new URL(back.href).pathname && history.length > 1) {
    back.addEventListener("click", (event) => {
      event.preventDefault();
      history.back();
    });
    back.textContent = "← Back to the list";
  }
}

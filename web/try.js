// The forms for developers that ask the program: the answer is shown below the form instead of in its place. Without
// this script the form leads to the answer.

for (const form of document.querySelectorAll("form.try")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}

async function ask(form) {
  const shown = form.querySelector(".answer");
  shown.textContent = "Asking …";
  const fields = new URLSearchParams(new FormData(form));
  const began = performance.now();
  try {
    // The address that the program leads to is followed; a cookie of this site goes along.
    const answer = await fetch(`${form.action}?${fields}`);
    const text = await answer.text();
    const took = Math.round(performance.now() - began);
    show(shown, answer, `${answer.status} ${answer.statusText}, ${took} ms`, readable(answer, text));
  } catch {
    shown.textContent = "The server cannot be reached.";
  }
}

function readable(answer, text) {
  if (!/json/.test(answer.headers.get("Content-Type") ?? "")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function show(shown, answer, words, text) {
  const line = document.createElement("p");
  const address = document.createElement("code");
  address.textContent = answer.url;
  line.append(address, ` ${words}`);
  const listing = document.createElement("pre");
  listing.className = "listing";
  listing.textContent = text;
  shown.replaceChildren(line, listing);
}

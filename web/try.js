// The forms for developers that ask the program: the answer is shown below the form instead of in its place. Without
// this script the form leads to the answer.

for (const form of document.querySelectorAll("form.try")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}

async function ask(form) {
  const said = form.querySelector(".said");
  const listing = form.querySelector(".listing");
  said.textContent = "Asking …";
  const fields = new URLSearchParams(new FormData(form));
  const began = performance.now();
  try {
    // The address that the program leads to is followed; a cookie of this site goes along.
    const answer = await fetch(`${form.action}?${fields}`);
    listing.textContent = readable(answer, await answer.text());
    listing.hidden = false;
    const address = document.createElement("code");
    address.textContent = answer.url;
    const took = Math.round(performance.now() - began);
    said.replaceChildren(address, ` ${answer.status} ${answer.statusText}, ${took} ms`);
  } catch {
    listing.hidden = true;
    said.textContent = "The server cannot be reached.";
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

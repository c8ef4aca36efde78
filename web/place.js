// The place field: completes names of places, and takes the browser's own position, rounded before it is sent.

const kWaitMs = 140; // a pause in typing
const kDecimals = 2; // of a degree: about a kilometre, enough to search by

const field = document.querySelector("input[data-complete]");
if (field) {
  completion(field);
  ownLocation(field);
}

function completion(input) {
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = "place-offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Places");
  input.closest(".field").append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let timer = 0;
  let asked = "";

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const take = (name) => {
    input.value = name;
    asked = name;
    close();
  };

  const choose = (index) => {
    const options = [...list.children];
    chosen = (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = (places) => {
    close();
    places.forEach((place, i) => {
      const option = document.createElement("li");
      option.id = `place-offer-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = place.name;
      // Before the field loses the focus, which would close the list.
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(place.name);
      });
      list.append(option);
    });
    list.hidden = places.length === 0;
    input.setAttribute("aria-expanded", String(places.length > 0));
  };

  const ask = async () => {
    const prefix = input.value.trim();
    if (prefix.length < 2 || prefix === asked) return close();
    asked = prefix;
    try {
      const answer = await fetch(`${input.dataset.complete}?prefix=${encodeURIComponent(prefix)}`);
      const { places } = answer.ok ? await answer.json() : { places: [] };
      if (input.value.trim() === prefix && document.activeElement === input) show(places);
    } catch {
      close(); // The field works without offers.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, kWaitMs);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen].textContent);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}

function ownLocation(input) {
  const form = input.form;
  const near = form.elements.near;
  const hint = form.querySelector("[data-near-hint]");
  const button = form.querySelector("[data-locate]");
  const words = hint.textContent;

  input.addEventListener("input", () => {
    near.value = "";
    hint.hidden = true;
  });

  if (!("geolocation" in navigator)) return;
  button.hidden = false;
  hint.setAttribute("role", "status");

  const say = (text) => {
    hint.hidden = false;
    hint.textContent = text;
  };

  button.addEventListener("click", () => {
    say("Asking your browser where you are…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        near.value = `${coords.latitude.toFixed(kDecimals)},${coords.longitude.toFixed(kDecimals)}`;
        input.value = "";
        say(words);
      },
      () => say("Your browser did not tell where you are. Type a place instead."),
      { maximumAge: 600000, timeout: 15000 },
    );
  });
}

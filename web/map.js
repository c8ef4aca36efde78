// The map: loads Leaflet, and pictures of the map, only when somebody asks for them. Pins work without pictures.

const kAreaMetres = 800; // what rounding to 0.01 degrees leaves open
const kZoomMax = 13; // closer would pretend to know the door

for (const element of document.querySelectorAll("[data-map]")) {
  element.hidden = false;
  element.querySelector("[data-map-show]").addEventListener("click", () => open(element));
}

/** Those listed on the page with a position. */
function listed() {
  return [...document.querySelectorAll("[data-lat]")].map((element) => ({
    element,
    point: [Number(element.dataset.lat), Number(element.dataset.lon)],
    exact: element.dataset.precision === "exact",
    name: element.dataset.name,
    link: element.querySelector("h3 a"),
    where: element.querySelector(".where"),
  }));
}

function load(tag, properties) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

async function open(element) {
  const { script, styles } = element.dataset;
  element.querySelector("[data-map-show]").disabled = true;
  try {
    await Promise.all([load("link", { rel: "stylesheet", href: styles }), load("script", { src: script })]);
  } catch {
    element.querySelector("p").textContent = "The map could not be loaded. The list says where everybody is.";
    return;
  }
  draw(element);
}

function draw(element) {
  const L = window.L;
  element.replaceChildren();
  element.classList.add("open");
  const canvas = document.createElement("div");
  element.append(canvas);
  const map = L.map(canvas, { maxZoom: 17, zoomSnap: 0.5 });
  map.attributionControl.setPrefix("Leaflet");
  if (element.dataset.tiles) tiles(L, element.dataset).addTo(map);
  const people = listed();
  for (const person of people) pin(L, person).addTo(map);
  map.fitBounds(L.latLngBounds(people.map(({ point }) => point)).pad(0.12), { maxZoom: kZoomMax });
  canvas.setAttribute("aria-label", "Map with a mark for each place in the list");
  canvas.focus();
}

/** Pictures of the map. The map's server learns this site's name, never the page. */
function tiles(L, { tiles: url, attribution }) {
  const Layer = L.TileLayer.extend({
    createTile(coords, done) {
      const tile = document.createElement("img");
      tile.referrerPolicy = "strict-origin";
      tile.alt = "";
      L.DomEvent.on(tile, "load", L.Util.bind(this._tileOnLoad, this, done, tile));
      L.DomEvent.on(tile, "error", L.Util.bind(this._tileOnError, this, done, tile));
      tile.src = this.getTileUrl(coords);
      return tile;
    },
  });
  const text = document.createElement("span");
  text.textContent = attribution;
  return new Layer(url, { maxZoom: 17, attribution: text.outerHTML });
}

/** A pin for a door that is published; a ring for an area. */
function pin(L, person) {
  const icon = L.divIcon({
    className: `pin ${person.exact ? "pin-exact" : "pin-area"}`,
    iconSize: null,
    iconAnchor: person.exact ? [12, 29] : [13, 13],
  });
  const marker = L.marker(person.point, { icon, title: person.name, alt: person.name });
  marker.bindPopup(() => popup(person));
  marker.on("add", () => {
    const drawn = marker.getElement();
    drawn.setAttribute("role", "button");
    drawn.setAttribute("aria-label", person.exact ? person.name : `${person.name}, area only`);
  });
  if (person.exact) return marker;
  const area = L.circle(person.point, { radius: kAreaMetres, weight: 1, fillOpacity: 0.12, interactive: false });
  return L.layerGroup([area, marker]);
}

function popup(person) {
  const box = document.createElement("div");
  const name = document.createElement(person.link ? "a" : "strong");
  name.textContent = person.name;
  if (person.link) name.href = person.link.href;
  box.append(name);
  const line = person.where ? person.where.textContent : "";
  const note = document.createElement("div");
  note.textContent = person.exact ? line : `${line ? `${line}. ` : ""}The area, not the door.`;
  box.append(note);
  if (person.element.id) {
    const jump = document.createElement("a");
    jump.href = `#${person.element.id}`;
    jump.textContent = "Show in the list";
    box.append(jump);
  }
  return box;
}

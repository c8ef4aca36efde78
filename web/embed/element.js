// What the three elements have in common: ask, show, ask again before the answer is too old, and take it away
// when there is none.
import css from "embed.css"; // Made small by the build.
import { Refusal, ask } from "./service.js";
import { languageOf, say } from "./words.js";

/** Nobody needs to know sooner, and every request counts against the partner's quota. */
const kRefreshSecondsMin = 2;
/** After trouble it is tried again by itself, ever less often. */
const kRetrySecondsFirst = 5;
const kRetrySecondsMost = 300;

const kFocusable = "a[href], button, input, select, summary";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class StillpointElement extends HTMLElement {
  static observed = ["lang", "refresh"];

  #theme = new CSSStyleSheet();
  #box = document.createElement("div");
  #live = document.createElement("p");
  #body = document.createElement("div");
  #running = null; // Ends the request under way.
  #timer = 0;
  #goodUntil = 0; // By this page's own clock, whose drift does not matter.
  #asked = null; // By the visitor; null: what the attributes say.
  #retrySeconds = kRetrySecondsFirst;
  #queued = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet, this.#theme];
    this.#box.className = "sp auto";
    this.#box.setAttribute("part", "box");
    this.#box.setAttribute("role", "region");
    this.#live.className = "unseen";
    this.#live.setAttribute("role", "status");
    this.#box.append(this.#live, this.#body);
    root.append(this.#box);
    root.addEventListener("submit", (event) => this.#submitted(event));
    root.addEventListener("click", (event) => this.#clicked(event));
  }

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#seenAgain);
    this.#wait();
    this.#queue();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#seenAgain);
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  attributeChangedCallback() {
    this.#asked = null;
    if (this.isConnected) this.#queue();
  }

  /** Asks again now. */
  refresh() {
    return this.#load({});
  }

  /** Several attributes that change together cost one request. */
  #queue() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) this.#load({});
    });
  }

  #submitted(event) {
    event.preventDefault();
    this.#asked = new URLSearchParams(new FormData(event.target));
    this.#load({ byVisitor: true });
  }

  #clicked(event) {
    const more = event.target.closest("[data-cursor]");
    if (!more) return;
    event.preventDefault();
    this.#asked = new URLSearchParams(this.#asked ?? this.asked());
    this.#asked.set("cursor", more.dataset.cursor);
    this.#load({ byVisitor: true });
  }

  #seenAgain = () => {
    if (document.hidden) return;
    if (performance.now() >= this.#goodUntil) this.#wait();
    this.#load({});
  };

  async #load({ byVisitor = false }) {
    clearTimeout(this.#timer);
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const language = languageOf(this);
    this.#box.lang = language;
    this.#box.setAttribute("aria-busy", "true");
    try {
      const answer = await ask({
        type: this.constructor.type,
        language,
        form: this.getAttribute("form"),
        asked: this.#asked ?? this.asked(),
        signal: running.signal,
      });
      if (this.#running === running) this.#show(answer, byVisitor);
    } catch (trouble) {
      if (this.#running === running) this.#fail(trouble, language);
    }
  }

  #show(answer, byVisitor) {
    const life = Math.max(0, Date.parse(answer.expires) - Date.parse(answer.as_of));
    this.#goodUntil = performance.now() + life;
    this.#retrySeconds = kRetrySecondsFirst;
    this.#box.removeAttribute("aria-busy");
    this.#box.setAttribute("aria-label", answer.title);
    this.#dress(answer.theme);
    this.#place(answer.html);
    if (byVisitor) this.#announce();
    const wished = Number(this.getAttribute("refresh")) * 1000;
    this.#again(wished ? Math.min(life, Math.max(wished, kRefreshSecondsMin * 1000)) : life);
    this.#tell("stillpoint-answer", answer);
  }

  /** Puts the answer where the last one stood, and leaves the visitor where they were. */
  #place(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    for (const one of fresh.content.querySelectorAll("[data-part]")) one.part = one.dataset.part;
    const focused = [...this.#body.querySelectorAll(kFocusable)].indexOf(this.shadowRoot.activeElement);
    const results = this.#body.querySelector(".results");
    const freshResults = fresh.content.querySelector(".results");
    if (results && freshResults) {
      // What stands in the form is the visitor's: only what was found is new.
      const open = [...results.querySelectorAll("details")].map((details) => details.open);
      results.replaceWith(freshResults);
      freshResults.querySelectorAll("details").forEach((details, i) => (details.open = open[i] ?? false));
      const field = this.#body.querySelector("input[name=place]");
      const wrong = freshResults.querySelector("#wrong");
      for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", "wrong"]]) {
        // An empty aria-invalid means "false".
        wrong ? field?.setAttribute(name, value) : field?.removeAttribute(name);
      }
    } else {
      this.#body.replaceChildren(fresh.content);
    }
    if (focused >= 0) this.#body.querySelectorAll(kFocusable)[focused]?.focus({ preventScroll: true });
  }

  #announce() {
    const count = this.#body.querySelector(".count, .notice");
    this.#live.textContent = count?.textContent ?? "";
    this.scrollTop = 0;
  }

  #dress({ scheme, accent, corner_radius: radius }) {
    this.#box.className = `sp ${scheme}`;
    this.#theme.replaceSync(
      `:host{--sp-theme-radius:${Number(radius)}px;${/^#[0-9a-f]{6}$/.test(accent) ? `--sp-theme-accent:${accent}` : ""}}`,
    );
  }

  /** No old tick stays: what cannot be asked again is not shown any longer. */
  #fail(trouble, language) {
    const refused = trouble instanceof Refusal;
    this.#goodUntil = 0;
    this.#box.removeAttribute("aria-busy");
    this.#notice(say(language, refused ? "refused" : "unreachable"), "alert");
    if (refused) {
      console.warn(`Stillpoint: ${trouble.message}`);
    } else {
      const retry = document.createElement("button");
      retry.setAttribute("part", "button");
      retry.textContent = say(language, "retry");
      retry.addEventListener("click", () => this.refresh());
      this.#body.append(retry);
      this.#again(this.#retrySeconds * 1000);
      this.#retrySeconds = Math.min(this.#retrySeconds * 2, kRetrySecondsMost);
    }
    this.#tell("stillpoint-trouble", { refused });
  }

  #wait() {
    this.#notice(say(languageOf(this), "loading"), "status");
  }

  #notice(text, role) {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("part", "notice");
    notice.setAttribute("role", role);
    notice.textContent = text;
    this.#body.replaceChildren(notice);
  }

  #again(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // What nobody sees is asked for when somebody looks.
      if (!document.hidden) this.#load({});
    }, milliseconds);
  }

  #tell(name, { title, url, as_of, expires, refused }) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { title, url, as_of, expires, refused } }));
  }
}

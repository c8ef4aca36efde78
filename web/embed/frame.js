// Inside a frame: tells the page around it how high it is, and asks again before the answer is too old.

/** The page around this one, if it is one of the partner's; nobody else is told anything. */
function partnerAround() {
  if (window.parent === window) return null;
  const { origins, local } = document.body.dataset;
  let around = location.ancestorOrigins?.[0] ?? "";
  if (!around && document.referrer) around = new URL(document.referrer).origin;
  const isLocal = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(around);
  return origins.split(" ").includes(around) || (local !== undefined && isLocal) ? around : null;
}

const around = partnerAround();
if (around) {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.querySelector("main").getBoundingClientRect().bottom + window.scrollY);
    if (height !== told) window.parent.postMessage({ type: "stillpoint:height", height }, around);
    told = height;
  };
  tell(); // At once: in a frame that nobody sees yet, browsers observe nothing.
  new ResizeObserver(tell).observe(document.querySelector("main"));
}

/** Puts the same address's answer of now in place of this one; what cannot be asked again is taken away. */
async function renew() {
  const main = document.querySelector("main");
  try {
    const answer = await fetch(location.href, { credentials: "omit", cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main");
    if (!fresh || !page.body.dataset.expires) throw new Error(`${answer.status}`);
    // The form is the visitor's.
    const results = main.querySelector(".results");
    const freshResults = fresh.querySelector(".results");
    if (results && freshResults) {
      results.replaceWith(freshResults);
    } else {
      main.replaceChildren(...fresh.childNodes);
    }
    wait(page.body.dataset);
  } catch {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    notice.textContent = document.body.dataset.unreachable;
    main.replaceChildren(notice);
    setTimeout(renew, kRetryMs);
  }
}

const kRetryMs = 30_000;
const kLeastMs = 2_000;
const kMostMs = 300_000;

/** By how long the answer is good, not until when: the clock of this machine may be wrong. */
function wait({ asOf, expires, refresh }) {
  const good = Date.parse(expires) - Date.parse(asOf);
  const wished = Number(refresh) * 1000 || good;
  setTimeout(renew, Math.min(kMostMs, Math.max(kLeastMs, Math.min(good, wished))));
}
wait(document.body.dataset);

// Where the directory is, and how it is asked.

// This script's own address says where; read while it runs, for later there is no "current" one.
const script = document.currentScript;
if (!script) throw new Error("Stillpoint: load embed.js by a script element of its own, and not as a module.");
const base = script.src.replace(/\/embed(\.js|\/[^/]*)([?#].*)?$/, "");
const key = script.dataset.key ?? "";
if (!key) console.error('Stillpoint: the script of the elements needs data-key="pk_…", a publishable key.');

/** A slow answer is no answer: somebody waits for it. */
const kPatienceMs = 10_000;

/** The service said no: waiting does not help. */
export class Refusal extends Error {}

/**
 * Asks for a piece. What is asked stands in the body, where no log keeps it, as a form sends it, so that the
 * browser needs no preflight.
 * @returns {Promise<{html: string, as_of: string, expires: string, url: string, title: string, theme: object}>}
 */
export async function ask({ type, language, form, asked, signal }) {
  const patience = AbortSignal.timeout?.(kPatienceMs);
  const address = new URLSearchParams({ type, key, lang: language });
  if (form) address.set("form", form);
  const response = await fetch(`${base}/v1/embed?${address}`, {
    method: "POST",
    body: asked,
    credentials: "omit",
    cache: "no-store",
    signal: patience && AbortSignal.any ? AbortSignal.any([signal, patience]) : signal,
  });
  const answer = await response.json();
  // Somebody who is not listed is an answer, too.
  if (typeof answer.html === "string") return answer;
  const why = `${response.status} ${answer.detail ?? answer.title ?? ""}`;
  throw response.status === 429 || response.status >= 500 ? new Error(why) : new Refusal(why);
}

// What an element says when the service says nothing; all other words come with the answers.
import * as de from "./labels/de.json";
import * as en from "./labels/en.json";
import * as es from "./labels/es.json";
import * as fr from "./labels/fr.json";
import * as it from "./labels/it.json";
import * as nl from "./labels/nl.json";

// Named one by one, so that the rest of the labels does not get into the script.
const words = {
  de: { loading: de.loading, unreachable: de.unreachable, refused: de.refused, retry: de.retry },
  en: { loading: en.loading, unreachable: en.unreachable, refused: en.refused, retry: en.retry },
  es: { loading: es.loading, unreachable: es.unreachable, refused: es.refused, retry: es.retry },
  fr: { loading: fr.loading, unreachable: fr.unreachable, refused: fr.refused, retry: fr.retry },
  it: { loading: it.loading, unreachable: it.unreachable, refused: it.refused, retry: it.retry },
  nl: { loading: nl.loading, unreachable: nl.unreachable, refused: nl.refused, retry: nl.retry },
};

/** The language of an element: its own, or that of what stands around it; one of those that we have words in. */
export function languageOf(element) {
  const named = element.closest("[lang]")?.lang || document.documentElement.lang;
  const primary = named.toLowerCase().split("-")[0];
  return primary in words ? primary : "en";
}

export function say(language, what) {
  return words[language][what];
}

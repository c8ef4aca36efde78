// The elements that partners put into their pages. The build puts these modules together into one script.
import { StillpointElement } from "./element.js";

/** <stillpoint-search place="Columbus, OH" condition="migraine" query="certified=true&limit=5"> */
class Search extends StillpointElement {
  static type = "search";
  static observedAttributes = ["query", "place", "condition", "limit", "form", ...StillpointElement.observed];

  asked() {
    const asked = new URLSearchParams(this.getAttribute("query") ?? "");
    for (const name of ["place", "condition", "limit"]) {
      const value = this.getAttribute(name);
      if (value) asked.set(name, value);
    }
    return asked;
  }
}

/** <stillpoint-practitioner id="…"> */
class Practitioner extends StillpointElement {
  static type = "practitioner";
  static observedAttributes = ["id", ...StillpointElement.observed];

  asked() {
    return new URLSearchParams({ id: this.id });
  }
}

/** <stillpoint-certificate issuer="…" number="…"> */
class Certificate extends StillpointElement {
  static type = "certificate";
  static observedAttributes = ["issuer", "number", ...StillpointElement.observed];

  asked() {
    return new URLSearchParams({
      issuer: this.getAttribute("issuer") ?? "",
      number: this.getAttribute("number") ?? "",
    });
  }
}

for (const element of [Search, Practitioner, Certificate]) {
  const name = `stillpoint-${element.type}`;
  // A page that loads the script twice keeps the first.
  if (!customElements.get(name)) customElements.define(name, element);
}

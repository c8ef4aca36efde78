// The description, as the program serves it, has nothing that Spectral or Redocly object to.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import redocly from "@redocly/openapi-core";
import spectral from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { startServer } from "./server.mjs";

/** Spectral's rules that are not ours, each with its reason. */
const kNotSpectral = {
  // Who answers for a directory is its operator, whom the description of the program cannot name.
  "info-contact": "off",
  "info-license": "off",
  "license-url": "off",
  // The summary says it where there is no more to say.
  "operation-description": "off",
  // Tags stand in the order in which they are read: everybody's, partners', the administration's.
  "openapi-tags-alphabetical": "off",
};
/** Redocly's: as above; and any answer that HTTP refuses by itself is the `default`. */
const kNotRedocly = { "info-license": "off", "operation-4xx-response": "off" };

let server;
let description;
before(async () => {
  server = await startServer();
  description = JSON.stringify(await (await fetch(`${server.origin}/openapi.json`)).json(), null, 1);
});
after(() => server?.stop());

test("Spectral finds nothing", async () => {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [[rulesets.oas, "all"]], rules: kNotSpectral });
  const findings = await linter.run(new spectral.Document(description, parsers.Json, "openapi.json"));
  assert.deepEqual(findings.map(({ code, path, message }) => `${code} at ${path.join("/")}: ${message}`), []);
});

test("Redocly finds nothing", async () => {
  const config = await redocly.createConfig({ extends: ["recommended-strict"], rules: kNotRedocly });
  const findings = await redocly.lintFromString({ source: description, absoluteRef: "openapi.json", config });
  assert.deepEqual(findings.map(({ ruleId, location, message }) => `${ruleId} at ${location[0]?.pointer}: ${message}`), []);
});

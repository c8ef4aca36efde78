// Values that a schema allows, and values that it does not.
import fc from "fast-check";

const kDepthMax = 6;
const kItemsMax = 3;

/** Text that has broken programs before: scripts, quotes, control characters, other alphabets, nothing at all. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => text.toWellFormed?.() ?? text.replaceAll(/[\ud800-\udfff]/g, "")),
  fc.constantFrom("", " ", "0", "-1", "1e999", "null", "[]", "{}", "'; --", "\u0000", "\u202e", "%00", "../..", "🧭".repeat(60), "x".repeat(5000)),
);

function text(schema) {
  const { format, pattern, minLength = 0, maxLength = 40 } = schema;
  const day = fc.date({ min: new Date("1950-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  if (format === "date") return day.map((date) => date.toISOString().slice(0, 10));
  if (format === "date-time") return day.map((date) => `${date.toISOString().slice(0, 19)}Z`);
  if (format?.startsWith("uri")) return fc.webUrl();
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 40) });
}

/** What the schema allows, as far as these keywords say. @param contract resolves references. */
export function allowed(contract, given, depth = 0) {
  const schema = contract.resolved(given);
  const inner = (one) => allowed(contract, one, depth + 1);
  if (schema === undefined || schema === true || depth > kDepthMax) return fc.constant(null);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.examples?.length) return fc.constantFrom(...schema.examples);
  for (const choice of ["anyOf", "oneOf"]) {
    if (schema[choice] && !schema.properties) return fc.oneof(...schema[choice].map(inner));
  }
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  const type = Array.isArray(schema.type) ? schema.type[0] : (schema.type ?? (schema.properties ? "object" : schema.items ? "array" : "string"));
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 100000, 2 ** 31 - 1) });
    case "number":
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case "array":
      return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, kItemsMax) });
    case "object": {
      const members = Object.entries(schema.properties ?? {}).filter(([, one]) => !contract.resolved(one)?.readOnly && !one.readOnly);
      const required = (schema.required ?? []).filter((name) => members.some(([known]) => known === name));
      return fc.record(Object.fromEntries(members.map(([name, one]) => [name, inner(one)])), { requiredKeys: required });
    }
    default:
      return text(schema);
  }
}

/** A value with one member, or the whole of it, replaced by what nobody asked for. */
export function spoilt(value) {
  const anything = fc.oneof(hostile, fc.jsonValue({ maxDepth: 2 }));
  if (value === null || typeof value !== "object" || Array.isArray(value)) return anything;
  const names = [...Object.keys(value), "unheard_of"];
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...names), anything).map(([name, other]) => ({ ...value, [name]: other })) },
    { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => Object.fromEntries(Object.entries(value).filter(([known]) => known !== name))) },
    { weight: 1, arbitrary: anything },
  );
}

export { hostile };

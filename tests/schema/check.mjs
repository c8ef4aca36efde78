// Reads cases as practitioner_cases prints them and asks ajv, a validator that is not ours, whether each document is of
// the schema. Ends with an error where it differs from what the case expects.
//
//   practitioner_cases | node check.mjs SCHEMA.json
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const schema = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);

const cases = readFileSync(0, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
let wrong = 0;
for (const { why, valid, document } of cases) {
  if (validate(document) === valid) continue;
  wrong += 1;
  console.error(`${why}: expected ${valid ? "to be" : "not to be"} of the schema. ${ajv.errorsText(validate.errors)}`);
}
console.log(`${cases.length} cases, ${wrong} decided otherwise than expected`);
process.exit(wrong === 0 && cases.length > 0 ? 0 : 1);

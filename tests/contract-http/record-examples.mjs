// Records what the demonstration answers to the examples of the description, as schema/openapi/public/examples.json:
//
//   STILLPOINT_BINARY=build/dev/src/cli/stillpoint node tests/contract-http/record-examples.mjs
//
// An answer refers to its recording as "examples": {"recorded": {"$ref": "#/components/examples/OPERATION_ID"}}. Secrets
// are drawn anew by each server, so none that is recorded is of use.
import { writeFile } from "node:fs/promises";
import { contractOf } from "./contract.mjs";
import { answersToExamples } from "./examples.mjs";
import { startServer } from "./server.mjs";

const server = await startServer();
try {
  const contract = await contractOf(server.origin);
  const recorded = {};
  const refused = await (await fetch(`${server.origin}/v1/practitioners?limit=0&max_price=90`)).json();
  recorded.refusedSearch = { summary: "limit=0&max_price=90", value: refused };
  const { answers, refused: notTaken } = await answersToExamples(contract, server);
  for (const [operation, value] of answers) recorded[operation.id] = { value };
  for (const words of notTaken) console.error(words);
  // The server chose its port and drew its secrets; a reader sees the address that the manual names.
  const text = JSON.stringify({ components: { examples: recorded } }, null, 1).replaceAll(server.origin, "http://127.0.0.1:8080");
  await writeFile(new URL("../../schema/openapi/public/examples.json", import.meta.url), `${text}\n`);
  console.log(`${Object.keys(recorded).length} answers recorded`);
} finally {
  await server.stop();
}

// The examples of the description can be asked, and are answered as their recordings are: with success, in the same shape.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { contractOf } from "./contract.mjs";
import { answersToExamples } from "./examples.mjs";
import { startServer } from "./server.mjs";

let server;
before(async () => {
  server = await startServer();
});
after(() => server?.stop());

/** The status and the recorded example of an operation's answer of success. */
function recordingOf(contract, { value }) {
  const [status, success] = Object.entries(value.responses).find(([known]) => known.startsWith("2"));
  const content = contract.resolved(success).content?.["application/json"];
  return { status: Number(status), example: contract.resolved(Object.values(content?.examples ?? {})[0])?.value };
}

test("every example is what the program answers", async () => {
  const contract = await contractOf(server.origin);
  const { answers, refused } = await answersToExamples(contract, server);
  const wrong = [...refused];
  for (const [operation, answer] of answers) {
    const { status, example } = recordingOf(contract, operation);
    if (example === undefined) {
      wrong.push(`${operation.id} has no recorded answer`);
      continue;
    }
    const headers = { "content-type": "application/json", etag: '"1"', location: "/" };
    for (const [what, value] of [["its recording", example], ["its answer", answer]]) {
      const faults = contract.answerFaults(operation, { status, headers, body: JSON.stringify(value) });
      wrong.push(...faults.map((fault) => `${operation.id}, ${what}: ${fault}`));
    }
  }
  assert.deepEqual(wrong, [], "where the recordings are old: tests/contract-http/record-examples.mjs");
  assert.ok(answers.size > 20, `${answers.size} operations were asked`);
});

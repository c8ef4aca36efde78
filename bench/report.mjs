// Makes docs/performance.md and its charts of the JSON that scripts/bench wrote:  node bench/report.mjs build/bench/results.json
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const docs = join(dirname(fileURLToPath(import.meta.url)), "..", "docs");
const results = JSON.parse(readFileSync(process.argv[2] ?? "build/bench/results.json", "utf8"));
const largest = results.sizes.reduce((a, b) => (a.rows > b.rows ? a : b));
const smallest = results.sizes.reduce((a, b) => (a.rows < b.rows ? a : b));

const time = (us) => (us >= 1000 ? `${(us / 1000).toFixed(us >= 100000 ? 0 : 1)} ms` : us >= 10 ? `${us.toFixed(0)} µs` : `${us.toFixed(1)} µs`);
const count = (n) => n.toLocaleString("en-US");
const times = (x) => `${x >= 100 ? x.toFixed(0) : x.toFixed(1)}×`;
const verdict = (reached) => (reached ? "reached" : "**missed**");
const table = (head, rows) => [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...rows.map((r) => `| ${r.join(" | ")} |`)].join("\n");

const classOf = (size, name) => size.peers.classes.find((c) => c.class === name);
const GOALS = { narrow: 100, broad: 50, words: 10, price: 1, profile: 1 };
const WHAT = {
  narrow: "near a city, four filters, first 20, total, all facets",
  broad: "three filters, first 20, total, all facets",
  words: "two words, first 20, total",
  profile: "a record by its id, its values readable",
  price: "one filter, cheapest hour first, first 20, total",
};

function peersTable(size) {
  const names = size.peers.peers.map((p) => `${p.name} ${p.version === "this tree" ? "" : p.version}`.trim());
  const rows = size.peers.classes.map((c) => [
    `${c.class}: ${WHAT[c.class]}`,
    ...c.results.map((r) => `${time(r.median_us)} (${time(r.p99_us)})`),
    times(c.ratio),
    `${GOALS[c.class]}×`,
    verdict(c.ratio >= GOALS[c.class]),
  ]);
  return table(["class", ...names, "best peer ÷ Stillpoint", "goal", ""], rows);
}

// Horizontal bars on a logarithmic scale: microseconds, one group a class.
function chart(size) {
  const groups = size.peers.classes;
  const names = size.peers.peers.map((p) => p.name);
  const colours = ["#0b5f6b", "#8a6d1f", "#6b4c8a", "#7a3b3b"];
  const bar = 16, gap = 18, left = 210, width = 860;
  const all = groups.flatMap((g) => g.results.map((r) => r.median_us));
  const low = Math.floor(Math.log10(Math.min(...all))), high = Math.ceil(Math.log10(Math.max(...all)));
  const x = (us) => left + ((Math.log10(us) - low) / (high - low)) * (width - left - 90);
  let y = 40, body = "";
  for (let e = low; e <= high; e++) {
    body += `<line x1="${x(10 ** e)}" y1="30" x2="${x(10 ** e)}" y2="HEIGHT" stroke="#dfe3e0"/><text x="${x(10 ** e)}" y="22" text-anchor="middle" fill="#56636a">${time(10 ** e).replace(".0", "")}</text>`;
  }
  for (const g of groups) {
    body += `<text x="8" y="${y + bar}" font-weight="600" fill="#1d2527">${g.class}</text>`;
    g.results.forEach((r, i) => {
      body += `<text x="${left - 8}" y="${y + 12}" text-anchor="end" fill="#56636a">${names[i]}</text><rect x="${left}" y="${y}" width="${Math.max(2, x(r.median_us) - left)}" height="${bar - 3}" rx="3" fill="${colours[i]}"/><text x="${x(r.median_us) + 6}" y="${y + 12}" fill="#1d2527">${time(r.median_us)}</text>`;
      y += bar;
    });
    y += gap;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Median time of each class and system at ${count(size.rows)} practitioners, logarithmic"><rect width="100%" height="100%" fill="#fbfaf7"/>${body.replaceAll("HEIGHT", y - gap / 2)}</svg>\n`;
}

const s = largest.store;
const perRow = s.resident_bytes_per_row;
// The index may have merged by itself before it was asked to: then there was nothing to measure.
const merged = s.merge_s >= 0.05;
const growth = classOf(largest, "narrow").results[0].median_us / classOf(smallest, "narrow").results[0].median_us;
const http = (kind) => largest[`http_${kind}`];
const checks = [
  ["narrow searches over HTTP beside a bare cpp-httplib server", http("narrow") && `${http("narrow").rate.toFixed(0)}/s of ${http("narrow").bare_rate.toFixed(0)}/s: ${http("narrow").ratio.toFixed(2)}`, "at least 0.5", http("narrow")?.ratio >= 0.5],
  ["profiles over HTTP beside the same", http("profiles") && `${http("profiles").rate.toFixed(0)}/s of ${http("profiles").bare_rate.toFixed(0)}/s: ${http("profiles").ratio.toFixed(2)}`, "at least 0.5", http("profiles")?.ratio >= 0.5],
  ["narrow: p99 at half the greatest rate ÷ unloaded median", http("narrow") && `${time(http("narrow").half_rate_p99_us)} ÷ ${time(http("narrow").unloaded_median_us)}: ${(http("narrow").half_rate_p99_us / http("narrow").unloaded_median_us).toFixed(1)}`, "at most 5", http("narrow") && http("narrow").half_rate_p99_us / http("narrow").unloaded_median_us <= 5],
  ["profiles: the same", http("profiles") && `${time(http("profiles").half_rate_p99_us)} ÷ ${time(http("profiles").unloaded_median_us)}: ${(http("profiles").half_rate_p99_us / http("profiles").unloaded_median_us).toFixed(1)}`, "at most 5", http("profiles") && http("profiles").half_rate_p99_us / http("profiles").unloaded_median_us <= 5],
  ["memory a row, steady (resident; by the index's own account)", `${perRow.toFixed(0)} bytes (${s.index_bytes_per_row.toFixed(0)})`, "at most 1,200", perRow <= 1200],
  merged && ["memory a row at the peak of a merge", `${s.merge_peak_bytes_per_row.toFixed(0)} bytes: ${(s.merge_peak_bytes_per_row / perRow).toFixed(2)}× steady`, "at most 2×", s.merge_peak_bytes_per_row <= 2 * perRow],
  ["load from SQLite ÷ plain C++ scan of the same tables", `${s.load_s.toFixed(1)} s ÷ ${s.scan_s.toFixed(1)} s: ${(s.load_s / s.scan_s).toFixed(1)}`, "at most 5", s.load_s / s.scan_s <= 5],
  [`page ${s.page_far} of a walk ÷ page 1`, `${time(s.page_far_us)} ÷ ${time(s.page_first_us)}: ${(s.page_far_us / s.page_first_us).toFixed(1)}`, "at most 2", s.page_far_us / s.page_first_us <= 2],
  [`narrow class, ${count(largest.rows)} rows ÷ ${count(smallest.rows)} rows`, growth.toFixed(1), "at most 4", growth <= 4],
  ["the demo, from start to ready", `${(results.demo.ready_s * 1000).toFixed(0)} ms`, "within 1 s", results.demo.ready_s <= 1],
  ["the demo's resident memory", `${(results.demo.resident_kib / 1024).toFixed(0)} MiB`, "under 60 MB", results.demo.resident_kib * 1024 < 60e6],
  ["the demo's outbound connections", results.demo.outbound_connections, "0", results.demo.outbound_connections === 0],
].filter(Boolean);

let notes = "";
try { notes = readFileSync(join(docs, "performance-notes.md"), "utf8"); } catch { /* none written */ }

const text = `# Performance

Measured on ${results.date}: ${results.machine}, Linux ${results.kernel}, ${results.compiler}. Command: \`${results.command}\`.
Machines are noisy: read the ratios, which compare systems side by side in one run. Every system holds the same invented directory and was asked the
same questions in turn; their answers (first twenty, exact total, all facet counts) were compared before anything was timed, and a difference would
have ended the run. This page is made by \`node bench/report.mjs\`.

## ${count(largest.rows)} practitioners

Median (p99 in brackets) of each class.

${peersTable(largest)}

![Median times, logarithmic](images/performance-${largest.rows}.svg)

Peers: PostgreSQL with PostGIS over a Unix socket, prepared statements, GIN and GiST indexes; groonga's library in process; SQLite in process with B-tree,
R*Tree and FTS5 indexes. They are given the checklist's answers as stored columns, while Stillpoint works them out of the records.

## Beside the goals

${table(["what", "measured", "goal", ""], checks.filter((c) => c[1] !== undefined).map((c) => [c[0], String(c[1]), c[2], verdict(c[3])]))}

Import of ${count(largest.rows)} documents (${(largest.bytes / 1e9).toFixed(2)} GB): ${largest.import_s.toFixed(0)} s, ${count(Math.round(largest.rows / largest.import_s))} a second, checked and normalised; \`sqlite3 .import\` of the same file as unread lines: ${largest.sqlite_import_s.toFixed(1)} s (${times(largest.import_s / largest.sqlite_import_s)}).
From the start of a write to its commit on disk: ${time(s.commit_us)}; from commit to a search that finds it, with ${count(largest.rows)} rows loaded: ${time(s.visible_us)}. A whole record from the store: ${time(s.profile_us)}. ${merged ? `A merge of all segments: ${s.merge_s.toFixed(2)} s, while searches go on.` : "The peak of a merge was not measured: nothing was left to merge when it was asked for."}

${notes}
${results.sizes.filter((z) => z !== largest).map((z) => `## ${count(z.rows)} practitioners\n\n${peersTable(z)}\n`).join("\n")}`;

mkdirSync(join(docs, "images"), { recursive: true });
writeFileSync(join(docs, "images", `performance-${largest.rows}.svg`), chart(largest));
writeFileSync(join(docs, "performance.md"), text);
console.log(`docs/performance.md: ${checks.filter((c) => c[1] !== undefined && !c[3]).length} of ${checks.length} goals missed`);

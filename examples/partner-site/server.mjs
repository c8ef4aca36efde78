// Serves the example page from an origin of its own, as a clinic's web server would:
//
//   node examples/partner-site/server.mjs --directory http://127.0.0.1:8080 --port 8090
//
// The page's placeholders are filled in: the directory's address, the key, somebody with a certificate, and a
// frame that this server asked for by oEmbed. Without --key it takes the test key of `stillpoint demo`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = new URL(".", import.meta.url);
const kDemoKey = "tk_d3m0d3m0d3m0d3m0d3m0d3m0d3d7jk";

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Somebody of the directory with a valid certificate. */
async function somebody(directory) {
  const { items } = await json(`${directory}/v1/practitioners?certified=true&limit=20`);
  for (const { id } of items) {
    const { credentials } = await json(`${directory}/v1/practitioners/${id}`);
    for (const { verify_url: verdict } of credentials.filter(({ verify_url }) => verify_url)) {
      const asked = new URL(verdict, directory).searchParams;
      const { status } = await json(`${directory}/v1/verify?${asked}`);
      if (status === "valid") return { practitioner: id, issuer: asked.get("issuer"), number: asked.get("number") };
    }
  }
  throw new Error("Nobody in this directory has a valid certificate with a number.");
}

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What other origins this page may use: the directory, and nothing else. */
function contentPolicy(directory) {
  return (
    `default-src 'none'; style-src 'self'; script-src ${directory}; connect-src ${directory}; ` +
    `frame-src ${directory}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  );
}

/**
 * Starts the site. @param port 0: one that the system chooses.
 * @returns its origin, whom it shows, and how to stop it.
 */
export async function startSite({ directory, key = kDemoKey, host = "127.0.0.1", port = 0 }) {
  const shown = await somebody(directory);
  const page = async () => {
    const profile = `${directory}/practitioners/${shown.practitioner}`;
    const asked = new URLSearchParams({ url: profile, key, maxwidth: "560", maxheight: "480", format: "json" });
    // The directory may be away for a moment; the page stands without it.
    const frame = await json(`${directory}/oembed?${asked}`).catch(() => ({ html: "" }));
    const text = await readFile(new URL("index.html", folder), "utf8");
    const values = { directory, key, ...shown };
    return text
      .replace(/\{\{(\w+)\}\}/g, (all, name) => (name in values ? escaped(values[name]) : all))
      .replace("{{oembed}}", () => frame.html ?? "");
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    try {
      if (pathname === "/") {
        response.writeHead(200, {
          "Content-Type": "text/html; charset=utf-8",
          "Content-Security-Policy": contentPolicy(directory),
        });
        response.end(await page());
      } else if (pathname === "/style.css") {
        response.writeHead(200, { "Content-Type": "text/css; charset=utf-8" });
        response.end(await readFile(new URL("style.css", folder)));
      } else {
        response.writeHead(404, { "Content-Type": "text/plain" });
        response.end("There is nothing here.\n");
      }
    } catch (trouble) {
      response.writeHead(500, { "Content-Type": "text/plain" });
      response.end(`${trouble.message}\n`);
    }
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    origin: `http://${host}:${server.address().port}`,
    ...shown,
    stop() {
      server.closeAllConnections?.();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      directory: { type: "string", default: "http://127.0.0.1:8080" },
      key: { type: "string" },
      port: { type: "string", default: "8090" },
    },
  });
  const site = await startSite({
    directory: values.directory.replace(/\/$/, ""),
    ...(values.key ? { key: values.key } : {}),
    port: Number(values.port),
  });
  console.log(`The example site is at ${site.origin}/ (${fileURLToPath(folder)})`);
}

// A plain server of files, below a folder, as pages of a project are.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const SITE = fileURLToPath(new URL("../../site/", import.meta.url));
const FOLDER = "/some/folder/";
// Not the type of WebAssembly, which some servers do not know.
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

/**
 * Starts a server; returns the page's address, the paths that were asked for, how to make it ill, so
 * that it answers 503, and how to stop it.
 */
export async function serve() {
  const asked = [];
  let isIll = false;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (isIll) return response.writeHead(503).end("try again later");
    asked.push(pathname);
    const inside = pathname.startsWith(FOLDER) ? pathname.slice(FOLDER.length) || "index.html" : null;
    const content = inside && (await readFile(join(SITE, normalize(inside))).catch(() => null));
    if (content) response.setHeader("Content-Type", TYPES[extname(inside)] ?? "application/octet-stream");
    response.writeHead(content ? 200 : 404).end(content || "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sicken = () => { isIll = true; };
  const stop = () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); });
  return { address: `http://localhost:${server.address().port}${FOLDER}`, asked, sicken, stop };
}

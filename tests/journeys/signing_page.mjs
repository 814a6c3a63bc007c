// A provider's own signing page, in a window of its own: what one signer leaves there the next one does not meet, and it stays
// on its service's hosts.

import { createServer } from "node:http";

import { Window, until } from "./driver.mjs";
import { freshFolder, skipFirstRun, testid } from "./steps.mjs";

export const name = "a signing page keeps nothing for the next signer and does not lead elsewhere";

/** A service on this computer that remembers its visitors by a cookie, and then sends them to another host. */
async function service() {
  const visits = [];
  const server = createServer(({ headers, url }, answer) => {
    visits.push({ host: headers.host.split(":")[0], url, cookie: headers.cookie ?? null });
    const { port } = server.address();
    const of = url.split("?")[1];
    // Where it is let go, the page is gone before it could say that it is still there.
    const script = url.startsWith("/back")
      ? `location.href = "http://localhost:${port}/elsewhere"; setTimeout(() => { new Image().src = "/still?${of}" }, 600)`
      : `location.href = "/back?${url.slice(1)}"`;
    answer.writeHead(200, { "content-type": "text/html", "set-cookie": "signer=first; Path=/; Max-Age=86400" });
    answer.end(`<!doctype html><title>x</title><script>${script}</script>`);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, visits, address: `http://127.0.0.1:${server.address().port}` };
}

export async function run() {
  const { server, visits, address } = await service();
  const window = await Window.open({ data: freshFolder() });
  try {
    await skipFirstRun(window);
    await window.css(testid("home"));
    const visit = async (path) => {
      const told = await window.runAsync(
        `window.__TAURI_INTERNALS__.invoke("open_signing_page", { url: ${JSON.stringify(address + path)} }).then(() => done("open"), (e) => done(JSON.stringify(e)))`);
      if (told !== "open") throw new Error(`the page did not open: ${told}`);
      const visited = (page) => visits.find(({ url }) => url === `${page}?${path.slice(1)}`);
      await until(`a word from the page behind ${path}, which could not leave`, () => visited("/still"), 20);
      const back = visited("/back");
      // The same window is the same visitor.
      if (back.cookie !== "signer=first") throw new Error(`within one window the cookie was ${back.cookie}`);
      return visits.find(({ url }) => url === path);
    };
    await visit("/first");
    const second = await visit("/second");
    if (second.cookie !== null) throw new Error(`the next signer met the cookie of the former one: ${second.cookie}`);
    if (visits.some(({ host, url }) => host === "localhost" && url === "/elsewhere")) throw new Error("it led to another host");
  } finally {
    await window.close();
    server.close();
  }
}

const LOOPBACK = "127.0.0.1";

/** Whether an address may be opened in the person's browser: https, and the stand-ins of this computer. */
export function isWebPage(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return protocol === "https:" || (protocol === "http:" && hostname === LOOPBACK);
  } catch {
    return false;
  }
}

import type { Host } from "./host";
import { tauriHost } from "./tauri";
import { webHost } from "./web";

let current: Host | null = null;

/** The host of this window, chosen once at start-up by `startHost`. */
export function host(): Host {
  if (current === null) throw new Error("startHost() runs before anything else");
  return current;
}

/**
 * Chooses the host: the desktop shell when it is there, else the loopback server. The shell's two kilobytes are part of the
 * page: fetching them would make each start wait once more.
 */
export function startHost(): Host {
  if ("__TAURI_INTERNALS__" in window) return useHost(tauriHost());
  const token = document.querySelector<HTMLMetaElement>('meta[name="paraphe-token"]')?.content ?? "";
  return useHost(webHost(token));
}

/** Installs a host; tests bring their own. */
export function useHost(chosen: Host): Host {
  current = chosen;
  return chosen;
}

export type * from "./host";

import { rpc } from "../../rpc";

/** Whoever leaves a signing half done leaves no key open behind them. Where nothing was open, nothing happens. */
export function closeKey(): void {
  void rpc("close_signing_key", {}).catch(() => {});
}

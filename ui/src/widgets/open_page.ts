import { host } from "../host";
import { t } from "../i18n";
import { isWebPage } from "../model/web_page";

/**
 * Opens a signing page for somebody who sits here: in a window of its own, whose title says whose page it is. Rejects when the
 * address is none, or the window cannot be opened.
 */
export async function openPageHere(url: string): Promise<void> {
  if (!isWebPage(url)) throw new Error(t("handover-bad", { url }));
  await host().openSigningPage(url);
}

import { host } from "../host";
import { t } from "../i18n";
import { isWebPage } from "../model/web_page";

/** Opens a signing page in the person's browser. Rejects when the address is none, or the system cannot open it. */
export async function openPage(url: string): Promise<void> {
  refuseOther(url);
  await host().openUrl(url);
}

/** The same for somebody who sits here: in a window of its own, whose title says whose page it is. */
export async function openPageHere(url: string): Promise<void> {
  refuseOther(url);
  await host().openSigningPage(url);
}

function refuseOther(url: string): void {
  if (!isWebPage(url)) throw new Error(t("handover-bad", { url }));
}

import { host } from "../host";
import { t } from "../i18n";
import { isWebPage } from "../model/web_page";

/** Opens a signing page in the person's browser. Rejects when the address is none, or the system cannot open it. */
export async function openPage(url: string): Promise<void> {
  if (!isWebPage(url)) throw new Error(t("handover-bad", { url }));
  await host().openUrl(url);
}

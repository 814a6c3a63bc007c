import type { SettingsView } from "../../bindings/SettingsView";
import { announce } from "../../announce.svelte";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import { toRefusal } from "../../rpc";
import { appState } from "../../settings.svelte";
import { toast } from "../../widgets/toasts.svelte";

/** Stores a change at once; there is no button for it. Says whether it was stored. */
export async function store(change: Partial<SettingsView>): Promise<boolean> {
  try {
    await appState.change(change);
    announce(t("settings-saved"));
    return true;
  } catch (thrown) {
    toast(explainShort(toRefusal(thrown)), { tone: "error" });
    return false;
  }
}

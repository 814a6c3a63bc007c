import { announce } from "./announce.svelte";
import { explainShort } from "./errors/explain";
import { t } from "./i18n";
import { go } from "./navigation.svelte";
import { rpc, toRefusal } from "./rpc";
import { appState } from "./settings.svelte";
import { focusHeading } from "./widgets/focus";
import { toast } from "./widgets/toasts.svelte";

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls back when all data are replaced by others: whatever a screen remembers of the former ones is worth nothing then. */
export function onOtherData(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The demonstration: separate data and stand-ins for the providers, on this computer. */
class Demo {
  /** While the data are being exchanged: nothing else may be pressed. */
  busy = $state(false);
  /** Whether the person is being asked to leave: what was made in it goes with it. */
  asking = $state(false);

  get active(): boolean {
    return appState.view?.demo.active ?? false;
  }

  /** Whether it can be opened from here and now. */
  get offered(): boolean {
    return !this.active && (appState.view?.demo.available ?? false);
  }

  enter(): Promise<void> {
    return this.#exchange("enter_demo");
  }

  /** Leaves at once where nothing was made in it, and asks first otherwise. */
  async askToLeave(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.asking = await holdsWork();
    this.busy = false;
    if (!this.asking) await this.leave();
  }

  leave(): Promise<void> {
    this.asking = false;
    return this.#exchange("leave_demo");
  }

  async #exchange(command: "enter_demo" | "leave_demo"): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    // First home: no screen is left that shows something the other data do not know.
    go({ name: "home" });
    try {
      appState.show(await rpc(command, {}));
      for (const listener of listeners) listener();
      announce(t(command === "enter_demo" ? "demo-entered" : "demo-left"));
      void focusHeading();
    } catch (thrown) {
      toast(explainShort(toRefusal(thrown)), { tone: "error" });
    } finally {
      this.busy = false;
    }
  }
}

/** Whether there are requests or drafts; where nobody can tell, as if there were. */
async function holdsWork(): Promise<boolean> {
  try {
    const asked = { query: "", filter: "all", folding: "batches", cursor: null, limit: 1 } as const;
    return (await rpc("list_history", asked)).rows.length > 0;
  } catch {
    return true;
  }
}

export const demo = new Demo();

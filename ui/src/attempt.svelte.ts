import { toRefusal, type Refusal } from "./rpc";

/** Something a person asked for: whether it is under way, and what came in between. */
export class Attempt {
  busy = $state(false);
  error = $state.raw<Refusal | null>(null);

  /** Does it; what it refuses is kept for the person to read. Whether it was done. */
  async run(action: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.error = null;
    try {
      await action();
      return true;
    } catch (thrown) {
      this.error = toRefusal(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

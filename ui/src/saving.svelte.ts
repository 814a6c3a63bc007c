import { announce } from "./announce.svelte";
import { Attempt } from "./attempt.svelte";
import { host } from "./host";

/** A file of the program's that a person keeps where they want it. */
export class Saving extends Attempt {
  /** Where it lies now. */
  path = $state<string | null>(null);

  /** Asks for a place, writes there, and says it in the words of `told`. */
  keep(
    suggested: string,
    write: (path: string) => Promise<{ path: string }>,
    told: (path: string) => string,
  ): Promise<boolean> {
    return this.run(async () => {
      const chosen = await host().pickSavePath(suggested);
      if (chosen === null) return;
      const { path } = await write(chosen);
      this.path = path;
      announce(told(path));
    });
  }

  reveal(path: string): Promise<boolean> {
    return this.run(() => host().reveal(path));
  }
}

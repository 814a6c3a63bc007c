import { announce } from "./announce.svelte";
import { Attempt } from "./attempt.svelte";
import type { PrintDocumentRequest } from "./bindings/PrintDocumentRequest";
import { t } from "./i18n";
import { rpc } from "./rpc";

/** A file handed to the printer by the system, from the program: the page itself never prints. */
export class Printing extends Attempt {
  /** What went to the printer last. */
  printed = $state<string | null>(null);

  print(request: PrintDocumentRequest, name: string): Promise<boolean> {
    return this.run(async () => {
      this.printed = null;
      await rpc("print_document", request);
      this.printed = name;
      announce(t("printed", { name }));
    });
  }
}

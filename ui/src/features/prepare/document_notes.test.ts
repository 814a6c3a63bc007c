import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Finding } from "../../bindings/Finding";
import { DraftDesk } from "../../draft.svelte";
import { setLanguage } from "../../i18n";
import { draftView, FakeDraft } from "../../test_draft";
import { settle } from "../../test_host";
import { digest, documentView } from "../../test_views";
import { toasts } from "../../widgets/toasts.svelte";
import DocumentNotes from "./DocumentNotes.svelte";

async function shown(findings: Finding[]) {
  const document = documentView({ findings });
  const draft = new FakeDraft(draftView({ documents: [document] }));
  const desk = new DraftDesk(draft.view.id);
  await desk.load();
  render(DocumentNotes, { document, desk });
  return { draft, desk, document };
}

describe("a damaged document", () => {
  beforeEach(() => setLanguage("fr"));

  it("is written anew on request, and the draft is what came of it", async () => {
    const { draft, desk, document } = await shown([{ code: "repaired" }]);
    const clean = draftView({ documents: [documentView({ sha256: digest("ab") })] });
    draft.host.answer({ clean_document: () => clean });
    await userEvent.click(screen.getByTestId("clean-document"));
    await settle();
    expect(draft.host.calls).toContainEqual(["clean_document", { draft: desk.id, document: document.id }]);
    expect(desk.view?.documents[0]?.sha256).toBe(digest("ab"));
    expect(toasts.list.at(-1)?.text).toContain("copie saine");
  });

  it("that somebody has signed, or that is protected, is left as it is", async () => {
    await shown([{ code: "repaired" }, { code: "already_signed", signatures: 1 }]);
    await shown([{ code: "repaired" }, { code: "encrypted" }]);
    expect(screen.queryByTestId("clean-document")).toBeNull();
  });
});

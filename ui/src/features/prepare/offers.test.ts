import { beforeEach, describe, expect, it } from "vitest";
import type { RefusalView } from "../../bindings/RefusalView";
import { setLanguage } from "../../i18n";
import { draftView } from "../../test_draft";
import { capability, localOffer, offerView } from "../../test_views";
import { consequences, experience, levelAndPrice, refusalsOf, repairsOf } from "./offers";
import { halvesOf, momentOf } from "./moments";

beforeEach(() => setLanguage("fr"));

describe("what a card says", () => {
  it("the signer's experience follows from what the provider can do", () => {
    const told = experience(offerView()).join(" ");
    expect(told).toContain("Docage écrit à chaque signataire, ou vous remettez les liens.");
    expect(told).toContain("Un code est toujours demandé");
    const handed = experience(
      offerView({
        provider: "sigtool",
        capability: capability({
          delivery: ["in_person", "links"],
          authentication: ["none", "email_code"],
          signature_modes: ["drawn"],
          signers: "one",
        }),
      }),
    ).join(" ");
    expect(handed).toContain("SigTool n’écrit à personne");
    expect(handed).toContain("si vous le voulez");
    expect(handed).toContain("La signature se dessine.");
    expect(handed).toContain("Une personne à la fois");
  });

  it("several ways of signing are listed", () => {
    const told = experience(offerView({ capability: capability({ signature_modes: ["drawn", "typed"] }) }));
    expect(told.join(" ")).toContain("dessinée et tapée au clavier");
  });

  it("level and price, or that no price is published", () => {
    expect(levelAndPrice(offerView())).toBe("Signature simple · prix non publié");
    const paid = levelAndPrice(offerView({ capability: capability({ price_cents: 90 }) }));
    expect(paid.replace(/\s/gu, " ")).toBe("Signature simple · à partir de 0,90 € HT par signataire");
  });

  it("several turns need this computer; a provider that destroys is announced", () => {
    const told = consequences(
      offerView({
        turns: 3,
        dispatches: 6,
        capability: capability({ expiry: "destroys", progress: "notified" }),
      }),
    );
    expect(told.join(" ")).toMatch(
      /6 demandes distinctes.*rester allumé.*détruit les documents.*importez les messages/u,
    );
    expect(consequences(localOffer())).toEqual([]);
  });

  it("every refusal and every repair has a sentence, with people and documents by name", () => {
    const refusals: RefusalView[] = [
      { code: "authentication", params: { recipient: "ada", authentication: "none" } },
      { code: "delivery", params: { recipient: "ada", delivery: "in_person" } },
      { code: "email_missing", params: { recipient: "ada" } },
      { code: "name_incomplete", params: { recipient: "ada" } },
      { code: "requester_missing", params: {} },
      { code: "document_signed", params: { document: "doc_1" } },
      { code: "document_too_large", params: { document: "doc_1", most: "10" } },
      { code: "document_without_signer", params: { document: "doc_1" } },
      { code: "field_kind", params: { field: "f", kind: "date" } },
      { code: "logo_picture", params: {} },
      { code: "message", params: {} },
      { code: "notice_address", params: { address: "sms:06" } },
      { code: "notice_addresses", params: { count: "2" } },
      { code: "redirect_address", params: { address: "merci" } },
      { code: "order", params: {} },
      { code: "option", params: { option: "reminder_days" } },
      { code: "role", params: { recipient: "ada", role: "viewer" } },
      { code: "signature_mode", params: { mode: "image" } },
    ];
    const told = refusalsOf(offerView({ refusals }), draftView());
    expect(told).toHaveLength(refusals.length);
    for (const { text } of told) expect(text).toMatch(/[.]$/u);
    expect(told.map(({ text }) => text).join(" ")).not.toMatch(/reminder_days|doc_1/u);
    const codes = (
      "deliver_links deliver_mail deliver_in_person authenticate_none authenticate_email together drop_message " +
      "copy_by_us authenticate_sms drop_signature_mode drop_notice_address one_notice_address"
    ).split(" ");
    const repairs = [
      ...codes.map((code) => ({ code, params: {} })),
      { code: "drop_option", params: { option: "options.brand.color" } },
      { code: "copy_by_us", params: {} },
    ];
    const said = repairsOf(offerView({ repairs }));
    expect(said).toHaveLength(13);
    for (const text of said) expect(text).not.toMatch(/[_]|options\./u);
  });
});

describe("a deadline", () => {
  it("goes into the two fields and comes back, in the zone of the person", () => {
    const at = new Date(2031, 0, 9, 7, 5).getTime();
    expect(halvesOf(at)).toEqual({ date: "2031-01-09", time: "07:05" });
    expect(momentOf(halvesOf(at))).toBe(at);
    expect(momentOf(halvesOf(null))).toBeNull();
    expect(momentOf({ date: "2031-01-09", time: "" })).toBe(new Date(2031, 0, 9, 18, 0).getTime());
  });
});

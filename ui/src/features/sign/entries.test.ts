import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryFaultView } from "../../bindings/EntryFaultView";
import type { EntryView } from "../../bindings/EntryView";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { Field } from "../../bindings/Field";
import type { RecipientId } from "../../bindings/RecipientId";
import type { SigningView } from "../../bindings/SigningView";
import { setLanguage } from "../../i18n";
import { field } from "../../test_draft";
import { fakeHost, settle, type FakeHost } from "../../test_host";
import { digest, documentView } from "../../test_views";
import { Entries } from "./entries.svelte";
import SignFlow from "./SignFlow.svelte";
import { Signing } from "./signing.svelte";

const envelope = "env_1" as EnvelopeId;
const ada = "ada" as RecipientId;

function entry(id: string, change: Partial<Field>, text = ""): EntryView {
  const { kind = "text" } = change;
  return { field: field(id, change), asked: kind !== "date" && kind !== "name", text };
}

const date = entry("fld_2", { kind: "date", label: "le" }, "le 22/11/2026");
const place = entry("fld_3", { kind: "place", label: "Fait à" }, "Lyon");
const iban = entry("fld_4", { label: "Votre IBAN" });
const phone = entry("fld_5", { label: "Téléphone", required: false });
const rules = entry("fld_6", { kind: "checkbox", label: "J’ai reçu le règlement" });

it("boxes that are called the same are told apart, and one date is told once", () => {
  const entries = new Entries([
    place,
    { ...place, field: field("fld_7", { kind: "place", label: "Fait à" }) },
    iban,
    date,
    date,
  ]);
  expect(entries.asked.map((one) => entries.nameOf(one))).toEqual(["Fait à (1)", "Fait à (2)", "Votre IBAN"]);
  expect(entries.knownOnce).toHaveLength(1);
});

let faults: EntryFaultView[] = [];
let host: FakeHost;

function view(entries: EntryView[]): SigningView {
  return {
    envelope,
    title: "Bail",
    recipient: { id: ada, first_name: "Ada", last_name: "Martin" },
    documents: [documentView()],
    fields: [field("fld_1"), ...entries.map((one) => one.field)],
    entries,
    consent: { language: "fr", version: "1", text: "J’accepte.", sha256: digest("ab") },
    biometric_consent: null,
    next: [],
  } as unknown as SigningView;
}

function refused(id: string, message: string, label: string): EntryFaultView {
  const error = { code: "refused" as const, message, params: { entry: label, field: id }, detail: "" };
  return { field: field(id).id, error };
}

async function begin(entries: EntryView[]): Promise<Signing> {
  host = fakeHost({
    begin_signing: () => view(entries),
    preview_signature: () => ({ boxes: [{ field: field("fld_1").id, svg: "<svg/>" }] }),
    preview_entries: () => ({ boxes: [{ field: field("fld_2").id, svg: "<svg id='date'/>" }], faults }),
    sign_locally: () => ({ id: envelope, recipients: [] }) as unknown as EnvelopeView,
  });
  const signing = new Signing(envelope, ada);
  await signing.begin();
  return signing;
}

beforeEach(() => {
  setLanguage("fr");
  faults = [];
});

describe("what is written beside a signature", () => {
  it("is no step of its own where nobody has to be asked", async () => {
    const signing = await begin([date]);
    expect(signing.steps).not.toContain("fill");
    signing.accepted = true;
    signing.accept();
    expect(signing.step).toBe("sign");
    await signing.type("Ada Martin");
    expect([...signing.previews.keys()]).toEqual(["fld_1", "fld_2"]);
  });

  it("is asked between consent and signature, and goes with it", async () => {
    const signing = await begin([date, place, iban, rules]);
    expect(signing.steps).toEqual(["read", "consent", "fill", "sign", "confirm"]);
    signing.accepted = true;
    signing.accept();
    expect(signing.step).toBe("fill");
    signing.entries!.of(iban.field.id)!.text = " FR76 ";
    signing.entries!.of(rules.field.id)!.ticked = true;
    expect(await signing.fill()).toBe(true);
    expect(signing.step).toBe("sign");
    signing.goBack();
    expect(signing.step).toBe("fill");
    await signing.type("Ada Martin");
    await signing.finish();
    const answers = [
      { field: "fld_3", text: "Lyon", ticked: false },
      { field: "fld_4", text: "FR76", ticked: false },
      { field: "fld_6", text: "", ticked: true },
    ];
    expect(host.calls.at(-1)).toEqual(["sign_locally", expect.objectContaining({ answers })]);
    expect(signing.entries).toBeNull();
  });

  it("stays when the signature is made again, and goes when the device changes hands", async () => {
    const signing = await begin([iban]);
    signing.entries!.of(iban.field.id)!.text = "FR76";
    await signing.type("Ada Martin");
    signing.again();
    expect([signing.mark, signing.entries?.of(iban.field.id)?.text]).toEqual([null, "FR76"]);
    signing.forget();
    expect(signing.entries).toBeNull();
  });

  it("leads back to the form when an answer cannot be written, and says so where nobody is asked", async () => {
    const signing = await begin([date, iban]);
    faults = [refused("fld_4", "error-answer-missing", "Votre IBAN")];
    expect(await signing.fill()).toBe(false);
    signing.turnTo("sign");
    await signing.type("Ada Martin");
    expect([signing.step, signing.mark]).toEqual(["fill", null]);
    faults = [refused("fld_2", "error-answer-does-not-fit", "le")];
    expect(await signing.fill()).toBe(false);
    expect(signing.error?.message).toBe("error-answer-does-not-fit");
  });
});

describe("the form", () => {
  async function show(entries: EntryView[]): Promise<Signing> {
    const signing = await begin(entries);
    signing.turnTo("fill");
    render(SignFlow, { signing, onsigned: vi.fn(), ondeclined: vi.fn() });
    await settle();
    return signing;
  }

  it("shows what is known, begins with what the host told, and marks what may stay empty", async () => {
    await show([date, place, iban, phone, rules]);
    expect(screen.getByTestId("fill-known").textContent).toContain("le 22/11/2026");
    expect(screen.getByLabelText<HTMLInputElement>("Fait à").value).toBe("Lyon");
    const required = (label: RegExp) => screen.getByLabelText(label).getAttribute("aria-required");
    expect([required(/IBAN/u), required(/Téléphone/u), required(/règlement/u)]).toEqual([
      "true",
      "false",
      "true",
    ]);
    expect(screen.getAllByText("Facultatif")).toHaveLength(1);
    for (const input of screen.getAllByRole("textbox"))
      expect(input.getAttribute("autocomplete")).toBe("off");
  });

  it("says beside the field what is missing, goes there, and takes it back while it is mended", async () => {
    const signing = await show([iban, rules]);
    faults = [
      refused("fld_4", "error-answer-missing", "Votre IBAN"),
      refused("fld_6", "error-answer-not-ticked", "J’ai reçu le règlement"),
    ];
    await userEvent.click(screen.getByTestId("fill-continue"));
    await settle();
    const input = screen.getByLabelText("Votre IBAN");
    expect([input.getAttribute("aria-invalid"), document.activeElement]).toEqual(["true", input]);
    expect(screen.getByText(/Il manque/u).textContent).toContain("Votre IBAN");
    expect(screen.getByLabelText(/règlement/u).getAttribute("aria-invalid")).toBe("true");
    await userEvent.keyboard("FR76");
    expect(input.getAttribute("aria-invalid")).toBeNull();
    faults = [];
    await userEvent.keyboard("{Enter}");
    await settle();
    expect(signing.step).toBe("sign");
  });
});

import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ArtifactView } from "../../bindings/ArtifactView";
import { setLanguage } from "../../i18n";
import { cache } from "../../query.svelte";
import { fakeHost } from "../../test_host";
import { digest, documentView, envelopeView } from "../../test_views";
import { envelopeLook } from "../../widgets/statuses";
import EnvelopeScreen from "./EnvelopeScreen.svelte";

const half = { signed: 1, signers: 2 };
const result = (so_far: ArtifactView["so_far"]): ArtifactView => ({
  kind: "signed_documents",
  name: "Bail",
  sha256: digest("3f"),
  document: documentView().id,
  at: 0,
  so_far,
});

beforeEach(() => {
  setLanguage("fr");
  cache.clear();
});
afterEach(cleanup);

it("a copy that some have signed is called one, among the documents and among the results", async () => {
  const partly_signed = [{ document: documentView().id, so_far: half }];
  fakeHost({ open_envelope: () => envelopeView({ partly_signed, artifacts: [result(half)] }) });
  render(EnvelopeScreen, { envelope: envelopeView().id });
  expect((await screen.findByTestId("so-far")).textContent).toMatch(
    /Copie intermédiaire.*1 signature sur 2/u,
  );
  const told = screen.getByTestId("result").textContent;
  expect(told).toMatch(/Copie intermédiaire du .*1 signature sur 2/u);
  expect(told).not.toContain("Document signé");
});

it("what everybody has signed is a signed document, and stands once", async () => {
  const other = { ...result(null), name: "Annexe", sha256: digest("4e") };
  const proof: ArtifactView = {
    ...other,
    kind: "certificate",
    name: "docage-proof.pdf",
    sha256: digest("5d"),
  };
  const artifacts = [result(null), other, proof];
  fakeHost({ open_envelope: () => envelopeView({ status: "completed", artifacts }) });
  render(EnvelopeScreen, { envelope: envelopeView().id });
  const [annex, attestation, ...more] = (await screen.findAllByTestId("result")).map(
    (one) => one.textContent,
  );
  expect(annex).toMatch(/Annexe.*Document signé/su);
  expect(attestation?.trim()).toMatch(/^Attestation du prestataire.*docage-proof\.pdf/su);
  expect(more).toEqual([]);
  expect(screen.queryByTestId("so-far")).toBeNull();
});

it("what is signed at this computer was sent to nobody", async () => {
  const local = envelopeView({
    status: "sent",
    status_word: "status-sent-here",
    events: [{ at: 0, local_time: "", kind: "accepted", recipient: null, facts: {} }],
  });
  fakeHost({ open_envelope: () => local });
  render(EnvelopeScreen, { envelope: local.id });
  expect(await screen.findByText("À signer ici")).toBeDefined();
  expect(screen.getByTestId("timeline").textContent).toContain("Prête à signer sur cet ordinateur");
  expect(screen.queryByText(/envoyée/iu)).toBeNull();
  expect(envelopeLook("sent").word).toBe("status-sent");
});

it("what was only opened is not partly signed", async () => {
  const opened = envelopeView({ status: "in_progress", status_word: "status-viewed" });
  fakeHost({ open_envelope: () => opened });
  render(EnvelopeScreen, { envelope: opened.id });
  expect(await screen.findByText("Vue")).toBeDefined();
  expect(screen.queryByText("Signée en partie")).toBeNull();
  const [seen, signed] = [envelopeLook("in_progress", "status-viewed"), envelopeLook("in_progress")];
  expect([seen.tone, signed.word, seen.icon === signed.icon]).toEqual([
    signed.tone,
    "status-in-progress",
    false,
  ]);
});

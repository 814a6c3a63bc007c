import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import App from "../../App.svelte";
import type { DocumentId } from "../../bindings/DocumentId";
import { setLanguage } from "../../i18n";
import { fakeHost } from "../../test_host";
import ReceiptFile from "./ReceiptFile.svelte";
import { eachAtHome, enterPin, envelope, FakeKiosk } from "./test_kiosk";

eachAtHome();

it("the receipt is printed by the system, and what keeps it from that is said", async () => {
  setLanguage("fr");
  const host = fakeHost({ print_document: () => ({}) });
  const print = { envelope, file: { type: "document" as const, document: "doc_1" as DocumentId } };
  render(ReceiptFile, { name: "Bail", suggested: "Bail.pdf", write: vi.fn(), print });
  const button = screen.getByRole("button", { name: /Imprimer.*Bail/u });
  await userEvent.click(button);
  expect(await screen.findByText(/Bail.*est parti à l’imprimante/u)).toBeTruthy();
  expect(host.calls).toEqual([["print_document", print]]);
  const refusal = { code: "refused", message: "error-print-nothing", params: {}, detail: "" };
  host.answer({ print_document: () => Promise.reject(refusal) });
  await userEvent.click(button);
  expect((await screen.findByRole("alert")).textContent).toContain("Ce système n’a rien pour imprimer");
  expect(screen.queryByText(/est parti à l’imprimante/u)).toBeNull();
});

it("whoever has signed says how they want their copy, in their language, and the host reads it at the end", async () => {
  const fake = new FakeKiosk();
  fake.at = 1;
  fake.become("return", { host_name: "Marc", receipt_question: { address: null } });
  render(App);
  const question = await screen.findByTestId("receipt-question");
  await waitFor(() => expect(document.documentElement.lang).toBe("ar"));
  expect(question.textContent).toContain("Marc");
  expect(screen.queryByTestId("wish-address")).toBeNull();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("تم التوقيع.");
  const go = screen.getByTestId("wish-go");
  const none = go.textContent;
  // To want no copy is not what the screen asks for.
  expect(go.classList.contains("primary")).toBe(false);
  await userEvent.click(screen.getByTestId("wish-email"));
  await userEvent.click(screen.getByTestId("wish-paper"));
  expect(screen.getByTestId("wish-go").textContent).not.toBe(none);
  await userEvent.click(screen.getByTestId("wish-go"));
  expect(document.activeElement).toBe(screen.getByTestId("wish-address"));
  expect(screen.getByTestId("wish-address").getAttribute("aria-invalid")).toBe("true");
  await userEvent.type(screen.getByTestId("wish-address"), "salma@exemple.tn");
  expect(screen.getByTestId("wish-address").getAttribute("aria-invalid")).not.toBe("true");
  await userEvent.click(screen.getByTestId("wish-go"));
  const calls = fake.host.calls.filter(([command]) => command === "kiosk_receipt");
  expect(calls.at(-1)?.[1]).toEqual({ ways: ["email", "paper"], address: "salma@exemple.tn" });
  await enterPin();
  const wishes = await screen.findAllByTestId("receipt-wish");
  expect(wishes.map((wish) => wish.querySelector("p")?.textContent)).toEqual([
    "Exemplaire à envoyer à سلمى (salma@exemple.tn)".replace("سلمى", "\u2068سلمى\u2069"),
    "Exemplaire à imprimer pour \u2068سلمى\u2069",
  ]);
  // The window is still the mode's: no mail program is opened over it.
  expect(screen.queryByTestId("wish-prepare")).toBeNull();
  await userEvent.click(screen.getByTestId("wish-done"));
  await waitFor(() => expect(screen.getAllByTestId("receipt-wish")).toHaveLength(1));
  // The code has just been typed: it is not asked again.
  await userEvent.click(screen.getByTestId("finish"));
  await waitFor(() => expect(fake.view.phase).toBe("off"));
});

it("the host reads who refused and why, and nobody who wants no copy is said to wait for one", async () => {
  const fake = new FakeKiosk();
  const receipt = { envelope, documents: [], sheets: [], wishes: [] };
  const refusal = { name: "Ada Martin", reason: "Trop cher" };
  fake.become("receipt", { signer: null, done: 1, receipt: { ...receipt, refusal } });
  render(App);
  const told = (await screen.findByTestId("receipt")).textContent;
  expect(told).toContain("Ada Martin a refusé de signer");
  expect(told).toContain("Trop cher");
  expect(told).toContain("Une personne a signé.");
  expect(told).not.toContain("exemplaire");
});

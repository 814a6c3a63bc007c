import { beforeEach, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { toasts } from "../../widgets/toasts.svelte";
import { offerPasted, pastedPaths } from "./pasted";

beforeEach(() => setLanguage("fr"));

it.each([
  ["/home/amelie/Contrat 2026.pdf", ["/home/amelie/Contrat 2026.pdf"]],
  ['"C:\\Users\\Amélie\\bail.PDF"', ["C:\\Users\\Amélie\\bail.PDF"]],
  ["\\\\serveur\\partage\\a.pdf", ["\\\\serveur\\partage\\a.pdf"]],
  ["file:///home/a/Ch%C3%A8que.pdf\r\nfile:///home/a/b.pdf\r\n", ["/home/a/Chèque.pdf", "/home/a/b.pdf"]],
  ["file:///C:/bail.pdf", ["C:/bail.pdf"]],
  ["copy\nfile:///a.pdf", ["/a.pdf"]],
])("%j names files", (text, paths) => {
  expect(pastedPaths(text)).toEqual(paths);
});

it.each([
  "",
  "bonjour",
  "contrat.pdf",
  "/home/a/note.txt",
  "/a.pdf\nbonjour",
  "file:///%E0%A4%A.pdf",
  "https://exemple.fr/a.pdf",
])("%j is not for us", (text) => {
  expect(pastedPaths(text)).toEqual([]);
});

it("takes files of this computer at once", () => {
  const take = vi.fn(() => Promise.resolve());
  offerPasted("/home/a.pdf", take);
  offerPasted("bonjour", take);
  expect(take.mock.calls).toEqual([[["/home/a.pdf"]]]);
});

it.each([
  "\\\\hote\\partage\\a.pdf",
  "//hote/partage/a.pdf",
  "\\\\?\\UNC\\hote\\a.pdf",
  "file:////hote/partage/a.pdf",
])("%j is opened only when somebody says so", async (path) => {
  const take = vi.fn(() => Promise.resolve());
  offerPasted(`/home/a.pdf\n${path}`, take);
  expect(take).not.toHaveBeenCalled();
  const asked = toasts.list.at(-1);
  expect(asked?.text).toContain(pastedPaths(path)[0]);
  await asked?.action?.run();
  expect(take).toHaveBeenCalledOnce();
});

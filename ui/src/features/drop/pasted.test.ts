import { expect, it } from "vitest";
import { pastedPaths } from "./pasted";

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

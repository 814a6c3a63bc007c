import { render, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { fakeHost } from "../../test_host";
import { digest } from "../../test_views";
import PagePicture from "./PagePicture.svelte";

const page = {
  sha256: digest("ab"),
  page: 3,
  size: { width: 595, height: 842 },
  urgency: "visible",
} as const;

it("a picture that left the page lets go of its pixels: one that a sharper one replaced, and the last", async () => {
  fakeHost({});
  const { container, rerender, unmount } = render(PagePicture, { ...page, zoom: 1 });
  const pictures = () => [...container.querySelectorAll("img")];
  const arrive = (image: HTMLImageElement) => {
    image.decode = () => Promise.resolve();
    image.dispatchEvent(new Event("load"));
  };
  await waitFor(() => expect(pictures()).toHaveLength(1));
  const [first] = pictures() as [HTMLImageElement];
  arrive(first);
  await rerender({ ...page, zoom: 2 });
  await waitFor(() => expect(pictures()).toHaveLength(2));
  expect(first.hasAttribute("src"), "still the page, until the sharper one is here").toBe(true);
  const sharper = pictures()[1] as HTMLImageElement;
  arrive(sharper);
  await waitFor(() => expect(pictures()).toEqual([sharper]));
  expect(first.hasAttribute("src")).toBe(false);
  unmount();
  expect(sharper.hasAttribute("src")).toBe(false);
});

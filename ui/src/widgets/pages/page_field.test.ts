import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { beforeEach, expect, it } from "vitest";
import { setLanguage } from "../../i18n";
import { documentView } from "../../test_views";
import PageField from "./PageField.svelte";
import { PageViewer } from "./viewer.svelte";

beforeEach(() => setLanguage("fr"));

/** A book of ten pages, its field, and the pages' own focus stops. */
function field() {
  const viewer = new PageViewer();
  const column = document.createElement("div");
  for (let index = 0; index < 10; index += 1) {
    const boxes = document.createElement("div");
    boxes.dataset["boxes"] = String(index);
    boxes.tabIndex = 0;
    column.append(boxes);
  }
  document.body.append(column);
  viewer.attach(column);
  viewer.resize({ width: 1000, height: 800 });
  viewer.show([documentView({ pages: Array.from({ length: 10 }, () => ({ width: 595, height: 842 })) })]);
  render(PageField, { viewer });
  const input = screen.getByTestId<HTMLInputElement>("page-number");
  const scrollTo = async (index: number) => {
    viewer.scrolled(viewer.list.top(index), 0);
    await tick();
  };
  return { viewer, input, scrollTo };
}

it("scrolling does not write over the number being typed, and the page asked for takes the focus", async () => {
  const { viewer, input, scrollTo } = field();
  await scrollTo(2);
  expect(input.value).toBe("3");
  await userEvent.type(input, "6", { initialSelectionStart: 0, initialSelectionEnd: 1 });
  await scrollTo(4);
  expect(input.value).toBe("6");
  await userEvent.keyboard("{Enter}");
  await tick();
  expect(viewer.current).toBe(5);
  expect(document.activeElement).toMatchObject({ dataset: { boxes: "5" } });
  expect(input.value).toBe("6");
});

it("a column that moves after Enter does not send the focus to another page", async () => {
  const { input, scrollTo } = field();
  await userEvent.type(input, "8", { initialSelectionStart: 0, initialSelectionEnd: 1 });
  const pressed = userEvent.keyboard("{Enter}");
  await scrollTo(1);
  await pressed;
  expect(document.activeElement).toMatchObject({ dataset: { boxes: "7" } });
});

it("what is no number, and Escape, change nothing; a number beyond the last page is the last page", async () => {
  const { viewer, input, scrollTo } = field();
  await scrollTo(2);
  await userEvent.type(input, "x{Enter}", { initialSelectionStart: 0, initialSelectionEnd: 1 });
  expect([viewer.current, input.value]).toEqual([2, "3"]);
  await userEvent.type(input, "7{Escape}", { initialSelectionStart: 0, initialSelectionEnd: 1 });
  expect([viewer.current, input.value]).toEqual([2, "3"]);
  await userEvent.type(input, "99{Enter}", { initialSelectionStart: 0, initialSelectionEnd: 1 });
  expect([viewer.current, input.value]).toEqual([9, "10"]);
});

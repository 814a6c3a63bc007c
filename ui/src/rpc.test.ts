import { describe, expect, it } from "vitest";
import { isCancelled, onDropTags, rpc, toRefusal } from "./rpc";
import { fakeHost } from "./test_host";
import { digest } from "./test_views";

describe("rpc", () => {
  const bad = digest("ba");

  it("drops the tags of a change after it succeeded, and none after a read or a failure", async () => {
    const dropped: string[] = [];
    const stop = onDropTags((tags) => dropped.push(...tags));
    const refusal = { code: "refused", message: "error-transition", params: {}, detail: "" };
    fakeHost({
      list_trust: () => ({ anchors: [] }),
      remove_trust: ({ sha256 }) => (sha256 === bad ? Promise.reject(refusal) : { anchors: [] }),
    });
    await rpc("list_trust", {});
    expect(dropped).toEqual([]);
    await expect(rpc("remove_trust", { sha256: bad })).rejects.toEqual(refusal);
    expect(dropped).toEqual([]);
    await rpc("remove_trust", { sha256: digest("0d") });
    expect(dropped).toContain("trust");
    stop();
  });

  it("turns a broken transport into an internal refusal that names the command", async () => {
    fakeHost({});
    await expect(rpc("list_trust", {})).rejects.toMatchObject({
      code: "internal",
      message: "error-internal",
      detail: expect.stringContaining("list_trust"),
    });
  });

  it("does not take a stranger's object for a refusal", () => {
    expect(toRefusal({ code: "teapot", message: "x" }).code).toBe("internal");
    expect(isCancelled(toRefusal({ code: "cancelled", message: "x", params: {}, detail: "" }))).toBe(true);
  });
});

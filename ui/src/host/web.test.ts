import { describe, expect, it, vi } from "vitest";
import { digest } from "../test_views";
import { webHost } from "./web";

function answering(status: number, body: unknown) {
  return vi.fn(async () => new Response(JSON.stringify(body), { status }));
}

describe("the loopback host", () => {
  it("sends a command with its token and hands the answer back", async () => {
    const fetcher = answering(200, { anchors: [] });
    await expect(webHost("t0", fetcher).rpc("list_trust", {})).resolves.toEqual({ anchors: [] });
    expect(fetcher).toHaveBeenCalledWith("/rpc/list_trust", {
      method: "POST",
      headers: { "content-type": "application/json", "x-paraphe-token": "t0" },
      body: "{}",
    });
  });

  it("throws a refusal as it came, and anything else as a failure of the transport", async () => {
    const refusal = { code: "refused", message: "error-x", params: {}, detail: "" };
    await expect(webHost("t0", answering(422, refusal)).rpc("list_trust", {})).rejects.toEqual(refusal);
    await expect(webHost("t0", answering(403, {})).rpc("list_trust", {})).rejects.toThrow("HTTP 403");
  });

  it("addresses a page by digest, number and whole pixels", () => {
    expect(webHost("a&b").pageUrl(digest("3f"), 2, 300.2)).toBe(`/page/${digest("3f")}/2/301?token=a%26b`);
  });
});

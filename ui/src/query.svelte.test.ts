import { flushSync } from "svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { cache, useQuery, type Query } from "./query.svelte";
import { dropTags } from "./rpc";
import { fakeHost, settle } from "./test_host";
import type { EnvelopeId } from "./bindings/EnvelopeId";
import type { Sha256Digest } from "./bindings/Sha256Digest";

function within<T>(run: () => T): [T, () => void] {
  let result!: T;
  const stop = $effect.root(() => {
    result = run();
  });
  flushSync();
  return [result, stop];
}

describe("useQuery", () => {
  beforeEach(() => cache.clear());

  it("asks once for two readers, again when its tag is dropped, and forgets when nobody reads", async () => {
    let asked = 0;
    fakeHost({
      list_trust: () => ({
        anchors: [
          { sha256: String(++asked) as Sha256Digest, common_name: "A", added_at: 0, authority: false },
        ],
      }),
    });
    const [first, stopFirst] = within(() => useQuery("list_trust", () => ({})));
    const [second, stopSecond] = within(() => useQuery("list_trust", () => ({})));
    expect(first.data).toBeNull();
    await settle();
    expect(first.data?.anchors[0]?.sha256).toBe("1");
    expect(second.data).toBe(first.data);
    dropTags(["history"]);
    await settle();
    expect(asked).toBe(1);
    dropTags(["trust"]);
    await settle();
    expect(first.data?.anchors[0]?.sha256).toBe("2");
    stopFirst();
    stopSecond();
    dropTags(["trust"]);
    await settle();
    expect(asked).toBe(2);
  });

  it("shows the newest answer although an older one arrives last", async () => {
    const waiting: ((name: string) => void)[] = [];
    fakeHost({
      list_trust: () =>
        new Promise((resolve) => {
          waiting.push((name) =>
            resolve({
              anchors: [{ sha256: name as Sha256Digest, common_name: name, added_at: 0, authority: false }],
            }),
          );
        }),
    });
    const [query, stop] = within(() => useQuery("list_trust", () => ({})));
    query.reload();
    await settle();
    waiting[1]?.("new");
    await settle();
    waiting[0]?.("old");
    await settle();
    expect(query.data?.anchors[0]?.sha256).toBe("new");
    stop();
  });

  it("keeps the former answer while new parameters are asked, and says so", async () => {
    fakeHost({
      open_envelope: ({ envelope }) => ({ id: envelope, title: String(envelope) }) as never,
    });
    let wanted = $state("a");
    const [query, stop]: [Query<"open_envelope">, () => void] = within(() =>
      useQuery("open_envelope", () => ({ envelope: wanted as EnvelopeId })),
    );
    await settle();
    expect(query.data?.title).toBe("a");
    wanted = "b";
    flushSync();
    expect(query.data?.title).toBe("a");
    expect(query.stale).toBe(true);
    await settle();
    expect(query.data?.title).toBe("b");
    expect(query.stale).toBe(false);
    stop();
  });

  it("keeps nothing of a read that holds a secret", async () => {
    let asked = 0;
    fakeHost({ verify_document: () => ({ name: String(++asked) }) as never });
    const target = { type: "file" as const, path: "/a.pdf", password: "secret" };
    for (let round = 1; round <= 2; round++) {
      const [query, stop] = within(() => useQuery("verify_document", () => ({ target }), { keep: false }));
      await settle();
      expect(query.data?.name).toBe(String(round));
      stop();
    }
  });

  it("tells a failure and recovers from it", async () => {
    let fails = true;
    fakeHost({
      list_trust: () => {
        if (fails) throw new Error("no disk");
        return { anchors: [] };
      },
    });
    const [query, stop] = within(() => useQuery("list_trust", () => ({})));
    await settle();
    expect(query.error?.detail).toContain("no disk");
    fails = false;
    query.reload();
    await settle();
    expect(query.error).toBeNull();
    expect(query.data?.anchors).toEqual([]);
    stop();
  });
});

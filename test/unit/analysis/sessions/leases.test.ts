import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../../src-main/analysis/sessions/leases.ts";
import { Leases, withLease } from "../../../../src-main/analysis/sessions/leases.ts";
import type { Session } from "../../../../src-main/engine/engine.ts";

/** Sessions that tell how often they were released. */
class Opener {
  readonly all: { key: string; session: Session; released: number }[] = [];

  readonly open =
    (key: string, bytes = 1) =>
    (): Promise<{ session: Session; bytes: number }> => {
      const session: Session = {
        run: () => Promise.reject(new Error("never")),
        release: () => {
          entry.released++;
          return Promise.resolve();
        },
      };
      const entry = { key, session, released: 0 };
      this.all.push(entry);
      return Promise.resolve({ session, bytes });
    };

  of = (key: string): readonly number[] =>
    this.all.filter((one) => one.key === key).map(({ released }) => released);
}

const limits = { count: 2, bytes: 100 };

describe("a lease", () => {
  it("is of the one session that was opened", async () => {
    const [leases, { open, all }] = [new Leases(limits), new Opener()];
    const [one, two] = await Promise.all([
      leases.take("a", open("a")),
      leases.take("a", open("a")),
    ]);
    await one.end();
    await two.end();
    await withLease(leases.take("a", open("a")), () => Promise.resolve());
    expect(all.map(({ released }) => released)).toEqual([0]);
    expect(one.session).toBe(two.session);
  });

  it("keeps what made room for others until it is ended, and ends once", async () => {
    const [leases, opener] = [new Leases(limits), new Opener()];
    const used = await leases.take("a", opener.open("a"));
    for (const key of ["b", "c", "d"]) await (await leases.take(key, opener.open(key))).end();
    expect(["a", "b", "c", "d"].map(opener.of)).toEqual([[0], [1], [0], [0]]);
    await used.end();
    await used.end();
    expect(opener.of("a")).toEqual([1]);
    await (await leases.take("a", opener.open("a"))).end();
    expect(opener.of("a")).toEqual([1, 0]);
  });

  it("tells how much memory it has come to hold, which makes others go", async () => {
    const [leases, opener] = [new Leases({ count: 9, bytes: 100 }), new Opener()];
    for (const key of ["a", "b"]) await (await leases.take(key, opener.open(key, 40))).end();
    expect(["a", "b"].map(opener.of)).toEqual([[0], [0]]);
    await (await leases.take("b", opener.open("b"))).end({ bytes: 70 });
    expect(["a", "b"].map(opener.of)).toEqual([[1], [0]]);
    // One alone may be larger than all that is allowed.
    await (await leases.take("c", opener.open("c", 1000))).end();
    expect(["b", "c"].map(opener.of)).toEqual([[1], [0]]);
  });

  it("gives the memory back at once where that is wanted, but not under somebody else", async () => {
    const [leases, opener] = [new Leases(limits), new Opener()];
    const [one, two] = [
      await leases.take("a", opener.open("a")),
      await leases.take("a", opener.open("a")),
    ];
    await one.end({ giveBack: true });
    expect(opener.of("a")).toEqual([0]);
    await two.end({ giveBack: true });
    expect(opener.of("a")).toEqual([1]);
  });

  it("is not had of what does not open; the next one tries anew", async () => {
    const [leases, opener] = [new Leases(limits), new Opener()];
    const failing = leases.take("a", () => Promise.reject(new Error("no device")));
    await expect(failing).rejects.toThrow("no device");
    await (await leases.take("a", opener.open("a"))).end();
    expect(opener.of("a")).toEqual([0]);
  });

  it("survives what is forgotten meanwhile", async () => {
    const [leases, opener] = [new Leases(limits), new Opener()];
    const used = await leases.take("a", opener.open("a"));
    await (await leases.take("b", opener.open("b"))).end();
    await leases.forget(() => true);
    expect(["a", "b"].map(opener.of)).toEqual([[0], [1]]);
    await used.end();
    expect(opener.of("a")).toEqual([1]);
  });

  it("law: whatever is asked in whatever order, each is released once, never in use, and few are kept", async () => {
    const step = fc.record({
      key: fc.constantFrom("a", "b", "c", "d", "e"),
      does: fc.constantFrom("take", "end", "give back", "forget"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const [leases, opener] = [new Leases({ count: 3, bytes: 1000 }), new Opener()];
        const held: Lease[] = [];
        for (const { key, does } of steps) {
          if (does === "take") held.push(await leases.take(key, opener.open(key)));
          else if (does === "forget") await leases.forget((known) => known === key);
          else await held.shift()?.end({ giveBack: does === "give back" });
          const used = new Set(held.map(({ session }) => session));
          for (const { session, released } of opener.all)
            expect(released).toBeLessThanOrEqual(used.has(session) ? 0 : 1);
          const open = opener.all.filter(({ released }) => released === 0);
          expect(open.filter(({ session }) => !used.has(session)).length).toBeLessThanOrEqual(3);
        }
        for (const lease of held) await lease.end();
        await leases.forget(() => true);
        expect(opener.all.every(({ released }) => released === 1)).toBe(true);
      }),
    );
  });
});

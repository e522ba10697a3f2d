/** @file Images that are uploaded are bounded: each, and all together. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Analyst } from "../../src-main/analysis/analyst.ts";
import type { Pictures } from "../../src-main/analysis/pictures.ts";
import { Images } from "../../src-main/api/images.ts";
import { createApi } from "../../src-main/api/api.ts";
import { largestImageFile, UploadTooLarge } from "../../src-main/api/save-image.ts";

const analyst = {
  openImage: () =>
    Promise.resolve({ width: 4, height: 4, channels: 1, pages: 1, large: false, notices: [] }),
} as unknown as Analyst;
const pictures = {} as Pictures;

const file = (bytes: number): { bytes: ReadableStream; announced: null } => ({
  bytes: new Blob([new Uint8Array(bytes)]).stream(),
  announced: null,
});

describe("uploads", () => {
  it("that are too many or too large together go, the one that was used longest ago first", async () => {
    const images = new Images(analyst, pictures, { each: 1000, count: 3, bytes: 1500 });
    const upload = async (name: string, bytes: number): Promise<string> =>
      (await images.upload(name, file(bytes))).id;
    const isHeld = (id: string): boolean => {
      try {
        return existsSync(images.get(id).path);
      } catch {
        return false;
      }
    };
    const [a, b, c] = [await upload("a", 10), await upload("b", 10), await upload("c", 10)];
    const gone = images.get(b);
    expect([c, a].map(isHeld)).toEqual([true, true]); // used after it
    const d = await upload("d", 10);
    expect([c, d, a].map(isHeld)).toEqual([true, true, true]);
    expect(() => images.get(b)).toThrow("no longer open");
    expect(existsSync(gone.path)).toBe(false);
    await expect(images.using(gone, () => Promise.resolve())).rejects.toThrow("no longer open");
    // By their bytes; what is worked on stays.
    const working = images.get(a);
    await images.using(working, async () => {
      const [e, f] = [await upload("e", 700), await upload("f", 795)];
      expect([a, c, d, e, f].map(isHeld)).toEqual([true, false, false, false, true]);
    });
    await images.close();
    expect(existsSync(working.path)).toBe(false);
  });

  it("are cut where the limit is: the rest is not read, and no file is left", async () => {
    const images = new Images(analyst, pictures, { each: 1000, count: 3, bytes: 1500 });
    let [given, cancelled] = [0, false];
    const endless = new ReadableStream({
      pull: (sink) => {
        given += 100;
        sink.enqueue(new Uint8Array(100));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const refused = images.upload("big.png", { bytes: endless, announced: null });
    await expect(refused).rejects.toThrow(
      "big.png: has more than 1000 bytes: an image that is uploaded may have 1000 at most: cut or shrink it",
    );
    await expect(refused).rejects.toBeInstanceOf(UploadTooLarge);
    await expect.poll(() => cancelled).toBe(true);
    expect(given).toBeLessThan(1e6);
    await images.close();
  });

  it("are removed where who sent them goes before the answer has left", async () => {
    const leave = new AbortController();
    const api = createApi({ analyst, pictures });
    const request = { method: "POST", body: "x", signal: leave.signal };
    const answer = await api.fetch(new Request("http://app/api/images?name=a.png", request));
    const { id } = (await answer.json()) as { id: string };
    const { path } = api.images.get(id);
    expect(existsSync(path)).toBe(true);
    leave.abort();
    await expect.poll(() => existsSync(path)).toBe(false);
    await api.close();
  });

  it("of who has gone before they were answered are removed", async () => {
    let path = "";
    const leave = new AbortController();
    const slow = {
      openImage: (opened: string) => {
        path = opened;
        leave.abort();
        return analyst.openImage(opened);
      },
    } as unknown as Analyst;
    const api = createApi({ analyst: slow, pictures });
    const { signal } = leave;
    const request = { method: "POST", body: "x", signal };
    const { id } = (await (
      await api.fetch(new Request("http://app/api/images?name=a.png", request))
    ).json()) as { id: string };
    expect(path).not.toBe("");
    expect(existsSync(path)).toBe(false);
    expect(() => api.images.get(id)).toThrow("no longer open");
    await api.close();
  });

  it.each(["/images?name=big.tif"])(
    "that announce too much are answered 413 before they are read: %s",
    async (place) => {
      const api = createApi({ analyst, pictures });
      const length = String(largestImageFile + 1);
      const request = new Request(`http://app/api${place}`, { method: "POST", body: "x" });
      request.headers.set("content-length", length);
      const response = await api.fetch(request);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({
        error: {
          code: "image-too-large",
          message: expect.stringContaining(`big.tif: has ${length} bytes`) as string,
        },
      });
      await api.close();
    },
  );

  it("that announce more than is free on the disk are refused with both numbers", async () => {
    const images = new Images(analyst, pictures, { each: 1e18, count: 3, bytes: 1e18 });
    const upload = images.upload("huge.tif", { bytes: null, announced: 9e17 });
    await expect(upload).rejects.toMatchObject({ code: "disk-full" });
    await expect(upload).rejects.toThrow(/900000 TB are needed and [\d.]+ [GT]B are free/);
    await images.close();
  });
});

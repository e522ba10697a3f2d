/** @file The notices of many results, each kind told once. */
import { basename } from "node:path";
import type { Notice, NoticeCode } from "../../../src-core/contract/notices.ts";

interface Kind {
  /** Of the first result, and that one's image. */
  readonly message: string;
  readonly image: string;
  results: number;
  /** Whether all of its results say the very same. */
  isSame: boolean;
}

export class NoticeCounts {
  private readonly kinds = new Map<NoticeCode, Kind>();

  /** @param path of the image @param notices of its result */
  add(path: string, notices: readonly Notice[]): void {
    const own = new Map<NoticeCode, string[]>();
    for (const { code, message } of notices) own.set(code, [...(own.get(code) ?? []), message]);
    for (const [code, [message = "", ...further]] of own) {
      const known = this.kinds.get(code);
      if (!known) {
        const image = basename(path);
        this.kinds.set(code, { message, image, results: 1, isSame: further.length === 0 });
        continue;
      }
      known.results++;
      known.isSame &&= further.length === 0 && message === known.message;
    }
  }

  /**
   * A notice for each kind, with the number of images that it concerns, and the words of the first of them: its numbers are
   * those of that image alone.
   * @param of how many results
   */
  all(of: number): Notice[] {
    return [...this.kinds].map(([code, { message, image, results, isSame }]) => ({
      code,
      message:
        isSame && results === of
          ? `in ${of === 1 ? "the one image" : `all ${of} images`}: ${message}`
          : `in ${results} of ${of} images, first ${image}: ${message}`,
    }));
  }
}

/** @file The notices of many results, each kind told once. */
import type { Notice, NoticeCode } from "../../src-core/contract/notices.ts";

export class NoticeCounts {
  private readonly kinds = new Map<NoticeCode, { message: string; results: number }>();

  /** @param notices of one result */
  add(notices: readonly Notice[]): void {
    const codes = new Map(notices.map(({ code, message }) => [code, message]));
    for (const [code, message] of codes) {
      const known = this.kinds.get(code) ?? { message, results: 0 };
      known.results++;
      this.kinds.set(code, known);
    }
  }

  /** @param of how many results @returns a line for each kind, with the words of its first result */
  lines(of: number): string[] {
    return [...this.kinds.values()].map(({ message, results }) =>
      results === of ? `in all images: ${message}` : `in ${results} of ${of} images: ${message}`,
    );
  }
}

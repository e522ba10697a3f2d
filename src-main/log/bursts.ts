/** @file What is said over and over is said a few times, and then counted. */

const most = 20;
/** Milliseconds. */
const span = 60_000;

interface Burst {
  began: number;
  said: number;
  kept: number;
}

export class Bursts {
  private readonly bursts = new Map<string, Burst>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** @returns whether it may be said, and how many of its kind were kept back before it */
  admit(kind: string): { readonly isSaid: boolean; readonly kept: number } {
    const now = this.now();
    const burst = this.bursts.get(kind);
    if (!burst || now - burst.began > span) {
      this.bursts.set(kind, { began: now, said: 1, kept: 0 });
      return { isSaid: true, kept: burst?.kept ?? 0 };
    }
    if (++burst.said <= most) return { isSaid: true, kept: 0 };
    burst.kept++;
    return { isSaid: false, kept: 0 };
  }

  /** What was kept back and not told yet, by kind. */
  get pending(): readonly (readonly [string, number])[] {
    return [...this.bursts].flatMap(([kind, { kept }]) =>
      kept > 0 ? [[kind, kept] as const] : [],
    );
  }
}

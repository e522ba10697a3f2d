/**
 * @file Sessions that are lent: opened once, kept while they are used often, released once.
 *
 * [Note: Leases] A session holds memory that no garbage collector sees: native, in WebAssembly, or in a device's process. So it
 * has one owner, and everybody else a lease of it. What makes room for others is released when its last lease ends, and never
 * before.
 */
import { LRUCache } from "lru-cache";
import type { Session } from "../../engine/engine.ts";
import { withTime } from "../jobs/timing.ts";

export interface OpenSession {
  readonly session: Session;
  /** Milliseconds that its creation took. */
  readonly time: number;
}

/** The right to use a session until it is ended, once. */
export interface Lease extends OpenSession {
  /**
   * Resolves when what has to be released is released.
   * @param use how much memory it has come to hold, and whether that is to be given back as soon as nobody uses it
   */
  readonly end: (use?: { readonly bytes?: number; readonly giveBack?: boolean }) => Promise<void>;
}

/** A session that was opened, and the bytes of its network. */
export interface Opened {
  readonly session: Session;
  readonly bytes: number;
}

/** One session, from its opening to its release. */
class Owned {
  readonly opened: Promise<OpenSession & Opened>;
  users = 0;
  /** Whether it has left the store: it is released when nobody uses it. */
  isOut = false;

  constructor(open: () => Promise<Opened>) {
    this.opened = withTime(open).then(([opened, time]) => ({ ...opened, time }));
  }
}

interface Kept {
  readonly owned: Owned;
  readonly bytes: number;
}

export interface LeaseLimits {
  /** Sessions that are kept. */
  readonly count: number;
  /** Bytes that they may hold together, as far as that is known; one alone may hold more. */
  readonly bytes: number;
}

export class Leases {
  private readonly kept: LRUCache<string, Kept>;
  private readonly releasing = new Set<Promise<void>>();

  constructor({ count, bytes: most }: LeaseLimits) {
    this.kept = new LRUCache({
      max: count,
      maxSize: most,
      sizeCalculation: ({ bytes }) => Math.min(Math.max(Math.ceil(bytes), 1), most),
      // What is set again has grown, and is the same session.
      noDisposeOnSet: true,
      dispose: ({ owned }) => {
        owned.isOut = true;
        if (owned.users === 0) this.release(owned);
      },
    });
  }

  /** @param open is called where no session of that key is kept @throws what `open` throws; it is tried anew next time */
  async take(key: string, open: () => Promise<Opened>): Promise<Lease> {
    const owned = this.kept.get(key)?.owned ?? this.begin(key, open);
    owned.users++;
    try {
      const { session, time } = await owned.opened;
      return { session, time, end: this.ending(key, owned) };
    } catch (cause) {
      owned.users--;
      throw cause;
    }
  }

  /** Releases those whose key is meant; those in use when their last lease ends. Resolves when the others are released. */
  async forget(isMeant: (key: string) => boolean): Promise<void> {
    for (const key of [...this.kept.keys()]) if (isMeant(key)) this.kept.delete(key);
    await this.quiet();
  }

  private begin(key: string, open: () => Promise<Opened>): Owned {
    const owned = new Owned(async () => {
      // What made room for it gives back its memory first.
      await this.quiet();
      return open();
    });
    this.kept.set(key, { owned, bytes: 1 });
    owned.opened.then(
      ({ bytes }) => {
        this.weigh(key, owned, bytes);
      },
      () => {
        if (this.holds(key, owned)) this.kept.delete(key);
      },
    );
    return owned;
  }

  private ending(key: string, owned: Owned): Lease["end"] {
    let isEnded = false;
    return async ({ bytes = 0, giveBack = false } = {}) => {
      if (isEnded) return;
      isEnded = true;
      owned.users--;
      this.weigh(key, owned, bytes);
      if (owned.users === 0) {
        if (owned.isOut) this.release(owned);
        else if (giveBack && this.holds(key, owned)) this.kept.delete(key);
      }
      await this.quiet();
    };
  }

  /** It never shrinks: what a session has once taken, it keeps. */
  private weigh(key: string, owned: Owned, bytes: number): void {
    if (this.holds(key, owned) && bytes > (this.kept.peek(key)?.bytes ?? 0))
      this.kept.set(key, { owned, bytes });
  }

  private holds = (key: string, owned: Owned): boolean => this.kept.peek(key)?.owned === owned;

  private release({ opened }: Owned): void {
    // One that was never opened, or whose device is gone, has nothing left to give back.
    const released = opened.then(({ session }) => session.release()).catch(() => undefined);
    this.releasing.add(released);
    void released.finally(() => this.releasing.delete(released));
  }

  private async quiet(): Promise<void> {
    await Promise.all(this.releasing);
  }
}

/** Uses a session, and ends its lease whatever becomes of it. */
export async function withLease<L extends Lease, T>(
  taking: Promise<L>,
  work: (lease: L) => Promise<T>,
): Promise<T> {
  const lease = await taking;
  try {
    return await work(lease);
  } finally {
    await lease.end();
  }
}

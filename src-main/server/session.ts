/** @file What lets a browser in: a secret that works once, and the token that it is exchanged for. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Links are followed at once; more than these are waiting nowhere. */
const waitingTickets = 32;

export class Session {
  private readonly token = word();
  private readonly secrets = new Set<string>();
  /** What each lets in to. */
  private readonly tickets = new Map<string, string>();

  /** One more, for one browser. */
  secret(): string {
    const secret = word();
    this.secrets.add(hash(secret));
    return secret;
  }

  /** @returns the token; null for a secret that is wrong or was used */
  enter(secret: string): string | null {
    return this.secrets.delete(hash(secret)) ? this.token : null;
  }

  holds(token: string): boolean {
    return timingSafeEqual(Buffer.from(hash(token)), Buffer.from(hash(this.token)));
  }

  /** Lets in to this path alone, once. */
  ticket(path: string): string {
    const ticket = word();
    this.tickets.set(hash(ticket), path);
    for (const oldest of this.tickets.keys()) {
      if (this.tickets.size <= waitingTickets) break;
      this.tickets.delete(oldest);
    }
    return ticket;
  }

  redeem(ticket: string, path: string): boolean {
    const key = hash(ticket);
    return this.tickets.get(key) === path && this.tickets.delete(key);
  }
}

const word = (): string => randomBytes(24).toString("base64url");

/** What is compared are hashes: how long that takes says nothing of the words. */
const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

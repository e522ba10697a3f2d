/** @file Browser mode: how a page shows that it was let in. A cookie would go to every port of this machine. */

/** Header that every request to `/api` carries. */
export const sessionHeader = "x-fullconv-session";

/** Takes the secret of an address, as plain text, once; answers with the session's token. */
export const sessionPath = "/session";

/** Takes the path of a download; answers with one that a link can follow once, since links carry no headers. */
export const ticketPath = "/session/ticket";

/** Parameter of a path that was answered to `ticketPath`. */
export const ticketParameter = "ticket";

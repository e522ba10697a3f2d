/**
 * @file Browser mode: what lets this page in at the host. The address that Fullconv prints ends with a secret, which is
 * exchanged once for a token; the token is kept where only pages of this address and port can read it. In the desktop
 * there is neither.
 */
import { sessionHeader, sessionPath, ticketPath } from "../../src-core/contract/session.ts";

const place = "fullconv-session";
let token: string | null = null;

/** To be awaited before the host is asked for anything. A secret that is not taken leaves the token that was there. */
export async function enter(): Promise<void> {
  token = localStorage.getItem(place);
  const secret = location.hash.slice(1);
  // A place of the window begins with a slash, which no secret does.
  if (secret === "" || secret.startsWith("/")) return;
  // It is worth nothing from now on: neither the history nor a copied address shall hold it.
  history.replaceState(null, "", location.pathname);
  const answer = await fetch(sessionPath, { method: "POST", body: secret }).catch(() => null);
  if (answer?.ok !== true) return;
  token = await answer.text();
  localStorage.setItem(place, token);
}

/** What a request to the host carries. */
export const sessionHeaders = (): Record<string, string> =>
  token === null ? {} : { [sessionHeader]: token };

/** `fetch` with what lets the page in. */
export const fetchAdmitted = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(
    path,
    token === null
      ? init
      : { ...init, headers: [...new Headers(init.headers), ...Object.entries(sessionHeaders())] },
  );

/** Whether the host asks who comes. */
export const isGuarded = (): boolean => token !== null;

/** Links carry no headers. @returns where a link leads that is followed now */
export async function admittedLink(path: string): Promise<string> {
  const answer = await fetchAdmitted(ticketPath, { method: "POST", body: path });
  // What is wrong is told to whoever follows it.
  return answer.ok ? answer.text() : path;
}

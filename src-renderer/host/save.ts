/** @file Something made in the window becomes a file, where the browser or the system puts downloads. */

import { admittedLink, isGuarded } from "./session.ts";

export function saveAs(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  follow(url, name);
  // The download reads it after this turn.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** For a click on a link to a file that the host makes: where the host is guarded, the link gets its ticket first. */
export function saveFromHost(click: MouseEvent, path: string, name: string): void {
  if (!isGuarded()) return;
  click.preventDefault();
  void admittedLink(path).then((url) => {
    follow(url, name);
  });
}

function follow(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

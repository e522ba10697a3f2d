/** @file Why a control cannot be used: for who points at it, and for who hears it. */
import type { Attachment } from "svelte/attachments";

/** @param reason undefined where there is none @param otherwise the title of a control that can be used */
export const because =
  (reason: string | undefined, otherwise?: string): Attachment<HTMLElement> =>
  (element) => {
    const title = reason ?? otherwise;
    if (title === undefined) element.removeAttribute("title");
    else element.title = title;
    if (reason === undefined) element.removeAttribute("aria-description");
    else element.setAttribute("aria-description", reason);
  };

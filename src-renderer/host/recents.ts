/** @file The host's list of images that were looked at lately. */
import { z } from "zod";
import type { OpenedImage } from "../../src-core/contract/api.ts";
import { openedImage } from "../../src-core/contract/api.ts";
import type { RecentImage, RecentRequest } from "../../src-core/contract/home/recents.ts";
import { recentImage } from "../../src-core/contract/home/recents.ts";
import { jsonBody, request, requestJson } from "./request.ts";

/** The newest first. */
export const listRecents = (): Promise<RecentImage[]> =>
  requestJson(z.array(recentImage), "/api/recents");

export async function noteRecent(recent: RecentRequest): Promise<void> {
  await request("/api/recents", jsonBody(recent));
}

/** @throws UserError where the host cannot find its file */
export const openRecent = (id: string, signal: AbortSignal): Promise<OpenedImage> =>
  requestJson(openedImage, `${recentPath(id)}/open`, { method: "POST", signal });

export async function removeRecent(id: string): Promise<void> {
  await request(recentPath(id), { method: "DELETE" });
}

export async function forgetRecents(): Promise<void> {
  await request("/api/recents", { method: "DELETE" });
}

const recentPath = (id: string): string => `/api/recents/${encodeURIComponent(id)}`;

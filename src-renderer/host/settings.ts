/** @file The host's routes for what the user chose. */
import type { StateNotice } from "../../src-core/contract/state.ts";
import type { Settings, SettingsChange } from "../../src-core/contract/settings.ts";
import { settings } from "../../src-core/contract/settings.ts";
import { jsonBody, request, requestJson } from "./request.ts";

export const loadSettings = (): Promise<Settings> => requestJson(settings, "/api/settings");

/** Also where the window closes meanwhile. @throws UserError where the host cannot keep it */
export async function saveSettings(change: SettingsChange): Promise<void> {
  await request("/api/settings", { ...jsonBody(change), method: "PATCH", keepalive: true });
}

/** No window that opens says it again. */
export async function markStateRead(notice: StateNotice): Promise<void> {
  await request("/api/state/read", { ...jsonBody(notice), keepalive: true });
}

/** @file What Electron asks of the system: dialogs, displays, permissions, other programs. Tests replace some of it. */
import { EventEmitter } from "node:events";

type PermissionHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
) => void;

/** Nobody is there to choose a file. */
export const dialog = {
  showOpenDialog: (): Promise<{ canceled: boolean; filePaths: string[] }> =>
    Promise.resolve({ canceled: true, filePaths: [] }),
  showMessageBox: (): Promise<{ response: number }> => Promise.resolve({ response: 0 }),
};

/** Nothing crashes here that only Electron could catch. */
export const crashReporter = {
  start: (): void => undefined,
};

export const shell = {
  openExternal: (): Promise<void> => Promise.resolve(),
  openPath: (): Promise<string> => Promise.resolve(""),
};

/** What the system has is light. */
export const nativeTheme = {
  themeSource: "system" as "system" | "light" | "dark",
  /** "Settings this property to `dark` will have the following effects: `nativeTheme.shouldUseDarkColors` will be `true`" */
  get shouldUseDarkColors(): boolean {
    return this.themeSource === "dark";
  },
};

const blockers = new Set<number>();

export const powerSaveBlocker = {
  /** "The blocker ID that is assigned to this power blocker." */
  start: (): number => {
    const id = blockers.size + 1;
    blockers.add(id);
    return id;
  },
  /** "Whether the specified `powerSaveBlocker` has been stopped." */
  stop: (id: number): boolean => blockers.delete(id),
  /** "Whether the corresponding `powerSaveBlocker` has started." */
  isStarted: (id: number): boolean => blockers.has(id),
};

/** `shutdown`: "Emitted when the system is about to reboot or shut down." (Linux, macOS) */
export const powerMonitor = new EventEmitter();

const display = { workArea: { x: 0, y: 0, width: 1600, height: 1000 } };

export const screen = {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
};

/** As in Electron, a page may do everything until the app says otherwise. */
let onPermission: PermissionHandler = (_contents, _permission, answer) => {
  answer(true);
};

type RequestHandler = (details: unknown, answer: (response: { cancel: boolean }) => void) => void;

let onRequest: { readonly urls: readonly string[]; readonly handler: RequestHandler } | null = null;

/** Whether the app wants no such request: of the patterns of addresses, those of whole schemes are known here. */
export function isCancelled(url: string): boolean {
  const { urls, handler } = onRequest ?? { urls: [] };
  let cancelled = false;
  if (urls.some((pattern) => new URL(url).protocol === pattern.replace("//*/*", "")))
    handler?.({ url }, ({ cancel }) => {
      cancelled = cancel;
    });
  return cancelled;
}

export const session = {
  defaultSession: {
    setSpellCheckerEnabled: (): void => undefined,
    webRequest: {
      onBeforeRequest: ({ urls }: { urls: readonly string[] }, handler: RequestHandler): void => {
        onRequest = { urls, handler };
      },
    },
    setPermissionRequestHandler: (handler: PermissionHandler): void => {
      onPermission = handler;
    },
    setPermissionCheckHandler: (): void => undefined,
  },
};

export const isGranted = (permission: string): Promise<boolean> =>
  new Promise((resolve) => {
    onPermission(null, permission, resolve);
  });

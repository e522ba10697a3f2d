/** @file What Electron asks of the system: dialogs, displays, permissions, other programs. Tests replace some of it. */

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

export const shell = {
  openExternal: (): Promise<void> => Promise.resolve(),
  openPath: (): Promise<string> => Promise.resolve(""),
};

export const nativeTheme = { shouldUseDarkColors: false };

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1600, height: 1000 } }],
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

/**
 * @file How a package for macOS is signed: with the certificate that electron-builder is given, and ad hoc where it is given none.
 * Either way after Electron's switches were turned, which breaks the seal that Electron comes with; Apple's processors start nothing
 * whose seal is broken.
 */
import type { MacConfiguration } from "electron-builder";

export type MacSignature = Pick<MacConfiguration, "identity" | "hardenedRuntime">;

/** @param options those of the package, which electron-builder reads when it comes to sign it */
export function signAdHocWithoutCertificate(
  options: MacSignature,
  { CSC_LINK, CSC_NAME }: Readonly<Record<string, string | undefined>>,
): void {
  if (CSC_LINK || CSC_NAME || options.identity !== undefined) return;
  // An ad hoc signature belongs to nobody, and a hardened app loads the libraries of its own signer alone.
  Object.assign(options, { identity: "-", hardenedRuntime: false } satisfies MacSignature);
}

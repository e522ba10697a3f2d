/**
 * @file The window takes the system's font; on a bare Debian that is DejaVu. For the pictures it is Inter where that is
 * installed, and Noto Sans CJK for Chinese (Debian: fonts-inter, fonts-noto-cjk).
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const wanted = ["Inter", "Noto Sans CJK SC"];

const isHere = (pattern: string): boolean => {
  try {
    return execFileSync("fc-list", [pattern], { encoding: "utf8" }).trim() !== "";
  } catch {
    return false;
  }
};

/** Whether Chinese would be shown in letters, not in empty boxes. */
export const hasChinese = (): boolean => isHere(":lang=zh-cn");

/** Environment of a browser whose system fonts these are. @param file where fontconfig's settings are written */
export function withFonts(file: string): Record<string, string> {
  const here = wanted.filter(isHere);
  if (here.length < wanted.length)
    console.error(`not here: ${wanted.filter((name) => !here.includes(name)).join(", ")}`);
  const names = here.map((name) => `<string>${name}</string>`).join("");
  const preferred = (family: string): string =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>
     <edit name="family" mode="prepend" binding="strong">${names}</edit></match>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
     <fontconfig><include>/etc/fonts/fonts.conf</include>
     ${here.length > 0 ? ["system-ui", "sans-serif"].map(preferred).join("\n") : ""}</fontconfig>`,
  );
  const { env } = process;
  const set = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { ...(Object.fromEntries(set) as Record<string, string>), FONTCONFIG_FILE: file };
}

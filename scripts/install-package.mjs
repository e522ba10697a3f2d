/**
 * @file Installs the package that was just made, as a user would, on a machine that is thrown away afterwards.
 * Prints `FULLCONV_INSTALLED=<path of the program>`; what the installers say goes to standard error.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const installers = { linux: debian, win32: windows, darwin: macos };
const install = installers[process.platform];
if (!install) throw new Error(`${process.platform}: there is no package for it`);
const program = install();
if (!existsSync(program)) throw new Error(`${program} is not there after the installation`);
console.log(`FULLCONV_INSTALLED=${program}`);

function debian() {
  run("sudo", ["apt-get", "install", "--yes", artefact(/\.deb$/)]);
  return "/opt/Fullconv/fullconv";
}

/** NSIS: silently, into a folder that is named last and without quotes. */
function windows() {
  const folder = join(mkdtempSync(join(tmpdir(), "installed-")), "Fullconv");
  run(artefact(/Setup.*\.exe$/), ["/S", `/D=${folder}`], { windowsVerbatimArguments: true });
  return join(folder, "Fullconv.exe");
}

function macos() {
  const volume = mkdtempSync(join(tmpdir(), "volume-"));
  run("hdiutil", ["attach", artefact(/\.dmg$/), "-nobrowse", "-mountpoint", volume]);
  const app = "/Applications/Fullconv.app";
  run("cp", ["-R", join(volume, "Fullconv.app"), app]);
  run("hdiutil", ["detach", volume]);
  // A broken seal is refused at the start, and in fewer words.
  run("codesign", ["--verify", "--deep", "--strict", "--verbose=2", app]);
  return join(app, "Contents", "MacOS", "Fullconv");
}

/** @throws Error unless there is exactly one */
function artefact(name) {
  const found = readdirSync("release").filter((file) => name.test(file));
  if (found.length !== 1)
    throw new Error(`release/ holds ${found.length} files like ${name}: ${found.join(", ")}`);
  return resolve("release", found[0]);
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2], ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

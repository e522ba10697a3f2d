/** @file Writes lines into a log of its own: the folder, then how many. */
import { LogFile } from "../../../src-main/log/log-file.ts";

const [folder = "", count = "0"] = process.argv.slice(2);
const log = new LogFile(folder, 20_000);
for (let i = 0; i < Number(count); i++)
  log.write({
    time: new Date().toISOString(),
    level: "info",
    room: "test",
    message: `${process.pid} ${i} ${"x".repeat(i)}`,
  });

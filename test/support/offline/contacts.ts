/** @file What processes wanted of the network, read off strace's record of their system calls. */

/** The calls that name somebody else: `strace -f -e trace=…`. */
export const watchedCalls = "connect,sendto,sendmsg,sendmmsg";

/** Whoever answers there looks names up. */
const nameService = 53;

const inet4 = /sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)/;
const inet6 = /sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, "([^"]+)"/;
const unix = /sa_family=AF_UNIX, sun_path=@?"([^"]+)"/;

const isLoopback = (address: string): boolean =>
  address === "::1" || ["127.", "::ffff:127."].some((start) => address.startsWith(start));

/**
 * All but the loopback and sockets in `own`, the folder that the processes have to themselves: other machines, whoever
 * looks up names, on this machine too, and services of the system behind sockets in the file system.
 * @param record lines of strace @returns such as `93.184.216.34:443`, each once
 */
export function contacts(record: string, own: string): string[] {
  const told = record.split("\n").flatMap((line) => {
    const [, port, address] = inet4.exec(line) ?? inet6.exec(line) ?? [];
    if (port !== undefined && address !== undefined)
      return isLoopback(address) && Number(port) !== nameService ? [] : [`${address}:${port}`];
    const [, path] = unix.exec(line) ?? [];
    return path === undefined || path.startsWith(own) ? [] : [path];
  });
  return [...new Set(told)];
}

/** Whether a host is this machine. A Content-Security-Policy cannot name `[::1]`. */
export function isLocal(hostname: string): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1";
}

// A Content-Security-Policy, such as that of the pages, cannot name [::1].
const local = new Set(["localhost", "127.0.0.1"]);

/** An address that a request may be sent to, or why it may not. */
export type LocalAddress = { url: string } | { refusal: string };

/**
 * Reads the address of an API on this machine. Any other is refused: what is typed here, credentials among it, is not to
 * leave the machine.
 */
export function localAddress(text: string): LocalAddress {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) {
    return { refusal: `“${trimmed}” is no address. One looks like http://127.0.0.1:4010/v1.` };
  }
  const { protocol, hostname, username, password, search, hash, href } = new URL(trimmed);
  if (protocol !== "http:" && protocol !== "https:") {
    return { refusal: `An address starts with http:// or https://, this one with ${protocol}` };
  }
  if (!local.has(hostname)) {
    return {
      refusal:
        `This page sends requests to this machine alone: to localhost or 127.0.0.1, not to ${hostname}. ` +
        "So what you type here cannot leave the machine. Use one of the samples to ask another server.",
    };
  }
  if (username !== "" || password !== "")
    return { refusal: "Credentials go into their own fields, not into the address." };
  if (search !== "" || hash !== "")
    return { refusal: "The address has no query and no fragment: it is the API's root." };
  return { url: href.replace(/\/+$/, "") };
}

// React Native, simulated: its `fetch` is whatwg-fetch on XMLHttpRequest, and much that browsers and Node have is missing.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

const polyfill = fileURLToPath(import.meta.resolve("whatwg-fetch"));

/** Runs a script with the globals that React Native has, and returns the value of an expression after it, a JSON text. */
export async function runInReactNative(script: string, expression: string): Promise<string> {
  const globals = {
    AbortController,
    AbortSignal,
    FormData,
    URL,
    URLSearchParams,
    btoa,
    clearTimeout,
    console,
    setTimeout,
  };
  // A new context has only what the language itself has: neither streams nor TextDecoder, Blob, crypto or structuredClone.
  const context = createContext({ ...globals, XMLHttpRequest: SimulatedXMLHttpRequest });
  runInContext("globalThis.window = globalThis.global = globalThis;", context); // but no document
  runInContext(await readFile(polyfill, "utf8"), context);
  runInContext(script, context);
  return runInContext(expression, context);
}

/** The part of `XMLHttpRequest` that whatwg-fetch uses. As React Native's, it follows redirects. */
class SimulatedXMLHttpRequest {
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  onreadystatechange = () => {};
  readyState = 0;
  status = 0;
  statusText = "";
  responseURL = "";
  responseText = "";
  #method = "";
  #url = "";
  #headers = new Headers();
  #received = new Headers();
  #controller = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.append(name, value);
  }

  getAllResponseHeaders(): string {
    return [...this.#received].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  }

  abort(): void {
    this.#controller.abort();
  }

  async send(body: string | null): Promise<void> {
    const { signal } = this.#controller;
    try {
      const response = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        body: body || null,
        signal,
      });
      this.#received = response.headers;
      this.responseText = await response.text();
      this.responseURL = response.url;
      this.status = response.status;
      this.statusText = response.statusText;
      this.#end(this.onload);
    } catch {
      this.#end(signal.aborted ? this.onabort : this.onerror);
    }
  }

  #end(report: () => void): void {
    this.readyState = 4;
    this.onreadystatechange();
    report();
  }
}

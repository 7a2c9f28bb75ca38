/** Where a program's client sends its updates, and as whom. */
export interface Service {
  /** Without a slash at the end. */
  baseUrl: string;
  apiKey: string;
  apiSecret: string;
  /** What sends the requests. Default: what the client takes by itself. */
  fetch?: typeof fetch;
}

import type { Page } from "playwright-core";

/**
 * What a page has to complain of from now on: errors and warnings in its console, errors that nothing catches, requests
 * that fail, and requests to anywhere but `origin`.
 */
export function complaintsOf(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  const add = (text: string) => void complaints.push(`${page.url()}: ${text}`);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") add(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => add(`thrown: ${error.message}`));
  page.on("requestfailed", (request) => add(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) add(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) add(`elsewhere: ${url}`);
  });
  return complaints;
}

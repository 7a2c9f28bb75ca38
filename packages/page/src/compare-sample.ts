import { isRecord, type OpenApiDocument, pointerOf, type SecurityScheme, type Server, valueAt } from "@repo/openapi";
import { type CurlRequest, parseCurl } from "./curl.ts";
import type { Difference } from "./difference.ts";
import { literally } from "./literally.ts";
import { bodyOf, operationName, pointerTo, type SpecOperation } from "./spec-operation.ts";
import type { Located } from "./spec-schema.ts";
import { statesText } from "./spec-text.ts";

/** Tells how the request of an example and a description differ: its method, address, access and body. */
export function compareSample(document: OpenApiDocument, operation: SpecOperation, sample: CurlRequest): Difference[] {
  return new SampleComparison(document, operation).compare(sample);
}

class SampleComparison {
  readonly #document: OpenApiDocument;
  readonly #operation: SpecOperation;
  readonly #differences: Difference[] = [];

  constructor(document: OpenApiDocument, operation: SpecOperation) {
    this.#document = document;
    this.#operation = operation;
  }

  #differ(about: string, onPage: string | undefined, inDescription: string | undefined, pointer: string): void {
    const subject = `${operationName(this.#operation)}, its sample`;
    this.#differences.push({ subject, about, onPage, inDescription, pointer });
  }

  compare(sample: CurlRequest): Difference[] {
    const { method, path, pointer } = this.#operation;
    if (sample.method !== method) {
      this.#differ("method", sample.method.toUpperCase(), method.toUpperCase(), pointer);
    }
    const servers = this.#located("servers");
    const urls = Array.isArray(servers?.value) ? servers.value.map(({ url }: Server) => url.replace(/\/$/, "")) : [];
    const [address = ""] = sample.url.split("?");
    const variables = literally(path).replace(/\\\{.*?\\\}/g, "[^/]+");
    const atServer = urls.some((url) => new RegExp(`^${literally(url)}${variables}$`).test(address));
    const isPathKnown = new RegExp(`${variables}$`).test(address);
    if (!atServer && isPathKnown) {
      const server = address.replace(new RegExp(`${variables}$`), "");
      this.#differ("server", server, urls.join(" or ") || undefined, `${servers?.pointer ?? ""}/0/url`);
    } else if (!atServer) {
      this.#differ("path", sample.url, path, pointerOf(["paths", path]));
    }
    this.#compareAccess(sample);
    const contents = bodyOf(this.#document, this.#operation, "body")?.types;
    const type = sample.headers["content-type"];
    if (type !== undefined && contents && !contents.value.includes(type)) {
      this.#differ("media type", type, contents.value.join(" or "), contents.pointer);
    }
    return this.#differences;
  }

  /** A keyword of the operation, or that of the whole description. */
  #located(keyword: string): Located | undefined {
    for (const pointer of [`${this.#operation.pointer}/${keyword}`, `/${keyword}`]) {
      const value = valueAt(this.#document, pointer);
      if (value !== undefined) return { value, pointer };
    }
    return undefined;
  }

  #compareAccess(sample: CurlRequest): void {
    const security = this.#located("security");
    const names = Array.isArray(security?.value) ? security.value.flatMap((needed: object) => Object.keys(needed)) : [];
    const schemes = names.map((name) => {
      const pointer = pointerTo(this.#document, pointerOf(["components", "securitySchemes", name]));
      return { pointer, value: valueAt(this.#document, pointer) as SecurityScheme | undefined };
    });
    const shown = shownAccess(sample);
    const scheme = schemes.find(({ value }) => value !== undefined && accessOf(value) === shown);
    const own = schemes.flatMap(({ value }) => (value ? [accessOf(value)] : []));
    if (shown === "nothing" ? own.length > 0 : scheme === undefined) {
      const pointer = schemes[0]?.pointer ?? security?.pointer ?? this.#operation.pointer;
      this.#differ("security", shown, own.join(" or ") || undefined, pointer);
      return;
    }
    if (scheme === undefined) return;
    const curl = this.#curlSample();
    const described = `${scheme.value?.description ?? ""} ${curl?.source ?? ""}`;
    for (const [what, name] of [
      ["user", sample.user],
      ["password", sample.password],
    ] as const) {
      if (name === undefined) continue;
      const own = curl?.request?.[what];
      if (own === undefined ? statesText(described, name) : own === name) continue;
      this.#differ(what, name, own, curl?.pointer ?? scheme.pointer);
    }
    if (curl?.request && curl.request.body !== sample.body) {
      this.#differ("body", sample.body, curl.request.body, curl.pointer);
    }
  }

  /** The description's own curl sample. */
  #curlSample(): { source: string; pointer: string; request?: CurlRequest } | undefined {
    const samples = valueAt(this.#document, `${this.#operation.pointer}/x-codeSamples`);
    if (!Array.isArray(samples)) return undefined;
    const index = samples.findIndex((sample) => isRecord(sample) && /^\s*curl\s/.test(String(sample["source"])));
    if (index === -1) return undefined;
    const source = String(samples[index].source);
    const pointer = `${this.#operation.pointer}/x-codeSamples/${index}/source`;
    try {
      return { source, pointer, request: parseCurl(source) };
    } catch {
      return { source, pointer };
    }
  }
}

/** How a request is authenticated, in words. */
function shownAccess({ user, headers }: CurlRequest): string {
  if (user !== undefined) return "HTTP basic";
  const [scheme] = (headers["authorization"] ?? "").split(" ");
  if (scheme) return `HTTP ${scheme.toLowerCase()}`;
  const key = Object.keys(headers).find(
    (name) => !/^(?:content-type|accept)$/.test(name) && /\$/.test(headers[name] ?? ""),
  );
  return key === undefined ? "nothing" : `the header ${key}`;
}

function accessOf({ type, scheme, name, in: place }: SecurityScheme): string {
  if (type === "http") return `HTTP ${scheme?.toLowerCase()}`;
  if (type === "apiKey") return `the ${place} ${name?.toLowerCase()}`;
  return type === "oauth2" || type === "openIdConnect" ? "HTTP bearer" : type;
}

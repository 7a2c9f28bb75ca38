// What cannot be sent, or would decide where credentials go, is an error before anything is sent.
import { describe, expect, it } from "vitest";
import { clientOf, rejection } from "./client-of.ts";
import { type CallOptions, HarbourRequestError } from "./harbour/index.gen.ts";

const path = { boatId: "boat_1" };

/** Makes the call in each way that a client has, with options that the types would refuse. */
async function refusals(
  named: Record<string, unknown>,
  raw: Record<string, unknown> = named,
): Promise<{ code?: string; message?: string }[]> {
  const { harbour, requests } = clientOf();
  const { updateBoat, PUT, request } = harbour as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const errors = [];
  for (const call of [
    () => updateBoat?.({ path, body: {}, ...named }),
    () => PUT?.("/boats/{boatId}", { params: { path }, body: {}, ...raw }),
    () => request?.("put", "/boats/{boatId}", { params: { path }, body: {}, ...raw }),
  ]) {
    const error = await rejection(Promise.resolve(call()));
    expect(error).toBeInstanceOf(HarbourRequestError);
    errors.push(error);
  }
  expect(requests).toEqual([]);
  return errors;
}

describe("an option that a call does not have", () => {
  const ofFetch = [
    "cache",
    "credentials",
    "dispatcher",
    "duplex",
    "integrity",
    "keepalive",
    "method",
    "mode",
    "priority",
  ];
  const options = [
    ...ofFetch,
    ...["redirect", "referrer", "referrerPolicy", "window"],
    ...["baseUrl", "fetch", "Request", "requestInitExt"],
    ...[
      "maxRetryDelay",
      "maxResponseSize",
      "logger",
      "logLevel",
      "clock",
      "apiKey",
      "apiSecret",
      "auth",
      "allowInsecure",
    ],
    ...["url", "host", "proxy", "agent", "brand", "secrets", "nonsense", "constructor", "toString"],
  ];

  it.each(options)("is refused: %s", async (option) => {
    for (const error of await refusals({ [option]: "https://evil.example" })) {
      expect(error.message).toBe(`"${option}" is not an option of this call: nothing was sent`);
    }
  });

  it("is refused as __proto__ too, which JSON can have", async () => {
    const parsed = JSON.parse('{ "__proto__": { "baseUrl": "https://evil.example" } }');
    for (const error of await refusals(parsed)) expect(error.message).toContain("__proto__");
  });

  it.each(["params", "querySerializer", "bodySerializer", "pathSerializer", "middleware"])(
    "is refused if only the raw methods have it: %s",
    async (option) => {
      const { harbour, requests } = clientOf();
      const error = await rejection(harbour.updateBoat({ path, body: {}, [option]: {} }));
      expect(error).toBeInstanceOf(HarbourRequestError);
      expect(requests).toEqual([]);
    },
  );

  it("is refused in a parameter's place that the operation does not have, or the raw methods do not", async () => {
    for (const place of ["header", "cookie"]) await refusals({ [place]: { a: "b" } });
    for (const place of ["path", "query"]) {
      const { harbour } = clientOf();
      const init = { params: { path }, body: {}, [place]: { a: "b" } };
      expect(await rejection(harbour.PUT("/boats/{boatId}", init as never))).toBeInstanceOf(HarbourRequestError);
    }
  });

  it("is no matter if it is undefined, as in an object that was spread", async () => {
    const { update, requests } = clientOf();
    const unset: object = { baseUrl: undefined, redirect: undefined };
    await update(unset);
    expect(requests[0]?.url).toBe("https://api.harbour.example/v1/boats/boat_1");
  });
});

describe("a path that leads elsewhere", () => {
  it.each([
    "",
    "@evil.example",
    ".evil.example",
    ":8443/boats",
    "evil",
    "?x=/",
    "#/",
    "\\\\evil.example",
    "/..",
    "/../boats",
    "/boats/..",
    "/boats/../../v2",
    "/%2e%2E/boats",
    "/.%2e/boats",
    "/./boats",
    "/.\t./boats",
    "/.\n./boats",
    "/a\\..\\..\\b",
  ])("is refused: %j", async (path) => {
    const { harbour, requests } = clientOf();
    const request = harbour.request as unknown as (method: string, path: string, init?: object) => Promise<unknown>;
    const byPathSerializer = () =>
      harbour.PUT("/boats/{boatId}", { params: { path: { boatId: "m" } }, body: {}, pathSerializer: () => path });
    for (const call of [() => request("put", path), () => request("put", path, { body: {} }), byPathSerializer]) {
      expect(await rejection(call())).toBeInstanceOf(HarbourRequestError);
    }
    expect(requests).toEqual([]);
  });
});

const cycle: Record<string, unknown> = { name: "x" };
cycle["self"] = cycle;
const secret = "a text that no error may quote";
const fail = () => {
  throw new Error(secret);
};

describe("a body that JSON cannot express", () => {
  it.each<[string, unknown]>([
    ["a cycle", cycle],
    ["a cycle in a list", { convoy: [cycle] }],
    ["a BigInt", { rig: { seed: 1n } }],
    ["a getter that throws", Object.defineProperty({}, "name", { get: fail, enumerable: true })],
    ["a toJSON that throws", { rig: { toJSON: fail } }],
    ["a toJSON that returns its parent", { rig: { toJSON: () => cycle } }],
    ["a proxy that throws", new Proxy({}, { ownKeys: fail })],
    ["NaN", { rig: { sailArea: Number.NaN } }],
    ["Infinity", { rig: { sailArea: Number.POSITIVE_INFINITY } }],
    ["-Infinity in a list", { values: [1, Number.NEGATIVE_INFINITY] }],
    ["a toJSON that returns NaN", { at: { toJSON: () => Number.NaN } }],
    ["NaN itself", Number.NaN],
    ["a function itself", () => {}],
    ["a symbol itself", Symbol("body")],
  ])("is refused: %s", async (_, body) => {
    for (const { message } of await refusals({ body })) {
      expect(message).toMatch(/^The body .*: nothing was sent$/);
      expect(message).not.toContain(secret);
    }
  });

  it("is refused if a serializer throws, whatever it throws", async () => {
    for (const thrown of [new Error(secret), secret, null, undefined]) {
      const serializer = () => {
        throw thrown;
      };
      const { harbour, requests } = clientOf();
      for (const name of ["bodySerializer", "querySerializer", "pathSerializer"]) {
        const init = { params: { path }, body: {}, [name]: serializer };
        const error = await rejection(harbour.PUT("/boats/{boatId}", init));
        expect(error).toBeInstanceOf(HarbourRequestError);
        expect(error.message).not.toContain(secret);
      }
      expect(requests).toEqual([]);
    }
  });

  it("is not half a character, which JSON escapes", async () => {
    const { harbour, requests } = clientOf();
    await harbour.updateBoat({ path, body: { name: "\ud800" } });
    expect(await requests[0]?.text()).toBe('{"name":"\\ud800"}');
  });
});

describe("headers", () => {
  const invalid: [string, string][] = [
    ["", "1"],
    ["a b", "1"],
    ["ü", "1"],
    ["a\n", "1"],
    ["x-trace", "a\r\nb: c"],
    ["x-trace", "a\0b"],
    ["x-trace", "→"],
  ];

  it.each(invalid)("that HTTP does not have are refused: %j: %j", async (name, value) => {
    for (const headers of [{ [name]: value }, [[name, value]]]) {
      for (const { message } of await refusals({ headers })) expect(message).toContain(JSON.stringify(name));
      for (const { message } of await refusals({ headers: { authorization: "Basic a\nb" } })) {
        expect(message).toBe('Header "authorization" is not valid: nothing was sent');
      }
    }
  });

  it.each(invalid)("of a client are refused too: %j: %j", async (name, value) => {
    expect(() => clientOf(undefined, { headers: { [name]: value } })).toThrow(JSON.stringify(name));
  });

  it.each([
    ["a list", [["x-trace", "1"]]],
    ["Headers", new Headers({ "X-Trace": "1" })],
    ["an object", { "X-Trace": 1, "x-other": undefined }],
  ] as [string, NonNullable<CallOptions["headers"]>][])("may be %s", async (_, headers) => {
    const ofCall = clientOf();
    await ofCall.update({ headers });
    await ofCall.harbour.PUT("/boats/{boatId}", { params: { path }, body: {}, headers });
    const ofClient = clientOf(undefined, { headers });
    await ofClient.update();
    for (const { headers } of [...ofCall.requests, ...ofClient.requests]) {
      expect(headers.get("x-trace")).toBe("1");
      expect([...headers.keys()].toSorted()).toEqual(["authorization", "content-type", "user-agent", "x-trace"]);
    }
  });

  it("of a call replace and remove those of the client, by names in any case", async () => {
    const { update, requests } = clientOf(undefined, { headers: { "X-Trace": "1", "x-other": "2" } });
    await update({ headers: { "x-trace": "3", "X-Other": null, "USER-AGENT": null } });
    const [request] = requests;
    expect(["x-trace", "x-other", "user-agent"].map((name) => request?.headers.get(name))).toEqual(["3", null, null]);
  });
});

it("a signal of null is none", async () => {
  const { harbour, update, requests } = clientOf(undefined, { signal: null });
  await update({ signal: null });
  await harbour.PUT("/boats/{boatId}", { params: { path }, body: {}, signal: null });
  expect(requests).toHaveLength(2);
});

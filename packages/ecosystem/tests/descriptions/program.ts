import type { Call } from "./calls.ts";
import type { DrawnDescription } from "./describe.ts";
import { Upload } from "./shapes.ts";

/**
 * A program that calls each operation with literal values. It exports a function for each call, which resolves to what
 * the caller got.
 */
export function programOf({ baseUrl, declarations, calls }: DrawnDescription): string {
  return `
import { createApiClient, type OperationMethods, type TransportOptions } from "./index.gen.ts";
import { bytesOf, formData, listOf, type NumberText, typed } from "../support.ts";

${declarations.join("\n")}

export const calls = (fetch: NonNullable<TransportOptions["fetch"]>) => {
  const api = createApiClient({ ${baseUrl === undefined ? "" : `baseUrl: ${JSON.stringify(baseUrl)}, `}fetch, retries: 0 });
  void [bytesOf, formData, listOf];
  return [
${calls.map((call, at) => `async () => {\n${bodyOf(call, at)}\n}`).join(",\n")}
  ];
};

// What must not compile.
export const refused = (api: OperationMethods) => {
${calls.map(refusedCall).join("")}
};
`;
}

function bodyOf(call: Call, at: number): string {
  const { reading, type } = call;
  const called = `api.${call.method}(${inputOf(call, at)})`;
  switch (reading) {
    case "error":
      return `const { error } = await ${called}.result();
if (error?.status !== ${call.answer.status}) throw error ?? new Error("no error");
typed<${type}>()(error.body);
return { status: error.status, data: error.body };`;
    case "headers": {
      const names = call.headers.map(({ name }) => JSON.stringify(name));
      return `const { data, response } = await ${called}.withResponse();
typed<${type}>()(data);
${call.headers.map(({ type }, at) => `typed<${type}>()(response.headers.get(${names[at]}));`).join("\n")}
return { data, headers: { ${names.map((name) => `${name}: response.headers.get(${name})`).join(", ")} } };`;
    }
    case "blob":
      return `const data = await ${called};
typed<Blob>()(data);
return { data: await bytesOf(data), type: data.type };`;
    case "stream":
      return `const data = await ${called};
return { data: await bytesOf(data) };`;
    case "events":
      return `const data = await listOf(await ${called});
for (const event of data) typed<${type}>()(event.data);
return { data };`;
    case "items":
      return `const data = await listOf(await ${called});
for (const item of data) typed<${type}>()(item);
return { data };`;
    case "value":
      return `const data = await ${called};
typed<${type}>()(data);
return { data };`;
  }
}

/** What the function of a call resolves to, as JSON. */
export function expectedResult({ reading, received, mediaType, answer, headers }: Call): object {
  const data = received === undefined ? {} : { data: received };
  if (reading === "error") return { status: answer.status, ...data };
  if (reading === "blob") return { ...data, type: mediaType };
  if (reading === "headers")
    return { ...data, headers: Object.fromEntries(headers.map(({ name, text }) => [name, text])) };
  return data;
}

function inputOf(call: Call, at: number): string {
  const fields = Object.entries(literals(call)).map(([name, text]) => `${name}: ${text}`);
  if (call.reading === "stream") fields.push('parseAs: "stream"');
  return `{ ${[...fields, `headers: { "X-Call": "${at}" }`].join(", ")} }`;
}

/** The call without something that is required, or with a value of a type that nothing has. */
function refusedCall(call: Call, at: number): string {
  const { input, method, required } = call;
  const changes = [
    ...required.map((name) => ({ [name]: undefined })),
    ...Object.keys(input)
      .filter((name) => name !== "body" || !call.isAnyBody)
      .map((name) => ({ [name]: "Symbol()" })),
    ...(["path", "query", "header", "cookie"] as const).flatMap((place) =>
      Object.keys(input[place] ?? {}).map((name) => ({
        [place]: `{ ...${literal(input[place])}, ${JSON.stringify(name)}: Symbol() }`,
      })),
    ),
  ];
  // One of them, since the compiler takes long for each.
  const change = changes[at % changes.length];
  if (!change) return "";
  const fields = Object.entries({ ...literals(call), ...change }).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}: ${text}`],
  );
  return `// @ts-expect-error\nvoid api.${method}({ ${fields.join(", ")} });\n`;
}

/** The fields of the input in TypeScript. */
function literals({ input, asFormData }: Call): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      name === "body" && asFormData ? `formData(${literal(Object.entries(value))})` : literal(value),
    ]),
  );
}

/** A value in TypeScript. */
function literal(value: unknown): string {
  if (value instanceof Upload) {
    const bytes = `[new Uint8Array([${value.bytes.join(", ")}])]`;
    const options = `{ type: ${JSON.stringify(value.type)} }`;
    return value.name === undefined
      ? `new Blob(${bytes}, ${options})`
      : `new File(${bytes}, ${JSON.stringify(value.name)}, ${options})`;
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner)}`)
    .join(", ")} }`;
}

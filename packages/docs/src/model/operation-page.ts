import { follow } from "../../../../scripts/generate/follow.ts";
import type { NamedOperation } from "../../../../scripts/generate/operations.ts";
import type {
  Header,
  MediaType,
  OpenApiDocument,
  Parameter,
  Response,
} from "../../../../scripts/spec/openapi-document.ts";
import { sampleCode } from "../samples/sample-code.ts";
import { exampleOf, namedExamples } from "./examples.ts";
import { type FieldMaker, fieldMaker, type OnUse } from "./fields.ts";
import { requestForm } from "./form.ts";
import { sampleSecurity, securityNames } from "./security.ts";
import { serversOf } from "./servers.ts";
import type {
  Body,
  Client,
  Field,
  OperationPage,
  PagePath,
  ParameterGroup,
  ResponsePart,
  Sample,
  SampleOperation,
  SampleRequest,
} from "./site.ts";
import type { PageOf } from "./type-text.ts";

export interface DescribeOptions {
  document: OpenApiDocument;
  pageOf: PageOf;
  client: MakeClient | undefined;
  basicCredentials: { user: string; password: string };
}

export type MakeClient = (operation: Pick<SampleOperation, "server" | "security">) => Client;

/** On the page of an operation, everything stands at once; only what goes round or out of hand is a link. */
const OPERATION_DEPTH = { named: true, levels: 12, fields: 600 };
const PLACES = ["path", "query", "header", "cookie"] as const;

/** The page of one operation. `onUse` hears of every field whose type leads to a schema's page. */
export function describeOperation(
  options: DescribeOptions,
  operation: NamedOperation,
  { path, title }: { path: PagePath; title: string },
  onUse: OnUse,
): OperationPage {
  const { document, pageOf } = options;
  const { node, parameters } = operation;
  const make = fieldMaker(document, pageOf, OPERATION_DEPTH, onUse);
  const groups = PLACES.flatMap((place): ParameterGroup[] => {
    const fields = parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => parameterField(make, parameter));
    return fields.length > 0 ? [{ place, fields }] : [];
  });
  const body = bodyOf(document, make, operation);
  const responses = responsesOf(document, make, operation);
  const sampled = sampleOperation(options, operation);
  const samples = samplesOf(document, operation, sampled);
  const [first] = samples;
  return {
    path,
    name: operation.name,
    title,
    ...(node.description && { description: node.description }),
    deprecated: node.deprecated === true,
    ...(node.tags?.[0] !== undefined && { tag: node.tags[0] }),
    method: operation.method.toUpperCase(),
    route: operation.path,
    server: sampled.server,
    security: securityNames(document, node),
    parameters: groups,
    ...(body && { body }),
    responses,
    samples,
    ...(first && isFillable(body) && { form: requestForm(document, operation, sampled, first.request) }),
  };
}

function parameterField(make: FieldMaker, parameter: Parameter): Field {
  const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema;
  const field = make.field(parameter.name, schema, `${parameter.in}.${parameter.name}`);
  const own = [
    parameter.example,
    ...Object.values(parameter.examples ?? {}).map((example) => "value" in example && example.value),
  ];
  const examples = own.flatMap((value) => (value === undefined || value === false ? [] : JSON.stringify(value)));
  const description = parameter.description ?? field.description;
  return {
    ...field,
    required: parameter.required === true,
    deprecated: parameter.deprecated === true || field.deprecated,
    ...(description && { description }),
    examples: [...new Set([...examples, ...field.examples])],
  };
}

function bodyOf(document: OpenApiDocument, make: FieldMaker, { node }: NamedOperation): Body | undefined {
  if (!node.requestBody) return undefined;
  const { description, required = false, content } = follow(document, node.requestBody);
  return {
    ...(description && { description }),
    required,
    mediaTypes: Object.keys(content ?? {}),
    content: make.content(preferredMedia(content)?.schema, "body"),
  };
}

function responsesOf(document: OpenApiDocument, make: FieldMaker, { node }: NamedOperation): ResponsePart[] {
  let hasMain = false;
  return Object.entries(node.responses ?? {}).map(([status, given]) => {
    const { description, headers, content } = follow<Response>(document, given);
    const media = preferredMedia(content);
    // What everyone looks for has the short name: `response.model.name`, but `404.message`.
    const isMain = !hasMain && /^2/.test(status);
    hasMain ||= isMain;
    const id = isMain ? "response" : status;
    return {
      status,
      ...(description && { description }),
      headers: Object.entries(headers ?? {}).map(([name, header]) =>
        headerField(make, name, follow<Header>(document, header), `${id}.headers.${name}`),
      ),
      mediaTypes: Object.keys(content ?? {}),
      ...(media?.schema && { content: make.content(media.schema, id) }),
      examples: namedExamples(document, media),
    };
  });
}

function headerField(
  make: FieldMaker,
  name: string,
  { schema, description, required, deprecated }: Header,
  id: string,
): Field {
  const field = make.field(name, schema, id);
  return {
    ...field,
    required: required === true,
    deprecated: deprecated === true || field.deprecated,
    ...(description && { description }),
  };
}

/** JSON where there is a choice: it is what the pages and the samples can show. */
function preferredMedia(content: Record<string, MediaType> | undefined): MediaType | undefined {
  const all = Object.entries(content ?? {});
  return (all.find(([mediaType]) => isJson(mediaType)) ?? all[0])?.[1];
}

function isJson(mediaType: string): boolean {
  return /^(\*|application)\/\*|^[^;]*[/+]json\b/i.test(mediaType);
}

/** A form can write JSON, or a request without a body. */
function isFillable(body: Body | undefined): boolean {
  return body === undefined || body.mediaTypes.some(isJson);
}

function sampleOperation(
  { document, client, basicCredentials }: DescribeOptions,
  operation: NamedOperation,
): SampleOperation {
  const { node, method, path, name } = operation;
  const content = node.requestBody && follow(document, node.requestBody).content;
  const mediaType = Object.keys(content ?? {}).find(isJson) ?? Object.keys(content ?? {})[0];
  const security = sampleSecurity(document, node, basicCredentials);
  const [{ url: server } = { url: "" }] = serversOf(
    node.servers ?? document.paths?.[path]?.servers ?? document.servers,
  );
  return {
    name,
    method: method.toUpperCase(),
    route: path,
    server,
    ...(mediaType !== undefined && { mediaType }),
    security,
    ...(client && { client: client({ server, security }) }),
  };
}

/** A sample for each example of the body, or one made from the schema. */
function samplesOf(document: OpenApiDocument, operation: NamedOperation, sampled: SampleOperation): Sample[] {
  const { node, parameters } = operation;
  const media = preferredMedia(node.requestBody && follow(document, node.requestBody).content);
  const parts = parametersExample(document, parameters);
  const given = namedExamples(document, media);
  const fromSchema = given.length === 0;
  const made = {
    key: "example",
    title: node.summary ?? operation.name,
    value: media && exampleOf(document, media.schema),
  };
  return (fromSchema ? [made] : given).map(({ value, ...named }) => {
    const request: SampleRequest = { ...parts, ...(media && { body: value }) };
    return { ...named, fromSchema, request, code: sampleCode(sampled, request) };
  });
}

/** The parameters of a sample: all that are required, with their own examples. */
function parametersExample(document: OpenApiDocument, parameters: Parameter[]): SampleRequest {
  const request: SampleRequest = { path: {}, query: {}, header: {} };
  for (const parameter of parameters) {
    const { in: place, name, required, example, examples, schema } = parameter;
    if (place === "cookie" || !(required || place === "path")) continue;
    const [named] = Object.values(examples ?? {});
    const value = example ?? (named && follow(document, named).value) ?? exampleOf(document, schema, name);
    request[place][name] = value;
  }
  return request;
}

import type { Header, NamedOperation, OpenApiDocument, Parameter, Response } from "@scenario-openapi/openapi";
import { follow, isJson } from "@scenario-openapi/openapi";
import { type FieldMaker, fieldMaker, type OnUse } from "./fields.ts";
import { requestForm } from "./form.ts";
import { type MakeClient, namedExamples, preferredMedia, sampleOperation, samplesOf } from "./samples.ts";
import { securityText } from "./servers.ts";
import type {
  Body,
  ComposerServer,
  Field,
  OperationPage,
  PagePath,
  ParameterGroup,
  ResponsePart,
  SecurityScheme,
} from "./site.ts";
import type { PageOf } from "./type-text.ts";

export interface DescribeOptions {
  document: OpenApiDocument;
  pageOf: PageOf;
  schemes: SecurityScheme[];
  client: MakeClient | undefined;
  basicCredentials: { user: string; password: string };
  composerServers: readonly ComposerServer[] | undefined;
}

/** The page of an operation shows everything at once, up to limits that keep it readable. */
const OPERATION_DEPTH = { named: true, levels: 12, fields: 600 };
const PLACES = ["path", "query", "header", "cookie"] as const;

/** The page of one operation. */
export function describeOperation(
  options: DescribeOptions,
  operation: NamedOperation,
  { path, title }: { path: PagePath; title: string },
  onUse: OnUse,
): OperationPage {
  const { document, pageOf, schemes, client, basicCredentials, composerServers } = options;
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
  const sampled = sampleOperation(document, operation, client, basicCredentials);
  const samples = samplesOf(document, operation, sampled);
  const [first] = samples;
  // The form can write JSON, or a request without a body.
  const isFillable = body === undefined || body.mediaTypes.some(isJson);
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
    security: securityText(document, node, schemes),
    parameters: groups,
    ...(body && { body }),
    responses,
    samples,
    ...(first && isFillable && { form: requestForm(document, operation, sampled, first.request, composerServers) }),
  };
}

function parameterField(make: FieldMaker, parameter: Parameter): Field {
  const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema;
  const field = fieldWith(make, parameter.name, { ...parameter, schema }, `${parameter.in}.${parameter.name}`);
  const named = Object.values(parameter.examples ?? {}).flatMap((example) =>
    "value" in example ? [example.value] : [],
  );
  const examples = [parameter.example, ...named].flatMap((value) => JSON.stringify(value) ?? []);
  return { ...field, examples: [...new Set([...examples, ...field.examples])] };
}

/** The field of a parameter or a header: what it says itself wins over what its schema says. */
function fieldWith(
  make: FieldMaker,
  name: string,
  {
    schema,
    description,
    required,
    deprecated,
  }: Pick<Header, "description" | "required" | "deprecated"> & { schema: unknown },
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

function bodyOf(document: OpenApiDocument, make: FieldMaker, { node }: NamedOperation): Body | undefined {
  if (!node.requestBody) return undefined;
  const { description, required = false, content } = follow(document, node.requestBody);
  return {
    ...(description && { description }),
    required,
    mediaTypes: Object.keys(content ?? {}),
    content: make.content(preferredMedia(content)?.[1].schema, "body"),
  };
}

function responsesOf(document: OpenApiDocument, make: FieldMaker, { node }: NamedOperation): ResponsePart[] {
  const all = Object.entries(node.responses ?? {});
  // The first success, which most readers look for, has short ids: `response.model.name`, but `404.message`.
  const [main] = all.find(([status]) => status.startsWith("2")) ?? [];
  return all.map(([status, given]) => {
    const { description, headers, content } = follow<Response>(document, given);
    const [, media] = preferredMedia(content) ?? [];
    const id = status === main ? "response" : status;
    return {
      status,
      id,
      ...(description && { description }),
      headers: Object.entries(headers ?? {}).map(([name, node]) => {
        const header = follow<Header>(document, node);
        return fieldWith(make, name, { ...header, schema: header.schema }, `${id}.headers.${name}`);
      }),
      mediaTypes: Object.keys(content ?? {}),
      ...(media?.schema && { content: make.content(media.schema, id) }),
      examples: namedExamples(document, media),
    };
  });
}

import type { OpenApiDocument, Schema } from "@scenario-openapi/openapi";
import {
  all,
  body,
  components,
  document,
  type Edit,
  json,
  listed,
  operation,
  PATH,
  parameter,
  parametersOf,
  pathItem,
  properties,
  property,
  response,
  responses,
  reversed,
  type Step,
  schema,
  schemas,
  securitySchemes,
  unlisted,
  withParameter,
} from "./edit.ts";

const text: Schema = { type: "string", description: "A text." };
const REF = "#/components/schemas/";

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** What is sent. */
const requests: Edit[] = [
  { name: "add an optional property to the body", edit: properties("UpdateModelRequest", { foo: text }),
    wire: "compatible", types: "compatible", why: "old requests do without it" },
  { name: "add a required property to the body",
    edit: all(properties("UpdateModelRequest", { foo: text }), listed("UpdateModelRequest", "required", "foo")),
    wire: "breaking", types: "breaking", why: "old requests do not have it" },
  { name: "remove an optional property of the body", edit: properties("UpdateModelRequest", { shortDescription: undefined }),
    wire: "breaking", types: "breaking", why: "what is sent in it is lost, and an object literal that has it is an error" },
  { name: "rename a property of the body",
    edit: properties("UpdateModelRequest", ({ name }) => ({ title: name, name: undefined })),
    wire: "breaking", types: "breaking", why: "it is a removal and an addition" },
  { name: "require a property of the body", edit: listed("UpdateModelRequest", "required", "name"),
    wire: "breaking", types: "breaking", why: "old requests may leave it out" },
  { name: "no longer require a property of the body", given: listed("UpdateModelRequest", "required", "name"),
    edit: schema("UpdateModelRequest", { required: undefined }),
    wire: "compatible", types: "compatible", why: "old requests have it" },
  { name: "accept null in the body", edit: property("UpdateModelRequest.name", { type: ["string", "null"] }),
    wire: "compatible", types: "compatible", why: "old requests do not send null" },
  { name: "refuse null in the body", edit: property("UpdateModelRequest.thumbnail", { type: "string" }),
    wire: "breaking", types: "breaking", why: "null is how old code unsets the thumbnail" },
  { name: "replace the type of a property of the body", edit: property("UpdateModelRequest.name", { type: "number" }),
    wire: "breaking", types: "breaking", why: "old code sends text" },
  { name: "accept a second type in the body", edit: property("UpdateModelRequest.name", { type: ["string", "number"] }),
    wire: "compatible", types: "compatible", why: "text is still accepted" },
  { name: "accept only integers where numbers were sent", edit: property("Concept.scale", { type: "integer" }),
    wire: "breaking", types: "none", why: "0.5 is refused, and TypeScript has one type for both" },
  { name: "limit the length of a text in the body", edit: property("UpdateModelRequest.name", { maxLength: 100 }),
    wire: "breaking", types: "none", why: "longer names are refused, and types know no lengths" },
  { name: "raise a limit of the body", given: property("UpdateModelRequest.name", { maxLength: 100 }),
    edit: property("UpdateModelRequest.name", { maxLength: 200 }),
    wire: "compatible", types: "none", why: "what fitted still fits" },
  { name: "lift a limit of the body", given: property("UpdateModelRequest.name", { maxLength: 100 }),
    edit: property("UpdateModelRequest.name", { maxLength: undefined }),
    wire: "compatible", types: "none", why: "what fitted still fits" },
  { name: "ask for at least one item", edit: property("UpdateModelRequest.concepts", { minItems: 1 }),
    wire: "breaking", types: "none", why: "an empty list is refused" },
  { name: "say that a list may be empty, as it may", edit: property("UpdateModelRequest.concepts", { minItems: 0 }),
    wire: "none", types: "none", why: "no list has fewer items than none" },
  { name: "allow no more than so many properties", edit: schema("UpdateModelRequest", { maxProperties: 5 }),
    wire: "breaking", types: "none", why: "larger bodies are refused" },
  { name: "exclude the limit itself",
    given: withParameter({ name: "page", in: "query", schema: { type: "number", minimum: 0 } }),
    edit: parameter("page", { schema: { type: "number", exclusiveMinimum: 0 } }),
    wire: "breaking", types: "none", why: "0 is refused" },
  { name: "ask for coarser steps",
    given: withParameter({ name: "page", in: "query", schema: { type: "number", multipleOf: 2 } }),
    edit: parameter("page", { schema: { type: "number", multipleOf: 4 } }),
    wire: "breaking", types: "none", why: "2 is no multiple of 4" },
  { name: "take finer steps",
    given: withParameter({ name: "page", in: "query", schema: { type: "number", multipleOf: 4 } }),
    edit: parameter("page", { schema: { type: "number", multipleOf: 2 } }),
    wire: "compatible", types: "none", why: "every multiple of 4 is one of 2" },
  { name: "ask for a pattern in the body", edit: property("UpdateModelRequest.classSlug", { pattern: "^[a-z-]+$" }),
    wire: "breaking", types: "none", why: "other slugs are refused" },
  { name: "no longer ask for a pattern in the body",
    given: property("UpdateModelRequest.classSlug", { pattern: "^[a-z-]+$" }),
    edit: property("UpdateModelRequest.classSlug", { pattern: undefined }),
    wire: "compatible", types: "none", why: "what matched is still accepted" },
  { name: "ask for another pattern in the body",
    given: property("UpdateModelRequest.classSlug", { pattern: "^[a-z-]+$" }),
    edit: property("UpdateModelRequest.classSlug", { pattern: "^[a-z-]*$" }),
    wire: "breaking", types: "none",
    why: "whether one pattern holds the other is not decided, so the worst is assumed" },
  { name: "ask for a format in the body", edit: property("UpdateModelRequest.epoch", { format: "uuid" }),
    wire: "breaking", types: "none", why: "other texts are refused, and the type stays string" },
  { name: "add a default to a property of the body", edit: property("UpdateModelRequest.name", { default: "A model" }),
    wire: "compatible", types: "none", why: "what was left open is said, and the property stays optional" },
  { name: "change a default", edit: property("TrainingParameters.lrScheduler", { default: "slope" }),
    wire: "breaking", types: "none", why: "old requests that leave it out get another schedule" },
  { name: "remove a default", edit: property("TrainingParameters.lrScheduler", { default: undefined }),
    wire: "breaking", types: "none", why: "old requests rely on what leaving it out means" },
  { name: "add a value to an enumeration of the body", given: property("UpdateModelRequest.name", { enum: ["a", "b"] }),
    edit: property("UpdateModelRequest.name", { enum: ["a", "b", "c"] }),
    wire: "compatible", types: "compatible", why: "old code does not send it" },
  { name: "remove a value of an enumeration of the body",
    given: property("UpdateModelRequest.name", { enum: ["a", "b", "c"] }),
    edit: property("UpdateModelRequest.name", { enum: ["a", "b"] }),
    wire: "breaking", types: "breaking", why: "old code may send it" },
  { name: "enumerate what was any text in the body", edit: property("UpdateModelRequest.name", { enum: ["a", "b"] }),
    wire: "breaking", types: "breaking", why: "any other name is refused" },
  { name: "accept any text where values were enumerated in the body",
    given: property("UpdateModelRequest.name", { enum: ["a", "b"] }),
    edit: property("UpdateModelRequest.name", { enum: undefined }),
    wire: "compatible", types: "compatible", why: "the values that were enumerated are texts" },
  { name: "fix a property of the body to one value", edit: property("UpdateModelRequest.name", { const: "a" }),
    wire: "breaking", types: "breaking", why: "any other name is refused" },
  { name: "accept null items in a list of the body",
    given: properties("UpdateModelRequest", { labels: { type: "array", items: text } }),
    edit: property("UpdateModelRequest.labels", { items: { ...text, type: ["string", "null"] } }),
    wire: "compatible", types: "compatible", why: "texts are still accepted" },
  { name: "replace the type of the items of a list of the body",
    given: properties("UpdateModelRequest", { labels: { type: "array", items: text } }),
    edit: property("UpdateModelRequest.labels", { items: { ...text, type: "number" } }),
    wire: "breaking", types: "breaking", why: "old code sends texts" },
  { name: "replace a list of the body by one value",
    edit: properties("UpdateModelRequest", { concepts: { $ref: `${REF}Concept` } }),
    wire: "breaking", types: "breaking", why: "old code sends a list" },
  { name: "accept more values in a map of the body",
    given: properties("UpdateModelRequest", { labels: { type: "object", additionalProperties: text } }),
    edit: property("UpdateModelRequest.labels", { additionalProperties: { ...text, type: ["string", "null"] } }),
    wire: "compatible", types: "compatible", why: "texts are still accepted" },
  { name: "replace the values of a map of the body",
    given: properties("UpdateModelRequest", { labels: { type: "object", additionalProperties: text } }),
    edit: property("UpdateModelRequest.labels", { additionalProperties: { ...text, type: "number" } }),
    wire: "breaking", types: "breaking", why: "old code sends texts" },
  { name: "refuse properties that are not described", edit: schema("UpdateModelRequest", { additionalProperties: false }),
    wire: "breaking", types: "none", why: "old code may send others, and types never allowed them" },
  { name: "accept another alternative",
    given: properties("UpdateModelRequest", { seed: { oneOf: [{ type: "string" }, { type: "number" }] } }),
    edit: property("UpdateModelRequest.seed", { oneOf: [{ type: "boolean" }, { type: "number" }, { type: "string" }] }),
    wire: "compatible", types: "compatible", why: "the other two are still accepted" },
  { name: "no longer accept an alternative",
    given: properties("UpdateModelRequest", { seed: { oneOf: [{ type: "string" }, { type: "number" }] } }),
    edit: properties("UpdateModelRequest", { seed: { type: "number" } }),
    wire: "breaking", types: "breaking", why: "old code may send text" },
  { name: "refuse what a schema describes", edit: property("UpdateModelRequest.name", { not: { enum: ["admin"] } }),
    wire: "breaking", types: "none", why: "old code may send it, and types have no exceptions" },
  { name: "make a property of the body read-only", edit: property("UpdateModelRequest.name", { readOnly: true }),
    wire: "breaking", types: "breaking", why: "what is sent in it is no longer read, and code may not assign to it" },
];

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** What comes back. */
const answers: Edit[] = [
  { name: "add an optional property to the answer", edit: properties("Model", { foo: text }),
    wire: "compatible", types: "compatible", why: "old code does not look at it" },
  { name: "add a required property to the answer",
    edit: all(properties("Model", { foo: text }), listed("Model", "required", "foo")),
    wire: "compatible", types: "compatible", why: "old code does not look at it" },
  { name: "remove an optional property of the answer", edit: properties("Model", { authorId: undefined }),
    wire: "compatible", types: "breaking", why: "old code copes with its absence, yet reading it no longer compiles" },
  { name: "remove a required property of the answer",
    edit: all(properties("Model", { custom: undefined }), unlisted("Model", "required", "custom")),
    wire: "breaking", types: "breaking", why: "old code was promised it" },
  { name: "no longer promise a property of the answer", edit: unlisted("Model", "required", "tags"),
    wire: "breaking", types: "breaking", why: "it may be missing now" },
  { name: "promise a property of the answer", edit: listed("Model", "required", "name"),
    wire: "compatible", types: "compatible", why: "old code copes with both" },
  { name: "answer with null", edit: property("Model.name", { type: ["string", "null"] }),
    wire: "breaking", types: "breaking", why: "old code does not expect null" },
  { name: "no longer answer with null", given: property("Model.name", { type: ["string", "null"] }),
    edit: property("Model.name", { type: "string" }),
    wire: "compatible", types: "compatible", why: "old code copes with both" },
  { name: "replace the type of a property of the answer", edit: property("Model.trainingImagesNumber", { type: "string" }),
    wire: "breaking", types: "breaking", why: "old code calculates with it" },
  { name: "answer with integers alone", edit: property("Model.trainingImagesNumber", { type: "integer" }),
    wire: "compatible", types: "none", why: "every integer is a number" },
  { name: "answer with numbers where integers were promised",
    given: property("Model.trainingImagesNumber", { type: "integer" }),
    edit: property("Model.trainingImagesNumber", { type: "number" }),
    wire: "breaking", types: "none", why: "old code may read integers alone, and TypeScript has one type for both" },
  { name: "add a value to an enumeration of the answer", edit: listed("ModelStatus", "enum", "archived"),
    wire: "breaking", types: "breaking", why: "old code that handles every status does not handle this one" },
  { name: "remove a value of an enumeration of the answer", edit: unlisted("ModelStatus", "enum", "waiting"),
    wire: "compatible", types: "breaking", why: "it just never arrives, but comparing with it no longer compiles" },
  { name: "add a number to an enumeration of the answer", edit: listed("AccessRestriction", "enum", 10),
    wire: "breaking", types: "breaking", why: "old code does not know the plan" },
  { name: "answer with any text where values were enumerated", edit: schema("ModelStatus", { enum: undefined }),
    wire: "breaking", types: "breaking",
    why: "old code does not know other values, and the list of values is no longer exported" },
  { name: "enumerate what was any text in the answer", edit: property("Model.ownerId", { enum: ["a", "b"] }),
    wire: "compatible", types: "compatible", why: "each of the values is a text" },
  { name: "limit the length of a text in the answer", edit: property("Model.name", { maxLength: 100 }),
    wire: "compatible", types: "none", why: "shorter texts are texts" },
  { name: "lift a limit of the answer", given: property("Model.name", { maxLength: 100 }),
    edit: property("Model.name", { maxLength: undefined }),
    wire: "breaking", types: "none", why: "old code may have room for 100 characters" },
  { name: "promise that items are unique", edit: property("Model.collectionIds", { uniqueItems: true }),
    wire: "compatible", types: "none", why: "old code copes with both" },
  { name: "promise a pattern in the answer", edit: property("Model.id", { pattern: "^model_" }),
    wire: "compatible", types: "none", why: "what matches is a text" },
  { name: "no longer promise a format in the answer", edit: property("Model.createdAt", { format: undefined }),
    wire: "breaking", types: "none", why: "old code reads it as a time" },
  { name: "promise a format in the answer", edit: property("TrainingStats.endedAt", { format: "date-time" }),
    wire: "compatible", types: "none", why: "every time is a text" },
  { name: "answer in another format", edit: property("Model.createdAt", { format: "date" }),
    wire: "breaking", types: "none", why: "old code reads a time with its hour" },
  { name: "answer with larger integers", given: property("Model.trainingImagesNumber", { format: "int32" }),
    edit: property("Model.trainingImagesNumber", { format: "int64" }),
    wire: "breaking", types: "none", why: "old code may have 32 bits for it" },
  { name: "change the default of a property that always comes", edit: property("Model.privacy", { default: "public" }),
    wire: "none", types: "none", why: "a default speaks only where the value is left out" },
  { name: "answer with null among the items of a list",
    edit: property("Model.tags", { items: { ...text, type: ["string", "null"] } }),
    wire: "breaking", types: "breaking", why: "old code does not expect null" },
  { name: "replace the items of a list of the answer", edit: property("Model.tags", { items: { ...text, type: "number" } }),
    wire: "breaking", types: "breaking", why: "old code expects texts" },
  { name: "answer with any value in a map",
    edit: property("UiConfig.inputProperties", { additionalProperties: { description: "Any value." } }),
    wire: "breaking", types: "breaking", why: "old code expects an object of a certain shape" },
  { name: "answer with objects alone in a map of any values",
    edit: property("UiConfig.selects", { additionalProperties: { type: "object", description: "A select." } }),
    wire: "compatible", types: "compatible", why: "an object is a value" },
  { name: "remove a property of the values of a map", edit: properties("InputPropertyUi", { collapsed: undefined }),
    wire: "compatible", types: "breaking", why: "old code copes with its absence, yet reading it no longer compiles" },
  { name: "promise that no other property comes", edit: schema("Thumbnail", { additionalProperties: false }),
    wire: "compatible", types: "none", why: "old code does not look at others" },
  { name: "answer with more properties where none were promised",
    given: schema("Thumbnail", { additionalProperties: false }),
    edit: properties("Thumbnail", { width: { type: "number", description: "The width." } }),
    wire: "breaking", types: "compatible", why: "old code that validates refuses it; types do not close objects" },
  { name: "answer with another alternative",
    given: properties("Model", { seed: { oneOf: [{ type: "string" }, { type: "number" }] } }),
    edit: property("Model.seed", { oneOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] }),
    wire: "breaking", types: "breaking", why: "old code handles two" },
  { name: "make an optional property of the answer write-only", edit: property("Model.ownerId", { writeOnly: true }),
    wire: "compatible", types: "none", why: "it no longer comes, as it may not have before" },
];

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** Schemas that are both sent and returned. */
const both: Edit[] = [
  { name: "add a property that is sent and returned",
    edit: properties("TrainingParameters", { foo: { type: "number", description: "A number." } }),
    wire: "compatible", types: "compatible", why: "old code neither sends nor reads it" },
  { name: "add a value to an enumeration that is sent and returned", edit: listed("ModelType", "enum", "dry-3"),
    wire: "breaking", types: "breaking", why: "for readers, as above" },
  { name: "remove a value of an enumeration that is sent and returned", edit: unlisted("ModelType", "enum", "custom"),
    wire: "breaking", types: "breaking", why: "for writers, and for readers who compare with it" },
  { name: "lower a limit that is sent and returned", edit: property("TrainingParameters.wandbKey", { maxLength: 20 }),
    wire: "breaking", types: "none", why: "longer keys are refused" },
  { name: "raise a limit that is sent and returned", edit: property("TrainingParameters.wandbKey", { maxLength: 80 }),
    wire: "breaking", types: "none", why: "longer keys come back than were promised" },
  { name: "drop a format that is a hint", edit: property("TrainingParameters.wandbKey", { format: undefined }),
    wire: "none", types: "none", why: "`password` tells how to show a text and refuses none" },
  { name: "require a property that is sent and returned", edit: listed("Concept", "required", "modelEpoch"),
    wire: "breaking", types: "breaking", why: "for writers" },
  { name: "no longer require a property that is sent and returned", edit: schema("Concept", { required: ["modelId"] }),
    wire: "breaking", types: "breaking", why: "for readers" },
  { name: "replace a type that is sent and returned", edit: property("Concept.scale", { type: "string" }),
    wire: "breaking", types: "breaking", why: "for both" },
];

const addGetModel: Step = (api) => {
  const parameters = parametersOf(api).filter((one) => one.in === "path");
  const responses = api.paths?.[PATH]?.put?.responses ?? {};
  pathItem({ get: { operationId: "getModel", parameters, responses } })(api);
};
const only = withParameter({ name: "only", in: "query", schema: { type: "array", items: { type: "string" } } });
const noSuchModel = responses({ "404": { description: "No such model." } });

/** A response with a body of one property. */
function bodyWith(description: string, property: string, required?: string[]) {
  const schema: Schema = { type: "object", ...(required && { required }), properties: { [property]: text } };
  return { description, content: { "application/json": { schema } } };
}

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** Operations, parameters, bodies, answers. */
const operations: Edit[] = [
  { name: "rename an operation", edit: operation({ operationId: "changeModel" }),
    wire: "none", types: "breaking", why: "its name is not on the wire, and is the name of the client's method" },
  { name: "remove an operation", given: addGetModel, edit: pathItem({ get: undefined }),
    wire: "breaking", types: "breaking", why: "old code calls it" },
  { name: "add an operation", edit: addGetModel,
    wire: "compatible", types: "compatible", why: "old code does not call it" },
  { name: "move an operation to another path",
    edit: document(({ paths }) => ({ paths: { "/model/{modelId}": paths?.[PATH] ?? {} } })),
    wire: "breaking", types: "breaking", why: "old code calls the old one, and the key of `paths` is gone" },
  { name: "move an operation to another method", edit: pathItem(({ put }) => ({ patch: put, put: undefined })),
    wire: "breaking", types: "breaking", why: "old code uses the old one" },
  { name: "rename a parameter of the path",
    edit: all(
      parameter("modelId", { name: "id" }),
      document(({ paths }) => ({ paths: { "/models/{id}": paths?.[PATH] ?? {} } })),
    ),
    wire: "none", types: "breaking", why: "only its value is on the wire, and code names it" },
  { name: "remove a parameter",
    edit: (api) => operation({ parameters: parametersOf(api).filter((one) => one.in === "path") })(api),
    wire: "breaking", types: "breaking", why: "what is sent in it is lost" },
  { name: "add an optional parameter",
    edit: withParameter({ name: "dryRun", in: "query", schema: { type: "boolean" } }),
    wire: "compatible", types: "compatible", why: "old requests do without it" },
  { name: "add a required parameter",
    edit: withParameter({ name: "dryRun", in: "query", required: true, schema: { type: "boolean" } }),
    wire: "breaking", types: "breaking", why: "old requests do not have it" },
  { name: "add an optional header to the request",
    edit: withParameter({ name: "X-Trace", in: "header", schema: { type: "string" } }),
    wire: "compatible", types: "compatible", why: "old requests do without it" },
  { name: "add a required header to the request",
    edit: withParameter({ name: "X-Trace", in: "header", required: true, schema: { type: "string" } }),
    wire: "breaking", types: "breaking", why: "old requests do not have it" },
  { name: "require a parameter", edit: parameter("originalAssets", { required: true }),
    wire: "breaking", types: "breaking", why: "old requests may leave it out" },
  { name: "no longer require a parameter", given: parameter("originalAssets", { required: true }),
    edit: parameter("originalAssets", { required: undefined }),
    wire: "compatible", types: "compatible", why: "old requests have it" },
  { name: "replace the type of a parameter", edit: parameter("originalAssets", { schema: { type: "number" } }),
    wire: "breaking", types: "breaking", why: "old code sends true or false" },
  { name: "move a parameter from the query to the headers", edit: parameter("originalAssets", { in: "header" }),
    wire: "breaking", types: "breaking", why: "nobody looks where old code puts it" },
  { name: "ask for a pattern in a parameter of the path",
    edit: parameter("modelId", { schema: { type: "string", pattern: "^model_" } }),
    wire: "breaking", types: "none", why: "other IDs are refused" },
  { name: "write a list in a parameter in another way", given: only, edit: parameter("only", { explode: false }),
    wire: "breaking", types: "none", why: "`only=a&only=b` becomes `only=a,b`, of the same values" },
  { name: "say how a list is written, as it is", given: only,
    edit: parameter("only", { style: "form", explode: true }),
    wire: "none", types: "none", why: "it is what OpenAPI assumes" },
  { name: "change the default of a parameter",
    given: parameter("originalAssets", { schema: { type: "boolean", default: false } }),
    edit: parameter("originalAssets", { schema: { type: "boolean", default: true } }),
    wire: "breaking", types: "none", why: "old requests that leave it out get other assets" },
  { name: "no longer require the body", edit: body({ required: undefined }),
    wire: "compatible", types: "compatible", why: "old requests have one" },
  { name: "require the body", given: body({ required: undefined }), edit: body({ required: true }),
    wire: "breaking", types: "breaking", why: "old requests may have none" },
  { name: "remove the body", edit: operation({ requestBody: undefined }),
    wire: "breaking", types: "breaking", why: "what is sent in it is lost" },
  { name: "read another media type",
    edit: body((old) => ({ content: { ...old.content, "application/merge-patch+json": json(old) } })),
    wire: "compatible", types: "compatible", why: "JSON is still read" },
  { name: "replace the media type of the body",
    edit: body((old) => ({ content: { "application/merge-patch+json": json(old) } })),
    wire: "breaking", types: "breaking", why: "old code sends `application/json`" },
  { name: "answer in another media type as well",
    edit: response((old) => ({ content: { ...old.content, "text/csv": { schema: text } } })),
    wire: "compatible", types: "compatible", why: "old code gets JSON" },
  { name: "replace the media type of the answer",
    edit: response((old) => ({ content: { "application/hal+json": json(old) } })),
    wire: "breaking", types: "breaking", why: "old code reads `application/json`" },
  { name: "document an error that the default covers", edit: noSuchModel,
    wire: "compatible", types: "compatible", why: "old code was told that other answers come" },
  { name: "add an error where every status was documented", given: responses({ default: undefined }), edit: noSuchModel,
    wire: "breaking", types: "compatible",
    why: "old code was told of every status; types do not say that there is no other" },
  { name: "add another kind of error body", given: responses({ "404": bodyWith("No such model.", "id", ["id"]) }),
    edit: responses({ "409": bodyWith("It is in training.", "why", ["why"]) }),
    wire: "compatible", types: "breaking",
    why: "the default covers it, yet `error.id` of openapi-fetch no longer compiles" },
  { name: "document the body of errors", edit: responses({ default: bodyWith("Any other answer.", "why") }),
    wire: "compatible", types: "compatible", why: "nothing was said of it" },
  { name: "replace a successful status", edit: responses((all) => ({ "201": all["200"], "200": undefined })),
    wire: "breaking", types: "breaking", why: "old code looks for 200" },
  { name: "add a successful status with the same body", edit: responses((all) => ({ "201": all["200"] })),
    wire: "compatible", types: "compatible", why: "the default covers it, and the client's method gives the same" },
  { name: "add a successful status without a body",
    edit: responses({ "202": { description: "The update is on its way." } }),
    wire: "compatible", types: "breaking",
    why: "the default covers it, yet the client's method may give undefined now" },
  { name: "no longer document other answers", edit: responses({ default: undefined }),
    wire: "compatible", types: "breaking",
    why: "old code expects more than comes, yet `responses.default` is no type any more" },
  { name: "add a header to the answer", edit: response({ headers: { "X-Cost": { schema: { type: "number" } } } }),
    wire: "compatible", types: "compatible", why: "old code does not look at it" },
  { name: "remove a header of the answer",
    given: response({ headers: { "X-Cost": { required: true, schema: { type: "number" } } } }),
    edit: response({ headers: undefined }),
    wire: "breaking", types: "breaking", why: "old code was promised it, and its type is unknown now" },
];

const flows = {
  clientCredentials: { tokenUrl: "https://example.com/token", scopes: { read: "", write: "" } },
};

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** Who is let in, and where. */
const access: Edit[] = [
  { name: "ask for another authentication", edit: securitySchemes({ basicAuth: { type: "http", scheme: "bearer" } }),
    wire: "breaking", types: "none", why: "old code sends a name and a password, and types do not say so" },
  { name: "accept another authentication as well",
    edit: all(
      securitySchemes({ token: { type: "http", scheme: "bearer" } }),
      document({ security: [{ token: [] }, { basicAuth: [] }] }),
    ),
    wire: "compatible", types: "none", why: "a name and a password are enough" },
  { name: "ask for a second authentication",
    edit: all(
      securitySchemes({ key: { type: "apiKey", in: "header", name: "X-Key" } }),
      document({ security: [{ basicAuth: [], key: [] }] }),
    ),
    wire: "breaking", types: "none", why: "a name and a password are no longer enough" },
  { name: "ask for a scope more",
    given: all(securitySchemes({ oauth: { type: "oauth2", flows } }), operation({ security: [{ oauth: ["read"] }] })),
    edit: operation({ security: [{ oauth: ["read", "write"] }] }),
    wire: "breaking", types: "none", why: "old tokens may not have it" },
  { name: "let everyone in", edit: operation({ security: [] }),
    wire: "compatible", types: "none", why: "whoever was let in still is" },
  { name: "let no one in without authentication", given: operation({ security: [] }),
    edit: operation({ security: undefined }),
    wire: "breaking", types: "none", why: "old code shows nothing" },
  { name: "rename a security scheme",
    edit: all(
      securitySchemes(({ basicAuth }) => ({ password: basicAuth, basicAuth: undefined })),
      document({ security: [{ password: [] }] }),
    ),
    wire: "none", types: "none", why: "its name is nowhere but in the description" },
  { name: "move the server",
    edit: document({ servers: [{ url: "https://api.example.com/v1", description: "The service." }] }),
    wire: "breaking", types: "none", why: "old code calls the old one" },
  { name: "add a server",
    edit: document(({ servers = [] }) => ({ servers: [...servers, { url: "https://eu.example.com/v1" }] })),
    wire: "compatible", types: "none", why: "old code calls the one it knows" },
];

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** What is written about the API, and what it is for. */
const words: Edit[] = [
  { name: "describe a property in other words", edit: property("TrainingParameters.rank", { description: "Another sentence." }),
    wire: "none", types: "none", why: "comments are no types" },
  { name: "describe a schema in other words", edit: schema("Concept", { description: "Another sentence." }),
    wire: "none", types: "none", why: "comments are no types" },
  { name: "describe a parameter, an answer and the API in other words",
    edit: all(
      parameter("modelId", { description: "Another sentence." }),
      response({ description: "Another sentence." }),
      document(({ info }) => ({ info: { ...info, description: "Another sentence." } })),
    ),
    wire: "none", types: "none", why: "comments are no types" },
  { name: "give another example",
    edit: all(
      property("Model.name", { examples: ["Another name"] }),
      components(({ examples }) => ({ examples: { ...examples, Rename: { summary: "Rename it", value: { name: "x" } } } })),
    ),
    wire: "none", types: "none", why: "an example is no rule" },
  { name: "add an extension", edit: operation({ "x-beta": true }),
    wire: "none", types: "none", why: "nobody has to read it" },
  { name: "raise the version of the description",
    edit: document(({ info }) => ({ info: { ...info, version: "9.0.0" } })),
    wire: "none", types: "none", bump: "none", why: "it says how to call the change, and is none" },
  { name: "deprecate a property", edit: property("UpdateModelRequest.promptEmbedding", { deprecated: true }),
    wire: "none", types: "none", bump: "minor", why: "it works as before; semver calls the announcement a minor" },
  { name: "deprecate an operation", edit: operation({ deprecated: true }),
    wire: "none", types: "none", bump: "minor", why: "it works as before; semver calls the announcement a minor" },
  { name: "no longer deprecate a property", edit: property("TrainingParameters.scaleLr", { deprecated: undefined }),
    wire: "none", types: "none", why: "it works as before" },
  { name: "say that a property is for fewer trainers",
    edit: property("TrainingParameters.rank", { "x-available-for": ["charcoal", "ink"] }),
    wire: "none", types: "breaking", why: 'the same is accepted, yet `TrainingParametersFor<"gouache">` lost it' },
  { name: "say that a property is for more trainers",
    edit: property("TrainingParameters.rank", ({ "x-available-for": words = [] }) => ({
      "x-available-for": [...words, "pencil"],
    })),
    wire: "none", types: "compatible", why: 'the same is accepted, and `TrainingParametersFor<"pencil">` has it' },
  { name: "say that a property is for all trainers",
    edit: property("TrainingParameters.rank", { "x-available-for": undefined }),
    wire: "none", types: "compatible", why: "the same is accepted, and every trainer has it" },
  { name: "remove a trainer",
    edit: all(
      schema("TrainingParameters", (node) => withTrainers(node, ({ ink: _, ...others }) => others)),
      property("TrainingParameters.rank", ({ "x-differs-for": { ink: _, ...others } = {} }) => ({
        "x-available-for": ["gouache", "charcoal"], "x-differs-for": others,
      })),
    ),
    wire: "none", types: "breaking", why: 'the same is accepted, yet `TrainingParametersFor<"ink">` no longer compiles' },
  { name: "add a trainer, with its own limits",
    edit: all(
      schema("TrainingParameters", (node) => withTrainers(node, (trainers) => ({
        ...trainers, "pastel": { title: "Pastel", description: "Training with pastels." },
      }))),
      property("TrainingParameters.rank", ({ "x-available-for": words = [], "x-differs-for": differences = {} }) => ({
        "x-available-for": [...words, "pastel"], "x-differs-for": { ...differences, "pastel": { maximum: 8 } },
      })),
    ),
    wire: "none", types: "compatible", why: "old code does not name it" },
  { name: "give a trainer another title",
    edit: schema("TrainingParameters", (node) => withTrainers(node, (trainers) => ({
      ...trainers, ink: { title: "India ink", description: "Training with Ink." },
    }))),
    wire: "none", types: "none", why: "it is a text" },
];

type Trainers = NonNullable<Schema["x-availability"]>["values"];

function withTrainers({ "x-availability": availability }: Schema, change: (trainers: Trainers) => Trainers) {
  return { "x-availability": availability && { ...availability, values: change(availability.values) } };
}

/** Gives a schema words: `a` and `b`, and `group`, which stands for some of them. */
function withWords(name: string, group: string[] = ["a"], values = ["a", "b"]): Step {
  const about = { title: "A word", description: "A word." };
  const words = Object.fromEntries(values.map((word) => [word, about]));
  return schema(name, {
    "x-availability": { name: "Word", values: words, groups: { group: { ...about, includes: group } } },
  });
}

/** Says what differs about the name of a schema with words. */
function nameDiffers(
  name: "Model" | "UpdateModelRequest",
  differences: Record<string, Schema>,
  own: Schema = {},
): Step {
  return property(`${name}.name`, { maxLength: undefined, ...own, "x-differs-for": differences });
}

/** Adds an enumeration that tells a word about an object beside it, whose size is limited to 10 for the word `a`. */
function telling(name: "Model" | "UpdateModelRequest", words: Record<string, string>): Step {
  const size: Schema = { type: "number", description: "The size.", "x-differs-for": { a: { maximum: 10 } } };
  const about = { title: "A word", description: "A word." };
  return properties(name, {
    kind: { type: "string", description: "The kind.", enum: ["x", "y"], "x-tells": { name: "Word", words } },
    form: {
      type: "object",
      description: "The form.",
      properties: { size },
      "x-availability": { name: "Word", values: { a: about, b: about } },
    },
  });
}

/** A change of what differs from word to word, which is judged one way in the body and the other way in the answer. */
function bothWays(
  name: string,
  [request, response]: readonly [Edit["wire"], Edit["wire"]],
  step: (name: "Model" | "UpdateModelRequest") => Pick<Edit, "given" | "edit">,
  [sent, returned]: readonly [string, string],
): Edit[] {
  return [
    { name: `${name}, in the body`, ...step("UpdateModelRequest"), wire: request, types: "none", why: sent },
    { name: `${name}, in the answer`, ...step("Model"), wire: response, types: "none", why: returned },
  ];
}

const TIGHTER = ["breaking", "compatible"] as const;
const LOOSER = ["compatible", "breaking"] as const;
const REFUSED = ["for this word, longer texts are refused", "for this word, shorter texts are texts"] as const;
const ALLOWED = ["what fitted still fits", "for this word, longer texts come than were promised"] as const;

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** What differs from word to word of an `x-availability`. */
const byWord: Edit[] = [
  { name: "lower a limit for one trainer",
    edit: differently("rank", { "charcoal": { default: 12, minimum: 2, maximum: 24 } }),
    wire: "breaking", types: "none", why: "with Charcoal, higher ranks are refused; the types have no limits" },
  ...bothWays("lower a limit for a word", TIGHTER, (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { maxLength: 20 } })),
    edit: nameDiffers(name, { a: { maxLength: 10 } }),
  }), REFUSED),
  ...bothWays("raise a limit for a word", LOOSER, (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { maxLength: 20 } })),
    edit: nameDiffers(name, { a: { maxLength: 30 } }),
  }), ALLOWED),
  ...bothWays("limit for a word", TIGHTER, (name) => ({
    given: withWords(name),
    edit: nameDiffers(name, { a: { maxLength: 20 } }),
  }), REFUSED),
  ...bothWays("lift the limit for a word", LOOSER, (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { maxLength: 20 } })),
    edit: nameDiffers(name, {}),
  }), ALLOWED),
  ...bothWays("limit for a word beyond what holds for all", ["none", "none"], (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { maxLength: 20 } }, { maxLength: 10 })),
    edit: nameDiffers(name, { a: { maxLength: 30 } }, { maxLength: 10 }),
  }), ["longer texts were and are refused", "longer texts never came"]),
  ...bothWays("raise a limit for a word beyond what holds for all", LOOSER, (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { maxLength: 20 } }, { maxLength: 30 })),
    edit: nameDiffers(name, { a: { maxLength: 40 } }, { maxLength: 30 }),
  }), ["up to 30, longer texts are accepted", "up to 30, longer texts come"]),
  ...bothWays("limit for every word instead of for all", LOOSER, (name) => ({
    given: all(withWords(name), nameDiffers(name, {}, { maxLength: 20 })),
    edit: nameDiffers(name, { a: { maxLength: 20 }, b: { maxLength: 20 }, group: { maxLength: 20 } }),
  }), ["without a word, longer texts are accepted", "without a word, longer texts come"]),
  ...bothWays("limit for all instead of for every word", TIGHTER, (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { maxLength: 20 }, b: { maxLength: 20 }, group: { maxLength: 20 } })),
    edit: nameDiffers(name, {}, { maxLength: 20 }),
  }), ["without a word, longer texts are refused", "without a word, only shorter texts come"]),
  ...bothWays("add a word to a group with a limit", TIGHTER, (name) => ({
    given: all(withWords(name), nameDiffers(name, { group: { maxLength: 20 } })),
    edit: withWords(name, ["a", "b"]),
  }), ["the limit holds for the word, too", "the limit holds for the word, too"]),
  ...bothWays("take a word out of a group with a limit", LOOSER, (name) => ({
    given: all(withWords(name, ["a", "b"]), nameDiffers(name, { group: { maxLength: 20 } })),
    edit: withWords(name),
  }), ["the limit no longer holds for the word", "the limit no longer holds for the word"]),
  ...bothWays("state the limit of a group for its word", ["none", "none"], (name) => ({
    given: all(withWords(name), nameDiffers(name, { group: { maxLength: 20 } })),
    edit: nameDiffers(name, { group: { maxLength: 20 }, a: { maxLength: 20 } }),
  }), ["it held for the word before", "it held for the word before"]),
  ...bothWays("add a default for a word", ["compatible", "compatible"], (name) => ({
    given: withWords(name),
    edit: nameDiffers(name, { a: { default: "A" } }),
  }), ["what was left open is said", "what was left open is said"]),
  ...bothWays("change a default for a word", ["breaking", "breaking"], (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { default: "A" } })),
    edit: nameDiffers(name, { a: { default: "B" } }),
  }), ["leaving it out means something else", "if it is missing, it is something else"]),
  ...bothWays("remove a default for a word", ["breaking", "breaking"], (name) => ({
    given: all(withWords(name), nameDiffers(name, { a: { default: "A" } })),
    edit: nameDiffers(name, {}),
  }), ["what leaving it out means is left open", "what its absence means is left open"]),
  ...bothWays("replace the default for a word where all have one", ["breaking", "breaking"], (name) => ({
    given: all(withWords(name), nameDiffers(name, {}, { default: "A" })),
    edit: nameDiffers(name, { a: { default: "B" } }, { default: "A" }),
  }), ["leaving it out means something else", "if it is missing, it is something else"]),
  ...bothWays("enumerate values for a word", TIGHTER, (name) => ({
    given: withWords(name),
    edit: nameDiffers(name, { a: { enum: ["A", "B"] } }),
  }), ["other values are refused, though types allow them", "each of the values is a text"]),
  { name: "deprecate a property for one trainer",
    edit: differently("rank", { ink: { default: 48, minimum: 2, maximum: 96, deprecated: true } }),
    wire: "none", types: "none", bump: "minor", why: "it works as before; semver calls the announcement a minor" },
  { name: "no longer deprecate a property for one trainer", edit: differently("rank", { "gouache": { default: 48 } }),
    wire: "none", types: "none", why: "it works as before" },
  { name: "describe what differs for one trainer in other words",
    edit: differently("maxTrainSteps", { "gouache": { description: "Another sentence." } }),
    wire: "none", types: "none", why: "a note is no rule" },
  { name: "make a group of a trainer",
    edit: schema("TrainingParameters", ({ "x-availability": given }) => {
      const { ink, ...values } = given?.values ?? {};
      const about = { title: "Wan", description: "Training of a LoRA for Wan." };
      return { "x-availability": given && ink && {
        ...given, values: { ...values, wan: about },
        groups: { ...given.groups, ink: { ...ink, includes: ["wan"] } },
      } };
    }),
    wire: "none", types: "breaking",
    why: 'what holds for Ink still does, yet `TrainingParametersFor<"ink">` no longer compiles' },
  { name: "say that a property, and what differs about it, is for fewer trainers",
    edit: property("TrainingParameters.rank", ({ "x-differs-for": { ink: _, ...others } = {} }) => ({
      "x-available-for": ["charcoal", "gouache"], "x-differs-for": others,
    })),
    wire: "none", types: "breaking", why: 'the same is accepted, yet `TrainingParametersFor<"ink">` lost it' },
  ...bothWays("tell a word with a limit", TIGHTER, (name) => ({
    given: telling(name, { x: "b" }),
    edit: telling(name, { x: "a" }),
  }), ["with the value, larger sizes are refused", "with the value, only smaller sizes come"]),
  ...bothWays("tell a word without a limit", LOOSER, (name) => ({
    given: telling(name, { x: "a" }),
    edit: telling(name, { x: "b" }),
  }), ["with the value, larger sizes are accepted", "with the value, larger sizes come"]),
  ...bothWays("tell a word where none was told", TIGHTER, (name) => ({
    given: telling(name, {}),
    edit: telling(name, { x: "a" }),
  }), ["with the value, larger sizes are refused", "with the value, only smaller sizes come"]),
  ...bothWays("no longer tell a word", LOOSER, (name) => ({
    given: telling(name, { x: "a" }),
    edit: telling(name, {}),
  }), ["with the value, larger sizes are accepted", "with the value, larger sizes come"]),
  ...bothWays("tell a word about which nothing differs", ["none", "none"], (name) => ({
    given: telling(name, {}),
    edit: telling(name, { x: "b" }),
  }), ["the same sizes are accepted", "the same sizes come"]),
];

/** Says what differs about a training parameter for some trainers. */
function differently(name: string, differences: Record<string, Schema>): Step {
  return property(`TrainingParameters.${name}`, ({ "x-differs-for": given }) => ({
    "x-differs-for": { ...given, ...differences },
  }));
}

function renameConcept(document: OpenApiDocument): OpenApiDocument {
  const renamed: OpenApiDocument = JSON.parse(
    JSON.stringify(document).replaceAll(`${REF}Concept"`, `${REF}LoraConcept"`),
  );
  schemas(({ Concept }) => ({ LoraConcept: Concept, Concept: undefined }))(renamed);
  return renamed;
}

function nameOriginalAssets(document: OpenApiDocument): void {
  const [modelId, originalAssets] = parametersOf(document);
  if (!modelId || !originalAssets) return;
  components({ parameters: { OriginalAssets: originalAssets } })(document);
  operation({ parameters: [{ $ref: "#/components/parameters/OriginalAssets" }, modelId] })(document);
}

function writeThumbnailInPlace(document: OpenApiDocument): void {
  const { description: _, ...shape } = document.components?.schemas?.["Thumbnail"] ?? {};
  properties("Model", ({ thumbnail }) => ({
    thumbnail: { ...shape, description: thumbnail?.description ?? "" },
  }))(document);
}

// biome-ignore format: a table; each row ends with the verdicts and the reason.
/** The same API, written otherwise. */
const writing: Edit[] = [
  { name: "reorder everything", edit: reversed,
    wire: "none", types: "none", bump: "none", why: "no order here says anything" },
  { name: "reorder the values of every enumeration",
    edit: (api) => {
      for (const { enum: values } of Object.values(api.components?.schemas ?? {})) values?.reverse();
    },
    wire: "none", types: "none", bump: "none", why: "an enumeration is a set, though its constant is a list" },
  { name: "write a schema where it is used, and keep the schema", edit: writeThumbnailInPlace,
    wire: "none", types: "none", why: "it says the same" },
  { name: "write a schema where it is used, and remove the schema",
    edit: (api) => {
      properties("Model", { thumbnail: api.components?.schemas?.["Thumbnail"] })(api);
      schemas({ Thumbnail: undefined })(api);
    },
    wire: "none", types: "breaking", why: "the wire is the same, yet `Thumbnail` can no longer be imported" },
  { name: "give a name to a schema that had none",
    edit: (api) => {
      schemas({ Selects: api.components?.schemas?.["UiConfig"]?.properties?.["selects"] })(api);
      properties("UiConfig", { selects: { $ref: `${REF}Selects` } })(api);
    },
    wire: "none", types: "compatible", why: "the wire is the same, and there is one more type to import" },
  { name: "rename a schema", edit: renameConcept,
    wire: "none", types: "breaking", why: "names of schemas are not on the wire, and are names of types" },
  { name: "refer to a schema through allOf",
    edit: properties("Model", ({ thumbnail: { $ref, ...beside } = {} }) => ({
      thumbnail: { allOf: [{ $ref: $ref ?? "" }], ...beside },
    })),
    wire: "none", types: "none", why: "all of one is one" },
  { name: "write null as an alternative",
    edit: property("UpdateModelRequest.thumbnail", { type: undefined, examples: undefined, anyOf: [{ type: "string" }, { type: "null" }] }),
    wire: "none", types: "none", why: "the same values pass" },
  { name: "give a name to a parameter", edit: nameOriginalAssets,
    wire: "none", types: "none", why: "it says the same" },
  { name: "write the parameters at the path",
    edit: pathItem(({ put: { parameters, ...put } = {} }) => ({ parameters, put })),
    wire: "none", types: "none", why: "they hold for each operation of the path, and there is one" },
  { name: "add a schema that nothing uses",
    edit: schemas({ Unused: { type: "object", description: "A schema." } }),
    wire: "none", types: "compatible", why: "there is one more type to import" },
  { name: "change a schema that nothing uses",
    given: schemas({ Unused: { type: "object", description: "A schema.", properties: { name: text } } }),
    edit: properties("Unused", { name: undefined }),
    wire: "none", types: "breaking", why: "nothing of it is on the wire, yet programs may use the type" },
];

/** Single edits of every kind that the API has a place for. */
export const edits: readonly Edit[] = [
  ...requests,
  ...answers,
  ...both,
  ...operations,
  ...access,
  ...words,
  ...byWord,
  ...writing,
];

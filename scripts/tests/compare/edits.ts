import type { Bump, Verdict } from "../../compare/change.ts";
import type { OpenApiDocument } from "../../spec/openapi-document.ts";
import {
  body,
  json,
  operation,
  PATH,
  parameter,
  parameters,
  pathItem,
  properties,
  property,
  remove,
  response,
  responses,
  reversed,
  schema,
  schemas,
  values,
} from "./edit-tools.ts";

/** One edit of `spec/openapi.yaml`, and what it does to those who use the API as it was. */
export interface Edit {
  name: string;
  /** What the description has before the edit, where the edit needs something that it does not have. */
  given?: (document: OpenApiDocument) => void;
  /** Changes the document in place, or returns another. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most edits are statements.
  edit: (document: OpenApiDocument) => OpenApiDocument | void;
  wire: Verdict;
  types: Verdict;
  why: string;
  /** Where it is not what the verdicts ask for; `none` where there is no change to report. */
  bump?: Bump | "none";
}

const string = { type: "string", description: "A text." } as const;
const REF = "#/components/schemas/";

/** What is sent. */
const requests: Edit[] = [
  {
    name: "add an optional property to the body",
    edit: (api) => {
      properties(api, "UpdateModelRequest")["foo"] = string;
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests do without it",
  },
  {
    name: "add a required property to the body",
    edit: (api) => {
      properties(api, "UpdateModelRequest")["foo"] = string;
      schema(api, "UpdateModelRequest").required = ["foo"];
    },
    wire: "breaking",
    types: "breaking",
    why: "old requests do not have it",
  },
  {
    name: "remove an optional property of the body",
    edit: (api) => remove(properties(api, "UpdateModelRequest"), "shortDescription"),
    wire: "breaking",
    types: "breaking",
    why: "what is sent in it is lost, and an object literal that has it is an error",
  },
  {
    name: "rename a property of the body",
    edit: (api) => {
      properties(api, "UpdateModelRequest")["title"] = property(api, "UpdateModelRequest", "name");
      remove(properties(api, "UpdateModelRequest"), "name");
    },
    wire: "breaking",
    types: "breaking",
    why: "it is a removal and an addition",
  },
  {
    name: "require a property of the body",
    edit: (api) => {
      schema(api, "UpdateModelRequest").required = ["name"];
    },
    wire: "breaking",
    types: "breaking",
    why: "old requests may leave it out",
  },
  {
    name: "no longer require a property of the body",
    given: (api) => {
      schema(api, "UpdateModelRequest").required = ["name"];
    },
    edit: (api) => {
      delete schema(api, "UpdateModelRequest").required;
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests have it",
  },
  {
    name: "accept null in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").type = ["string", "null"];
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests do not send null",
  },
  {
    name: "refuse null in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "thumbnail").type = "string";
    },
    wire: "breaking",
    types: "breaking",
    why: "null is how old code unsets the thumbnail",
  },
  {
    name: "replace the type of a property of the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").type = "number";
    },
    wire: "breaking",
    types: "breaking",
    why: "old code sends text",
  },
  {
    name: "accept a second type in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").type = ["string", "number"];
    },
    wire: "compatible",
    types: "compatible",
    why: "text is still accepted",
  },
  {
    name: "accept only integers where numbers were sent",
    edit: (api) => {
      property(api, "Concept", "scale").type = "integer";
    },
    wire: "breaking",
    types: "none",
    why: "0.5 is refused, and TypeScript has one type for both",
  },
  {
    name: "limit the length of a text in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").maxLength = 100;
    },
    wire: "breaking",
    types: "none",
    why: "longer names are refused, and types know no lengths",
  },
  {
    name: "raise a limit of the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "name").maxLength = 100;
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").maxLength = 200;
    },
    wire: "compatible",
    types: "none",
    why: "what fitted still fits",
  },
  {
    name: "lift a limit of the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "name").maxLength = 100;
    },
    edit: (api) => {
      delete property(api, "UpdateModelRequest", "name").maxLength;
    },
    wire: "compatible",
    types: "none",
    why: "what fitted still fits",
  },
  {
    name: "ask for at least one item",
    edit: (api) => {
      property(api, "UpdateModelRequest", "concepts").minItems = 1;
    },
    wire: "breaking",
    types: "none",
    why: "an empty list is refused",
  },
  {
    name: "say that a list may be empty, as it may",
    edit: (api) => {
      property(api, "UpdateModelRequest", "concepts").minItems = 0;
    },
    wire: "none",
    types: "none",
    why: "no list has fewer items than none",
  },
  {
    name: "allow no more than so many properties",
    edit: (api) => {
      schema(api, "UpdateModelRequest").maxProperties = 5;
    },
    wire: "breaking",
    types: "none",
    why: "larger bodies are refused",
  },
  {
    name: "exclude the limit itself",
    given: (api) => {
      parameters(api).push({ name: "page", in: "query", schema: { type: "number", minimum: 0 } });
    },
    edit: (api) => {
      parameter(api, "page").schema = { type: "number", exclusiveMinimum: 0 };
    },
    wire: "breaking",
    types: "none",
    why: "0 is refused",
  },
  {
    name: "ask for coarser steps",
    given: (api) => {
      parameters(api).push({ name: "page", in: "query", schema: { type: "number", multipleOf: 2 } });
    },
    edit: (api) => {
      parameter(api, "page").schema = { type: "number", multipleOf: 4 };
    },
    wire: "breaking",
    types: "none",
    why: "2 is no multiple of 4",
  },
  {
    name: "take finer steps",
    given: (api) => {
      parameters(api).push({ name: "page", in: "query", schema: { type: "number", multipleOf: 4 } });
    },
    edit: (api) => {
      parameter(api, "page").schema = { type: "number", multipleOf: 2 };
    },
    wire: "compatible",
    types: "none",
    why: "every multiple of 4 is one of 2",
  },
  {
    name: "ask for a pattern in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "classSlug").pattern = "^[a-z-]+$";
    },
    wire: "breaking",
    types: "none",
    why: "other slugs are refused",
  },
  {
    name: "no longer ask for a pattern in the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "classSlug").pattern = "^[a-z-]+$";
    },
    edit: (api) => {
      delete property(api, "UpdateModelRequest", "classSlug").pattern;
    },
    wire: "compatible",
    types: "none",
    why: "what matched is still accepted",
  },
  {
    name: "ask for another pattern in the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "classSlug").pattern = "^[a-z-]+$";
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "classSlug").pattern = "^[a-z-]*$";
    },
    wire: "breaking",
    types: "none",
    why: "whether one pattern holds the other is not decided, so the worst is assumed",
  },
  {
    name: "ask for a format in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "epoch").format = "uuid";
    },
    wire: "breaking",
    types: "none",
    why: "other texts are refused, and the type stays string",
  },
  {
    name: "add a default to a property of the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").default = "A model";
    },
    wire: "compatible",
    types: "none",
    why: "what was left open is said, and the property stays optional",
  },
  {
    name: "change a default",
    edit: (api) => {
      property(api, "TrainingParameters", "lrScheduler").default = "linear";
    },
    wire: "breaking",
    types: "none",
    why: "old requests that leave it out get another schedule",
  },
  {
    name: "remove a default",
    edit: (api) => {
      delete property(api, "TrainingParameters", "lrScheduler").default;
    },
    wire: "breaking",
    types: "none",
    why: "old requests rely on what leaving it out means",
  },
  {
    name: "add a value to an enumeration of the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "name").enum = ["a", "b"];
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").enum = ["a", "b", "c"];
    },
    wire: "compatible",
    types: "compatible",
    why: "old code does not send it",
  },
  {
    name: "remove a value of an enumeration of the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "name").enum = ["a", "b", "c"];
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").enum = ["a", "b"];
    },
    wire: "breaking",
    types: "breaking",
    why: "old code may send it",
  },
  {
    name: "enumerate what was any text in the body",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").enum = ["a", "b"];
    },
    wire: "breaking",
    types: "breaking",
    why: "any other name is refused",
  },
  {
    name: "accept any text where values were enumerated in the body",
    given: (api) => {
      property(api, "UpdateModelRequest", "name").enum = ["a", "b"];
    },
    edit: (api) => {
      delete property(api, "UpdateModelRequest", "name").enum;
    },
    wire: "compatible",
    types: "compatible",
    why: "the values that were enumerated are texts",
  },
  {
    name: "fix a property of the body to one value",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").const = "a";
    },
    wire: "breaking",
    types: "breaking",
    why: "any other name is refused",
  },
  {
    name: "accept null items in a list of the body",
    given: (api) => {
      properties(api, "UpdateModelRequest")["labels"] = { type: "array", items: string };
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "labels").items = { ...string, type: ["string", "null"] };
    },
    wire: "compatible",
    types: "compatible",
    why: "texts are still accepted",
  },
  {
    name: "replace the type of the items of a list of the body",
    given: (api) => {
      properties(api, "UpdateModelRequest")["labels"] = { type: "array", items: string };
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "labels").items = { ...string, type: "number" };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code sends texts",
  },
  {
    name: "replace a list of the body by one value",
    edit: (api) => {
      properties(api, "UpdateModelRequest")["concepts"] = { $ref: `${REF}Concept` };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code sends a list",
  },
  {
    name: "accept more values in a map of the body",
    given: (api) => {
      properties(api, "UpdateModelRequest")["labels"] = { type: "object", additionalProperties: string };
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "labels").additionalProperties = { ...string, type: ["string", "null"] };
    },
    wire: "compatible",
    types: "compatible",
    why: "texts are still accepted",
  },
  {
    name: "replace the values of a map of the body",
    given: (api) => {
      properties(api, "UpdateModelRequest")["labels"] = { type: "object", additionalProperties: string };
    },
    edit: (api) => {
      property(api, "UpdateModelRequest", "labels").additionalProperties = { ...string, type: "number" };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code sends texts",
  },
  {
    name: "refuse properties that are not described",
    edit: (api) => {
      schema(api, "UpdateModelRequest").additionalProperties = false;
    },
    wire: "breaking",
    types: "none",
    why: "old code may send others, and types never allowed them",
  },
  {
    name: "accept another alternative",
    given: (api) => {
      properties(api, "UpdateModelRequest")["seed"] = { oneOf: [{ type: "string" }, { type: "number" }] };
    },
    edit: (api) => {
      properties(api, "UpdateModelRequest")["seed"] = {
        oneOf: [{ type: "boolean" }, { type: "number" }, { type: "string" }],
      };
    },
    wire: "compatible",
    types: "compatible",
    why: "the other two are still accepted",
  },
  {
    name: "no longer accept an alternative",
    given: (api) => {
      properties(api, "UpdateModelRequest")["seed"] = { oneOf: [{ type: "string" }, { type: "number" }] };
    },
    edit: (api) => {
      properties(api, "UpdateModelRequest")["seed"] = { type: "number" };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code may send text",
  },
  {
    name: "refuse what a schema describes",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").not = { enum: ["admin"] };
    },
    wire: "breaking",
    types: "none",
    why: "old code may send it, and types have no exceptions",
  },
  {
    name: "make a property of the body read-only",
    edit: (api) => {
      property(api, "UpdateModelRequest", "name").readOnly = true;
    },
    wire: "breaking",
    types: "none",
    why: "what is sent in it is no longer read; the type only becomes readonly",
  },
];

/** What comes back. */
const answers: Edit[] = [
  {
    name: "add an optional property to the answer",
    edit: (api) => {
      properties(api, "Model")["foo"] = string;
    },
    wire: "compatible",
    types: "compatible",
    why: "old code does not look at it",
  },
  {
    name: "add a required property to the answer",
    edit: (api) => {
      properties(api, "Model")["foo"] = string;
      schema(api, "Model").required?.push("foo");
    },
    wire: "compatible",
    types: "compatible",
    why: "old code does not look at it",
  },
  {
    name: "remove an optional property of the answer",
    edit: (api) => remove(properties(api, "Model"), "authorId"),
    wire: "compatible",
    types: "breaking",
    why: "old code copes with its absence, yet reading it no longer compiles",
  },
  {
    name: "remove a required property of the answer",
    edit: (api) => {
      remove(properties(api, "Model"), "custom");
      schema(api, "Model").required = schema(api, "Model").required?.filter((key) => key !== "custom") ?? [];
    },
    wire: "breaking",
    types: "breaking",
    why: "old code was promised it",
  },
  {
    name: "no longer promise a property of the answer",
    edit: (api) => {
      schema(api, "Model").required = schema(api, "Model").required?.filter((key) => key !== "tags") ?? [];
    },
    wire: "breaking",
    types: "breaking",
    why: "it may be missing now",
  },
  {
    name: "promise a property of the answer",
    edit: (api) => {
      schema(api, "Model").required?.push("name");
    },
    wire: "compatible",
    types: "compatible",
    why: "old code copes with both",
  },
  {
    name: "answer with null",
    edit: (api) => {
      property(api, "Model", "name").type = ["string", "null"];
    },
    wire: "breaking",
    types: "breaking",
    why: "old code does not expect null",
  },
  {
    name: "no longer answer with null",
    given: (api) => {
      property(api, "Model", "name").type = ["string", "null"];
    },
    edit: (api) => {
      property(api, "Model", "name").type = "string";
    },
    wire: "compatible",
    types: "compatible",
    why: "old code copes with both",
  },
  {
    name: "replace the type of a property of the answer",
    edit: (api) => {
      property(api, "Model", "trainingImagesNumber").type = "string";
    },
    wire: "breaking",
    types: "breaking",
    why: "old code calculates with it",
  },
  {
    name: "answer with integers alone",
    edit: (api) => {
      property(api, "Model", "trainingImagesNumber").type = "integer";
    },
    wire: "compatible",
    types: "none",
    why: "every integer is a number",
  },
  {
    name: "answer with numbers where integers were promised",
    given: (api) => {
      property(api, "Model", "trainingImagesNumber").type = "integer";
    },
    edit: (api) => {
      property(api, "Model", "trainingImagesNumber").type = "number";
    },
    wire: "breaking",
    types: "none",
    why: "old code may read integers alone, and TypeScript has one type for both",
  },
  {
    name: "add a value to an enumeration of the answer",
    edit: (api) => {
      values(api, "ModelStatus").push("archived");
    },
    wire: "breaking",
    types: "breaking",
    why: "old code that handles every status does not handle this one",
  },
  {
    name: "remove a value of an enumeration of the answer",
    edit: (api) => {
      values(api, "ModelStatus").shift();
    },
    wire: "compatible",
    types: "breaking",
    why: "it only never comes, yet a comparison with it no longer compiles",
  },
  {
    name: "add a number to an enumeration of the answer",
    edit: (api) => {
      values(api, "AccessRestriction").push(10);
    },
    wire: "breaking",
    types: "breaking",
    why: "old code does not know the plan",
  },
  {
    name: "answer with any text where values were enumerated",
    edit: (api) => {
      delete schema(api, "ModelStatus").enum;
    },
    wire: "breaking",
    types: "breaking",
    why: "old code does not know other values, and the list of values is no longer exported",
  },
  {
    name: "enumerate what was any text in the answer",
    edit: (api) => {
      property(api, "Model", "ownerId").enum = ["a", "b"];
    },
    wire: "compatible",
    types: "compatible",
    why: "each of the values is a text",
  },
  {
    name: "limit the length of a text in the answer",
    edit: (api) => {
      property(api, "Model", "name").maxLength = 100;
    },
    wire: "compatible",
    types: "none",
    why: "shorter texts are texts",
  },
  {
    name: "lift a limit of the answer",
    given: (api) => {
      property(api, "Model", "name").maxLength = 100;
    },
    edit: (api) => {
      delete property(api, "Model", "name").maxLength;
    },
    wire: "breaking",
    types: "none",
    why: "old code may have room for 100 characters",
  },
  {
    name: "promise that items are unique",
    edit: (api) => {
      property(api, "Model", "collectionIds").uniqueItems = true;
    },
    wire: "compatible",
    types: "none",
    why: "old code copes with both",
  },
  {
    name: "promise a pattern in the answer",
    edit: (api) => {
      property(api, "Model", "id").pattern = "^model_";
    },
    wire: "compatible",
    types: "none",
    why: "what matches is a text",
  },
  {
    name: "no longer promise a format in the answer",
    edit: (api) => {
      delete property(api, "Model", "createdAt").format;
    },
    wire: "breaking",
    types: "none",
    why: "old code reads it as a time",
  },
  {
    name: "promise a format in the answer",
    edit: (api) => {
      property(api, "TrainingStats", "endedAt").format = "date-time";
    },
    wire: "compatible",
    types: "none",
    why: "every time is a text",
  },
  {
    name: "answer in another format",
    edit: (api) => {
      property(api, "Model", "createdAt").format = "date";
    },
    wire: "breaking",
    types: "none",
    why: "old code reads a time with its hour",
  },
  {
    name: "answer with larger integers",
    given: (api) => {
      property(api, "Model", "trainingImagesNumber").format = "int32";
    },
    edit: (api) => {
      property(api, "Model", "trainingImagesNumber").format = "int64";
    },
    wire: "breaking",
    types: "none",
    why: "old code may have 32 bits for it",
  },
  {
    name: "change the default of a property that always comes",
    edit: (api) => {
      property(api, "Model", "privacy").default = "public";
    },
    wire: "none",
    types: "none",
    why: "a default speaks only where the value is left out",
  },
  {
    name: "answer with null among the items of a list",
    edit: (api) => {
      property(api, "Model", "tags").items = { ...string, type: ["string", "null"] };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code does not expect null",
  },
  {
    name: "replace the items of a list of the answer",
    edit: (api) => {
      property(api, "Model", "tags").items = { ...string, type: "number" };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code expects texts",
  },
  {
    name: "answer with any value in a map",
    edit: (api) => {
      property(api, "UiConfig", "inputProperties").additionalProperties = { description: "Any value." };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code expects an object of a certain shape",
  },
  {
    name: "answer with objects alone in a map of any values",
    edit: (api) => {
      property(api, "UiConfig", "selects").additionalProperties = { type: "object", description: "A select." };
    },
    wire: "compatible",
    types: "compatible",
    why: "an object is a value",
  },
  {
    name: "remove a property of the values of a map",
    edit: (api) => remove(properties(api, "InputPropertyUi"), "collapsed"),
    wire: "compatible",
    types: "breaking",
    why: "old code copes with its absence, yet reading it no longer compiles",
  },
  {
    name: "promise that no other property comes",
    edit: (api) => {
      schema(api, "Thumbnail").additionalProperties = false;
    },
    wire: "compatible",
    types: "none",
    why: "old code does not look at others",
  },
  {
    name: "answer with more properties where none were promised",
    given: (api) => {
      schema(api, "Thumbnail").additionalProperties = false;
    },
    edit: (api) => {
      properties(api, "Thumbnail")["width"] = { type: "number", description: "The width." };
    },
    wire: "breaking",
    types: "compatible",
    why: "old code that validates refuses it; types do not close objects",
  },
  {
    name: "answer with another alternative",
    given: (api) => {
      properties(api, "Model")["seed"] = { oneOf: [{ type: "string" }, { type: "number" }] };
    },
    edit: (api) => {
      properties(api, "Model")["seed"] = { oneOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code handles two",
  },
  {
    name: "make an optional property of the answer write-only",
    edit: (api) => {
      property(api, "Model", "ownerId").writeOnly = true;
    },
    wire: "compatible",
    types: "none",
    why: "it no longer comes, as it may not have before",
  },
];

/** Schemas that are both sent and returned. */
const both: Edit[] = [
  {
    name: "add a property that is sent and returned",
    edit: (api) => {
      properties(api, "TrainingParameters")["foo"] = { type: "number", description: "A number." };
    },
    wire: "compatible",
    types: "compatible",
    why: "old code neither sends nor reads it",
  },
  {
    name: "add a value to an enumeration that is sent and returned",
    edit: (api) => {
      values(api, "ModelType").push("flux.3");
    },
    wire: "breaking",
    types: "breaking",
    why: "for readers, as above",
  },
  {
    name: "remove a value of an enumeration that is sent and returned",
    edit: (api) => {
      values(api, "ModelType").shift();
    },
    wire: "breaking",
    types: "breaking",
    why: "for writers, and for readers who compare with it",
  },
  {
    name: "lower a limit that is sent and returned",
    edit: (api) => {
      property(api, "TrainingParameters", "wandbKey").maxLength = 20;
    },
    wire: "breaking",
    types: "none",
    why: "longer keys are refused",
  },
  {
    name: "raise a limit that is sent and returned",
    edit: (api) => {
      property(api, "TrainingParameters", "wandbKey").maxLength = 80;
    },
    wire: "breaking",
    types: "none",
    why: "longer keys come back than were promised",
  },
  {
    name: "drop a format that is a hint",
    edit: (api) => {
      delete property(api, "TrainingParameters", "wandbKey").format;
    },
    wire: "none",
    types: "none",
    why: "`password` tells how to show a text and refuses none",
  },
  {
    name: "require a property that is sent and returned",
    edit: (api) => {
      schema(api, "Concept").required?.push("modelEpoch");
    },
    wire: "breaking",
    types: "breaking",
    why: "for writers",
  },
  {
    name: "no longer require a property that is sent and returned",
    edit: (api) => {
      schema(api, "Concept").required = ["modelId"];
    },
    wire: "breaking",
    types: "breaking",
    why: "for readers",
  },
  {
    name: "replace a type that is sent and returned",
    edit: (api) => {
      property(api, "Concept", "scale").type = "string";
    },
    wire: "breaking",
    types: "breaking",
    why: "for both",
  },
];

/** Operations, parameters, bodies, answers. */
const operations: Edit[] = [
  {
    name: "rename an operation",
    edit: (api) => {
      operation(api).operationId = "changeModel";
    },
    wire: "none",
    types: "breaking",
    why: "its name is not on the wire, and is the name of the client's method",
  },
  {
    name: "remove an operation",
    given: (api) => {
      pathItem(api).get = {
        operationId: "getModel",
        parameters: [parameter(api, "modelId")],
        responses: responses(api),
      };
    },
    edit: (api) => {
      delete pathItem(api).get;
    },
    wire: "breaking",
    types: "breaking",
    why: "old code calls it",
  },
  {
    name: "add an operation",
    edit: (api) => {
      pathItem(api).get = {
        operationId: "getModel",
        parameters: [parameter(api, "modelId")],
        responses: responses(api),
      };
    },
    wire: "compatible",
    types: "compatible",
    why: "old code does not call it",
  },
  {
    name: "move an operation to another path",
    edit: (api) => {
      api.paths = { "/model/{modelId}": pathItem(api) };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code calls the old one, and the key of `paths` is gone",
  },
  {
    name: "move an operation to another method",
    edit: (api) => {
      api.paths = { [PATH]: { patch: operation(api) } };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code uses the old one",
  },
  {
    name: "rename a parameter of the path",
    edit: (api) => {
      parameter(api, "modelId").name = "id";
      api.paths = { "/models/{id}": pathItem(api) };
    },
    wire: "none",
    types: "breaking",
    why: "only its value is on the wire, and code names it",
  },
  {
    name: "remove a parameter",
    edit: (api) => {
      operation(api).parameters = [parameter(api, "modelId")];
    },
    wire: "breaking",
    types: "breaking",
    why: "what is sent in it is lost",
  },
  {
    name: "add an optional parameter",
    edit: (api) => {
      parameters(api).push({ name: "dryRun", in: "query", schema: { type: "boolean" } });
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests do without it",
  },
  {
    name: "add a required parameter",
    edit: (api) => {
      parameters(api).push({ name: "dryRun", in: "query", required: true, schema: { type: "boolean" } });
    },
    wire: "breaking",
    types: "breaking",
    why: "old requests do not have it",
  },
  {
    name: "add an optional header to the request",
    edit: (api) => {
      parameters(api).push({ name: "X-Trace", in: "header", schema: { type: "string" } });
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests do without it",
  },
  {
    name: "add a required header to the request",
    edit: (api) => {
      parameters(api).push({ name: "X-Trace", in: "header", required: true, schema: { type: "string" } });
    },
    wire: "breaking",
    types: "breaking",
    why: "old requests do not have it",
  },
  {
    name: "require a parameter",
    edit: (api) => {
      parameter(api, "originalAssets").required = true;
    },
    wire: "breaking",
    types: "breaking",
    why: "old requests may leave it out",
  },
  {
    name: "no longer require a parameter",
    given: (api) => {
      parameter(api, "originalAssets").required = true;
    },
    edit: (api) => {
      delete parameter(api, "originalAssets").required;
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests have it",
  },
  {
    name: "replace the type of a parameter",
    edit: (api) => {
      parameter(api, "originalAssets").schema = { type: "number" };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code sends true or false",
  },
  {
    name: "move a parameter from the query to the headers",
    edit: (api) => {
      parameter(api, "originalAssets").in = "header";
    },
    wire: "breaking",
    types: "breaking",
    why: "nobody looks where old code puts it",
  },
  {
    name: "ask for a pattern in a parameter of the path",
    edit: (api) => {
      parameter(api, "modelId").schema = { type: "string", pattern: "^model_" };
    },
    wire: "breaking",
    types: "none",
    why: "other IDs are refused",
  },
  {
    name: "write a list in a parameter in another way",
    given: (api) => {
      parameters(api).push({ name: "only", in: "query", schema: { type: "array", items: { type: "string" } } });
    },
    edit: (api) => {
      parameter(api, "only").explode = false;
    },
    wire: "breaking",
    types: "none",
    why: "`only=a&only=b` becomes `only=a,b`, of the same values",
  },
  {
    name: "say how a list is written, as it is",
    given: (api) => {
      parameters(api).push({ name: "only", in: "query", schema: { type: "array", items: { type: "string" } } });
    },
    edit: (api) => {
      Object.assign(parameter(api, "only"), { style: "form", explode: true });
    },
    wire: "none",
    types: "none",
    why: "it is what OpenAPI assumes",
  },
  {
    name: "change the default of a parameter",
    given: (api) => {
      parameter(api, "originalAssets").schema = { type: "boolean", default: false };
    },
    edit: (api) => {
      parameter(api, "originalAssets").schema = { type: "boolean", default: true };
    },
    wire: "breaking",
    types: "none",
    why: "old requests that leave it out get other assets",
  },
  {
    name: "no longer require the body",
    edit: (api) => {
      delete body(api).required;
    },
    wire: "compatible",
    types: "compatible",
    why: "old requests have one",
  },
  {
    name: "require the body",
    given: (api) => {
      delete body(api).required;
    },
    edit: (api) => {
      body(api).required = true;
    },
    wire: "breaking",
    types: "breaking",
    why: "old requests may have none",
  },
  {
    name: "remove the body",
    edit: (api) => {
      delete operation(api).requestBody;
    },
    wire: "breaking",
    types: "breaking",
    why: "what is sent in it is lost",
  },
  {
    name: "read another media type",
    edit: (api) => {
      body(api).content["application/merge-patch+json"] = json(body(api));
    },
    wire: "compatible",
    types: "compatible",
    why: "JSON is still read",
  },
  {
    name: "replace the media type of the body",
    edit: (api) => {
      body(api).content = { "application/merge-patch+json": json(body(api)) };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code sends `application/json`",
  },
  {
    name: "answer in another media type as well",
    edit: (api) => {
      response(api, "200").content = { "application/json": json(response(api, "200")), "text/csv": { schema: string } };
    },
    wire: "compatible",
    types: "compatible",
    why: "old code gets JSON",
  },
  {
    name: "replace the media type of the answer",
    edit: (api) => {
      response(api, "200").content = { "application/hal+json": json(response(api, "200")) };
    },
    wire: "breaking",
    types: "breaking",
    why: "old code reads `application/json`",
  },
  {
    name: "document an error that the default covers",
    edit: (api) => {
      responses(api)["404"] = { description: "No such model." };
    },
    wire: "compatible",
    types: "compatible",
    why: "old code was told that other answers come",
  },
  {
    name: "add an error where every status was documented",
    given: (api) => {
      remove(responses(api), "default");
    },
    edit: (api) => {
      responses(api)["404"] = { description: "No such model." };
    },
    wire: "breaking",
    types: "compatible",
    why: "old code was told of every status; types do not say that there is no other",
  },
  {
    name: "add another kind of error body",
    given: (api) => {
      responses(api)["404"] = {
        description: "No such model.",
        content: { "application/json": { schema: { type: "object", required: ["id"], properties: { id: string } } } },
      };
    },
    edit: (api) => {
      responses(api)["409"] = {
        description: "It is in training.",
        content: { "application/json": { schema: { type: "object", required: ["why"], properties: { why: string } } } },
      };
    },
    wire: "compatible",
    types: "breaking",
    why: "the default covers it, yet `error.id` of openapi-fetch no longer compiles",
  },
  {
    name: "document the body of errors",
    edit: (api) => {
      responses(api)["default"] = {
        description: "Any other answer.",
        content: { "application/json": { schema: { type: "object", properties: { why: string } } } },
      };
    },
    wire: "compatible",
    types: "compatible",
    why: "nothing was said of it",
  },
  {
    name: "replace a successful status",
    edit: (api) => {
      responses(api)["201"] = response(api, "200");
      remove(responses(api), "200");
    },
    wire: "breaking",
    types: "breaking",
    why: "old code looks for 200",
  },
  {
    name: "add a successful status with the same body",
    edit: (api) => {
      responses(api)["201"] = response(api, "200");
    },
    wire: "compatible",
    types: "compatible",
    why: "the default covers it, and the client's method gives the same",
  },
  {
    name: "add a successful status without a body",
    edit: (api) => {
      responses(api)["202"] = { description: "The update is on its way." };
    },
    wire: "compatible",
    types: "breaking",
    why: "the default covers it, yet the client's method may give undefined now",
  },
  {
    name: "no longer document other answers",
    edit: (api) => remove(responses(api), "default"),
    wire: "compatible",
    types: "breaking",
    why: "old code expects more than comes, yet `responses.default` is no type any more",
  },
  {
    name: "add a header to the answer",
    edit: (api) => {
      response(api, "200").headers = { "X-Cost": { schema: { type: "number" } } };
    },
    wire: "compatible",
    types: "compatible",
    why: "old code does not look at it",
  },
  {
    name: "remove a header of the answer",
    given: (api) => {
      response(api, "200").headers = { "X-Cost": { required: true, schema: { type: "number" } } };
    },
    edit: (api) => {
      delete response(api, "200").headers;
    },
    wire: "breaking",
    types: "breaking",
    why: "old code was promised it, and its type is unknown now",
  },
];

/** Who is let in, and where. */
const access: Edit[] = [
  {
    name: "ask for another authentication",
    edit: (api) => {
      Object.assign(api.components?.securitySchemes ?? {}, { basicAuth: { type: "http", scheme: "bearer" } });
    },
    wire: "breaking",
    types: "none",
    why: "old code sends a name and a password, and types do not say so",
  },
  {
    name: "accept another authentication as well",
    edit: (api) => {
      Object.assign(api.components?.securitySchemes ?? {}, { token: { type: "http", scheme: "bearer" } });
      api.security = [{ token: [] }, { basicAuth: [] }];
    },
    wire: "compatible",
    types: "none",
    why: "a name and a password are enough",
  },
  {
    name: "ask for a second authentication",
    edit: (api) => {
      Object.assign(api.components?.securitySchemes ?? {}, { key: { type: "apiKey", in: "header", name: "X-Key" } });
      api.security = [{ basicAuth: [], key: [] }];
    },
    wire: "breaking",
    types: "none",
    why: "a name and a password are no longer enough",
  },
  {
    name: "ask for a scope more",
    given: (api) => {
      const flows = { clientCredentials: { tokenUrl: "https://example.com/token", scopes: { read: "", write: "" } } };
      Object.assign(api.components?.securitySchemes ?? {}, { oauth: { type: "oauth2", flows } });
      operation(api).security = [{ oauth: ["read"] }];
    },
    edit: (api) => {
      operation(api).security = [{ oauth: ["read", "write"] }];
    },
    wire: "breaking",
    types: "none",
    why: "old tokens may not have it",
  },
  {
    name: "let everyone in",
    edit: (api) => {
      operation(api).security = [];
    },
    wire: "compatible",
    types: "none",
    why: "whoever was let in still is",
  },
  {
    name: "let no one in without authentication",
    given: (api) => {
      operation(api).security = [];
    },
    edit: (api) => {
      delete operation(api).security;
    },
    wire: "breaking",
    types: "none",
    why: "old code shows nothing",
  },
  {
    name: "rename a security scheme",
    edit: (api) => {
      const { basicAuth, ...others } = api.components?.securitySchemes ?? {};
      Object.assign(api.components ?? {}, { securitySchemes: { ...others, password: basicAuth } });
      api.security = [{ password: [] }];
    },
    wire: "none",
    types: "none",
    why: "its name is nowhere but in the description",
  },
  {
    name: "move the server",
    edit: (api) => {
      api.servers = [{ url: "https://api.example.com/v1", description: "The Scenario API." }];
    },
    wire: "breaking",
    types: "none",
    why: "old code calls the old one",
  },
  {
    name: "add a server",
    edit: (api) => {
      api.servers?.push({ url: "https://eu.example.com/v1" });
    },
    wire: "compatible",
    types: "none",
    why: "old code calls the one it knows",
  },
];

/** What is written about the API, and what it is for. */
const words: Edit[] = [
  {
    name: "describe a property in other words",
    edit: (api) => {
      property(api, "TrainingParameters", "rank").description = "Another sentence.";
    },
    wire: "none",
    types: "none",
    why: "comments are no types",
  },
  {
    name: "describe a schema in other words",
    edit: (api) => {
      schema(api, "Concept").description = "Another sentence.";
    },
    wire: "none",
    types: "none",
    why: "comments are no types",
  },
  {
    name: "describe a parameter, an answer and the API in other words",
    edit: (api) => {
      parameter(api, "modelId").description = "Another sentence.";
      response(api, "200").description = "Another sentence.";
      api.info.description = "Another sentence.";
    },
    wire: "none",
    types: "none",
    why: "comments are no types",
  },
  {
    name: "give another example",
    edit: (api) => {
      property(api, "Model", "name").examples = ["Another name"];
      Object.assign(api.components?.examples ?? {}, { Rename: { summary: "Rename it", value: { name: "x" } } });
    },
    wire: "none",
    types: "none",
    why: "an example is no rule",
  },
  {
    name: "add an extension",
    edit: (api) => {
      operation(api)["x-beta"] = true;
    },
    wire: "none",
    types: "none",
    why: "nobody has to read it",
  },
  {
    name: "raise the version of the description",
    edit: (api) => {
      api.info.version = "9.0.0";
    },
    wire: "none",
    types: "none",
    bump: "none",
    why: "it says how to call the change, and is none",
  },
  {
    name: "deprecate a property",
    edit: (api) => {
      property(api, "UpdateModelRequest", "promptEmbedding").deprecated = true;
    },
    wire: "none",
    types: "none",
    bump: "minor",
    why: "it works as before; semver calls the announcement a minor",
  },
  {
    name: "deprecate an operation",
    edit: (api) => {
      operation(api).deprecated = true;
    },
    wire: "none",
    types: "none",
    bump: "minor",
    why: "it works as before; semver calls the announcement a minor",
  },
  {
    name: "no longer deprecate a property",
    edit: (api) => {
      delete property(api, "TrainingParameters", "scaleLr").deprecated;
    },
    wire: "none",
    types: "none",
    why: "it works as before",
  },
  {
    name: "say that a property is for fewer trainers",
    edit: (api) => {
      property(api, "TrainingParameters", "rank")["x-available-for"] = ["flux-lora", "musubi"];
    },
    wire: "none",
    types: "breaking",
    why: 'the same is accepted, yet `TrainingParametersFor<"sdxl-lora">` lost it',
  },
  {
    name: "say that a property is for more trainers",
    edit: (api) => {
      property(api, "TrainingParameters", "rank")["x-available-for"]?.push("sd15");
    },
    wire: "none",
    types: "compatible",
    why: 'the same is accepted, and `TrainingParametersFor<"sd15">` has it',
  },
  {
    name: "say that a property is for all trainers",
    edit: (api) => {
      delete property(api, "TrainingParameters", "rank")["x-available-for"];
    },
    wire: "none",
    types: "compatible",
    why: "the same is accepted, and every trainer has it",
  },
  {
    name: "remove a trainer",
    edit: (api) => {
      const availability = schema(api, "TrainingParameters")["x-availability"];
      remove(availability?.values ?? {}, "musubi");
      property(api, "TrainingParameters", "rank")["x-available-for"] = ["sdxl-lora", "flux-lora"];
    },
    wire: "none",
    types: "breaking",
    why: 'the same is accepted, yet `TrainingParametersFor<"musubi">` no longer compiles',
  },
  {
    name: "add a trainer",
    edit: (api) => {
      const word = { title: "Flux 2", description: "Training of a LoRA for Flux 2." };
      Object.assign(schema(api, "TrainingParameters")["x-availability"]?.values ?? {}, { "flux-2": word });
    },
    wire: "none",
    types: "compatible",
    why: "old code does not name it",
  },
];

/** The same API, written otherwise. */
const writing: Edit[] = [
  {
    name: "reorder everything",
    edit: (api) => reversed(api),
    wire: "none",
    types: "none",
    bump: "none",
    why: "no order here says anything",
  },
  {
    name: "reorder the values of every enumeration",
    edit: (api) => {
      for (const { enum: values } of Object.values(schemas(api))) values?.reverse();
    },
    wire: "none",
    types: "none",
    bump: "none",
    why: "an enumeration is a set, though its constant is a list",
  },
  {
    name: "write a schema where it is used, and keep the schema",
    edit: (api) => {
      const { description: _, ...shape } = schema(api, "Thumbnail");
      properties(api, "Model")["thumbnail"] = {
        ...shape,
        description: property(api, "Model", "thumbnail").description ?? "",
      };
    },
    wire: "none",
    types: "none",
    why: "it says the same",
  },
  {
    name: "write a schema where it is used, and remove the schema",
    edit: (api) => {
      properties(api, "Model")["thumbnail"] = schema(api, "Thumbnail");
      remove(schemas(api), "Thumbnail");
    },
    wire: "none",
    types: "breaking",
    why: "the wire is the same, yet `Thumbnail` can no longer be imported",
  },
  {
    name: "give a name to a schema that had none",
    edit: (api) => {
      schemas(api)["Selects"] = property(api, "UiConfig", "selects");
      properties(api, "UiConfig")["selects"] = { $ref: `${REF}Selects` };
    },
    wire: "none",
    types: "compatible",
    why: "the wire is the same, and there is one more type to import",
  },
  {
    name: "rename a schema",
    edit: (api) => {
      const text = JSON.stringify(api).replaceAll(`${REF}Concept"`, `${REF}LoraConcept"`);
      const renamed: OpenApiDocument = JSON.parse(text);
      schemas(renamed)["LoraConcept"] = schema(renamed, "Concept");
      remove(schemas(renamed), "Concept");
      return renamed;
    },
    wire: "none",
    types: "breaking",
    why: "names of schemas are not on the wire, and are names of types",
  },
  {
    name: "refer to a schema through allOf",
    edit: (api) => {
      const { $ref, ...beside } = property(api, "Model", "thumbnail");
      properties(api, "Model")["thumbnail"] = { allOf: [{ $ref: $ref ?? "" }], ...beside };
    },
    wire: "none",
    types: "none",
    why: "all of one is one",
  },
  {
    name: "write null as an alternative",
    edit: (api) => {
      const { description = "" } = property(api, "UpdateModelRequest", "thumbnail");
      properties(api, "UpdateModelRequest")["thumbnail"] = {
        description,
        anyOf: [{ type: "string" }, { type: "null" }],
      };
    },
    wire: "none",
    types: "none",
    why: "the same values pass",
  },
  {
    name: "give a name to a parameter",
    edit: (api) => {
      Object.assign(api.components ?? {}, { parameters: { OriginalAssets: parameter(api, "originalAssets") } });
      operation(api).parameters = [{ $ref: "#/components/parameters/OriginalAssets" }, parameter(api, "modelId")];
    },
    wire: "none",
    types: "none",
    why: "it says the same",
  },
  {
    name: "write the parameters at the path",
    edit: (api) => {
      pathItem(api).parameters = parameters(api);
      delete operation(api).parameters;
    },
    wire: "none",
    types: "none",
    why: "they hold for each operation of the path, and there is one",
  },
  {
    name: "add a schema that nothing uses",
    edit: (api) => {
      schemas(api)["Unused"] = { type: "object", description: "A schema." };
    },
    wire: "none",
    types: "compatible",
    why: "there is one more type to import",
  },
  {
    name: "change a schema that nothing uses",
    given: (api) => {
      schemas(api)["Unused"] = { type: "object", description: "A schema.", properties: { name: string } };
    },
    edit: (api) => remove(properties(api, "Unused"), "name"),
    wire: "none",
    types: "breaking",
    why: "nothing of it is on the wire, yet programs may use the type",
  },
];

/** Single edits of `spec/openapi.yaml`, of every kind that it has a place for. */
export const edits: readonly Edit[] = [
  ...requests,
  ...answers,
  ...both,
  ...operations,
  ...access,
  ...words,
  ...writing,
];

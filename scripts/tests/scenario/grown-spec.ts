import { type Document, parseDocument, type YAMLSeq } from "yaml";

/**
 * The spec with what a maintainer may add to it: four operations, and what the last change of the reference page brought:
 * an optional parameter, an optional setting, a value of an enumeration and a limit for one trainer. What it has already stays.
 */
export function grownSpec(yaml: string): string {
  const document = parseDocument(yaml);
  for (const [path, method, operation] of operations) {
    if (!document.hasIn(["paths", path])) document.setIn(["paths", path], document.createNode({}));
    document.setIn(["paths", path, method], document.createNode(operation));
  }
  const schemas = ["components", "schemas"];
  for (const [name, schema] of Object.entries(newSchemas)) add(document, [...schemas, name], schema);
  add(document, [...schemas, "TrainingParameters", "properties", "rampSteps"], {
    type: "number",
    "x-available-for": ["flux-lora"],
    "x-differs-for": { "flux-lora": { default: 10, minimum: 0, maximum: 500 } },
    description: "The number of steps before the learning rate is at its height.",
  });
  for (const schema of ["UpdateModelRequest", "Model"]) {
    add(document, [...schemas, schema, "properties", "tagline"], {
      type: schema === "Model" ? "string" : ["string", "null"],
      description: "The line below the name of the model.",
    });
  }
  const privacies = document.getIn([...schemas, "ModelPrivacy", "enum"]) as YAMLSeq;
  if (!privacies.items.some((item) => String(item) === "team")) privacies.add("team");
  const musubi = [...schemas, "TrainingParameters", "properties", "rank", "x-differs-for", "musubi", "maximum"];
  document.setIn(musubi, 96);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function add(document: Document, path: string[], value: unknown): void {
  document.setIn(path, document.createNode(value));
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const modelId = {
  name: "modelId",
  in: "path",
  required: true,
  description: "The ID of the model.",
  schema: { type: "string", examples: ["model_eyVcnFJcR92BxBkz7N6g5w"] },
};
const failure = { default: { description: "Any other answer." } };
const example = { renamedModel: { $ref: "#/components/examples/RenamedModel" } };

const operations: readonly [path: string, method: string, operation: object][] = [
  [
    "/models",
    "get",
    {
      operationId: "listModels",
      tags: ["Models"],
      summary: "List the models",
      description: "Returns the models of one or several types.",
      parameters: [
        {
          name: "types",
          in: "query",
          explode: false,
          description: "The types to list.",
          schema: { type: "array", description: "The types.", items: ref("ModelType") },
        },
        {
          name: "pageSize",
          in: "query",
          description: "The number of models.",
          schema: { type: "integer", minimum: 1 },
        },
      ],
      responses: {
        200: {
          description: "The models.",
          content: { "application/json": { schema: ref("ListModelsResponse"), example: { models: [] } } },
        },
        ...failure,
      },
    },
  ],
  [
    "/models",
    "post",
    {
      operationId: "createModel",
      tags: ["Models"],
      summary: "Create a model",
      description: "Creates a model of one type.",
      parameters: [
        {
          name: "Idempotency-Key",
          in: "header",
          required: true,
          description: "The key that makes a repeated request harmless.",
          schema: { type: "string", minLength: 1 },
        },
      ],
      requestBody: {
        required: true,
        description: "The model to create.",
        content: { "application/json": { schema: ref("CreateModelRequest") } },
      },
      responses: {
        201: {
          description: "The model.",
          content: { "application/json": { schema: ref("UpdateModelResponse"), examples: example } },
        },
        ...failure,
      },
    },
  ],
  [
    "/models/{modelId}",
    "get",
    {
      operationId: "getModel",
      tags: ["Models"],
      summary: "Get one model",
      description: "Returns one model.",
      parameters: [modelId],
      responses: {
        200: {
          description: "The model.",
          content: { "application/json": { schema: ref("UpdateModelResponse"), examples: example } },
        },
        ...failure,
      },
    },
  ],
  [
    "/models/{modelId}",
    "delete",
    {
      operationId: "deleteModel",
      tags: ["Models"],
      summary: "Delete a model",
      description: "Deletes one model for good.",
      parameters: [modelId],
      responses: { 204: { description: "The model is deleted." }, ...failure },
    },
  ],
];

const newSchemas = {
  ListModelsResponse: {
    type: "object",
    description: "A list of models.",
    required: ["models"],
    properties: { models: { type: "array", description: "The models.", items: ref("Model") } },
  },
  CreateModelRequest: {
    type: "object",
    description: "The model to create.",
    required: ["name", "type"],
    properties: {
      name: { type: "string", description: "The name of the model.", maxLength: 60, examples: ["Cinematic Realism"] },
      type: { ...ref("ModelType"), description: "The type of the model." },
      parameters: { ...ref("TrainingParameters"), description: "The parameters to train the model with." },
    },
  },
};

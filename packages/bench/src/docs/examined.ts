/** What the benchmark of the pages looks at. All of it must be in the spec: another API names its own here. */
export const examined = {
  operation: "updateModel",
  /** The operation's address on a page of Redoc: its tag and its name in small letters. */
  redocOperation: "models/updatemodel",
  /** A query parameter of the operation. */
  parameter: "originalAssets",
  /** A nested property of its body. */
  field: ["parameters", "learningRate"],
  /** A property of its body that is a text. */
  text: "name",
  /** A word of the filter above the body, and what is typed into the search. */
  filter: "Flux LoRA",
  search: "learning rate",
  schema: "Model",
} as const;

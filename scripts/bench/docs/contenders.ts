/** What is measured: the reference that each makes of one description. */
export const contenders = [
  { name: "this site", key: "ours" },
  { name: "redocly, inline", key: "redocInline" },
  { name: "redocly, default", key: "redocDefault" },
  { name: "Scalar", key: "scalar" },
  { name: "Swagger UI", key: "swagger" },
] as const;

export type ContenderKey = (typeof contenders)[number]["key"];

export const own = "ours" satisfies ContenderKey;
/** The reference that ours is to be painted sooner than. */
export const rival = "redocInline" satisfies ContenderKey;

/** Does the same for each, one after the other. */
export async function ofEach<Result>(
  work: (key: ContenderKey) => Result | Promise<Result>,
): Promise<Record<ContenderKey, Result>> {
  return {
    ours: await work("ours"),
    redocInline: await work("redocInline"),
    redocDefault: await work("redocDefault"),
    scalar: await work("scalar"),
    swagger: await work("swagger"),
  };
}

/** The two fields that links lead to: one of the body, and one deep in the response. */
export const linkedFields = ["body", "response"] as const;
export type LinkedField = (typeof linkedFields)[number];

/** How an element of the page is known to be a field. */
export interface FieldMark {
  selector: string;
  /** What the element says, where the selector alone is not enough. */
  text?: string;
}

/** Where a reader starts, relative to the folder that is served. */
export interface Addresses {
  /** The operation. */
  operation: string;
  /** The selector of what stands in the page once the operation is shown: its query parameter. */
  shown: string;
  /** A link to one field, and how the page marks that field. */
  fields: Record<LinkedField, { link: string; mark: FieldMark }>;
}

const byId = (id: string): FieldMark => ({ selector: `[id="${id}"]` });

/** A link to each field as the tool itself makes it; where it makes none, the nearest thing that it makes. */
export const addresses: Record<ContenderKey, Addresses> = {
  ours: {
    operation: "operations/updateModel.html",
    shown: '[id="query.originalAssets"]',
    fields: {
      body: {
        link: "operations/updateModel.html#body.parameters.learningRate",
        mark: byId("body.parameters.learningRate"),
      },
      response: {
        link: "operations/updateModel.html#response.model.uiConfig.resolutionComponent.presets.width",
        mark: byId("response.model.uiConfig.resolutionComponent.presets.width"),
      },
    },
  },
  redocInline: redoc(),
  redocDefault: redoc(),
  // It writes links to the fields that it shows at first. Of a nested one the same form opens what hides it.
  scalar: {
    operation: "#tag/models/PUT/models/{modelId}",
    shown: '[id$=".query.originalAssets"]',
    fields: {
      body: {
        link: "#tag/models/PUT/models/{modelId}.body.parameters.learningRate",
        mark: { selector: ".property-name", text: "learningRate" },
      },
      response: {
        link: "#tag/models/PUT/models/{modelId}.responses.200.model.uiConfig.resolutionComponent.presets.width",
        mark: { selector: ".property-name", text: "width" },
      },
    },
  },
  // It links to operations alone.
  swagger: {
    operation: "#/Models/updateModel",
    shown: '[data-param-name="originalAssets"]',
    fields: {
      body: {
        link: "#/Models/updateModel",
        mark: { selector: ".json-schema-2020-12__title", text: "learningRate" },
      },
      response: { link: "#/Models/updateModel", mark: { selector: ".json-schema-2020-12__title", text: "width" } },
    },
  },
};

function redoc(): Addresses {
  const operation = "models/updatemodel";
  const body = `${operation}/t=request&path=parameters/learningrate`;
  const response = `${operation}/t=response&c=200&path=model/uiconfig/resolutioncomponent/presets[]/width`;
  return {
    operation: `#/${operation}`,
    shown: `[id="${operation}/t=request&in=query&path=originalassets"]`,
    fields: {
      body: { link: `#/${operation}#${body}`, mark: byId(body) },
      response: { link: `#/${operation}#${response}`, mark: byId(response) },
    },
  };
}

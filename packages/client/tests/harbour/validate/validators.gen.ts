// Generated from description.ts by harbour.test.ts. Do not edit.

import type { paths } from "../schema.gen.ts";
import { bodySchema, requestValidator, type RequestSchemas, type RequestValidator, type Schema, type StandardSchema } from "../../../src/validation/index.ts";

const boatUpdateSchema: Schema = {
  type: "object",
  properties: {
    name: { type: "string" },
    kind: { enum: ["ferry", "tug"] },
    photo: { type: ["string", "null"] },
    convoy: {
      type: "array",
      items: {
        type: "object",
        required: ["boatId", "distance"],
        properties: { boatId: { type: "string" }, distance: { type: "number" } },
      },
    },
    rig: { $ref: () => rigSchema },
  },
};
const rigSchema: Schema = {
  type: "object",
  properties: {
    masts: { type: "integer", maximum: 4 },
    sailArea: { type: "number" },
    radioKey: { type: "string", maxLength: 40 },
  },
};

const updateBoatRequest: RequestSchemas<"path" | "query" | "body"> = {
  path: { type: "object", required: ["boatId"], properties: { boatId: { type: "string" } } },
  query: { type: "object", properties: { allPhotos: { type: "boolean" } } },
  body: { required: true, content: { "application/json": { $ref: () => boatUpdateSchema } } },
  secrets: ["radioKey"],
};

/** Checks a request of `updateBoat` before it is sent: `PUT /boats/{boatId}`. */
export const validateUpdateBoat: RequestValidator<"path" | "query" | "body"> = /* @__PURE__ */ requestValidator(updateBoatRequest);

/** The body of `updateBoat` as a Standard Schema. */
export const updateBoatBody: StandardSchema<NonNullable<paths["/boats/{boatId}"]["put"]["requestBody"]>["content"]["application/json"]> = /* @__PURE__ */ bodySchema(updateBoatRequest);

/** The validators of all operations, by the names of the operations. */
export const requestValidators = { updateBoat: validateUpdateBoat };

// Generated from description.ts by harbour.test.ts. Do not edit.

import type { paths } from "./schema.gen.ts";
import type { CallOptions, Operation, OperationResult } from "../../src/runtime/operation.ts";
import type { DocumentedError } from "../../src/runtime/typed-response.ts";

/** The version of the description that this module was generated from. */
export const specVersion = "1.2.3";

/** The first server of the description. */
export const serverUrl = "https://api.harbour.example/v1";

/** How the client sends each operation. */
export const operations = {
  updateBoat: {
    method: "PUT",
    path: "/boats/{boatId}",
    parameters: { path: ["boatId"], query: ["allPhotos"] },
    secrets: ["radioKey"],
  },
} as const satisfies Record<keyof OperationMethods, Operation>;

/** The input of {@link OperationMethods.updateBoat}. */
export interface UpdateBoatInput extends CallOptions {
  /** The parameter of the path: `boatId`. */
  path: paths["/boats/{boatId}"]["put"]["parameters"]["path"];
  /** The parameter of the query: `allPhotos`. */
  query?: paths["/boats/{boatId}"]["put"]["parameters"]["query"];
  /** The body of the request, as `application/json`. */
  body: NonNullable<paths["/boats/{boatId}"]["put"]["requestBody"]>["content"]["application/json"];
}

/** The result of {@link OperationMethods.updateBoat}. */
export type UpdateBoatOutput = paths["/boats/{boatId}"]["put"]["responses"][200]["content"]["application/json"];

/** The error of {@link OperationMethods.updateBoat} if the status is not 2xx. */
export type UpdateBoatError = DocumentedError<paths["/boats/{boatId}"]["put"]["responses"]>;

/** One method for each operation. */
export interface OperationMethods {
  /** `PUT /boats/{boatId}` */
  updateBoat(input: UpdateBoatInput): OperationResult<UpdateBoatOutput, UpdateBoatError>;
}

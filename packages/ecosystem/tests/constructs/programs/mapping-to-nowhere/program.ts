import { createClient } from "@scenario-openapi/client/runtime";
import { equal, service } from "../service.ts";
import { type OperationMethods, operations, type paths, serverUrl } from "./index.gen.ts";

const { fetch, arrived } = service({ kind: "dog", bark: true });
const api = createClient<paths, OperationMethods>(operations, { baseUrl: serverUrl, fetch });

const pet = await api.getP();

const fact = pet.kind === "cat" ? pet.lives : pet.bark;
equal([pet.kind, fact], ["dog", true]);
equal(arrived, ["GET https://api.example.com/p"]);

// @ts-expect-error: of the other one
export const refused = pet.kind === "dog" ? pet.lives : undefined;

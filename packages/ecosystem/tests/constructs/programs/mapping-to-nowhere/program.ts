import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service({ kind: "dog", bark: true });
const api = createApiClient({ fetch });

const pet = await api.getP();

const fact = pet.kind === "cat" ? pet.lives : pet.bark;
equal([pet.kind, fact], ["dog", true]);
equal(arrived, ["GET https://api.example.com/p"]);

// @ts-expect-error: of the other one
export const refused = pet.kind === "dog" ? pet.lives : undefined;

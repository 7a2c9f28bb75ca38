import { pathToFileURL } from "node:url";
import type { Service } from "./programs/service.mts";

/** One update of a model, as a program makes it. */
export type Update = (modelId: string, body: { name: string }) => Promise<{ id: string; name: string }>;

/** A model of the sandbox. */
export const modelId = "model_eyVcnFJcR92BxBkz7N6g5w";

/** A host that cannot exist (RFC 2606): a client that does not take the `fetch` it is given fails, and reaches no one. */
export const noHost = "https://sandbox.invalid/v1";

/** A program's client of a service. `module` is the program's file. */
export async function connect(module: string, service: Service): Promise<Update> {
  const program: { connect(service: Service): Update } = await import(pathToFileURL(module).href);
  return program.connect(service);
}

/** The same, shown to do its work: it updates, and throws where the service refuses. */
export async function connectAndVerify(module: string, service: Service): Promise<Update> {
  const name = "Cinematic Realism";
  const update = await connect(module, service);
  const updated = await update(modelId, { name });
  if (updated.id !== modelId || updated.name !== name) throw new Error(`${module} does not return the updated model`);
  const stranger = await connect(module, { ...service, apiSecret: "wrong" });
  const refused = await stranger(modelId, { name }).then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error(`${module} does not throw where the service answers 401`);
  return update;
}

import type { OpenApiDocument } from "@repo/openapi";
import { requestValidators } from "@scenario-openapi/client/validate";
import { copyJson } from "./copy-json.ts";
import { allowedOrigins } from "./cross-origin.ts";
import { basePathOf } from "./description.ts";
import { fetchFrom } from "./fetch.ts";
import { handlerOf } from "./handler.ts";
import { listen } from "./listen.ts";
import { checkedModels } from "./models.ts";
import { type Route, routesOf } from "./routes.ts";
import type { Sandbox, SandboxOptions } from "./sandbox.ts";
import { seedModels } from "./seed-models.ts";
import { readUpdate, stateOf, type Update } from "./update-model.ts";

// Not in sandbox.ts, whose declarations are published: they cannot name types of a package that is not.

/** What all sandboxes of a description share. */
export interface Api {
  document: OpenApiDocument;
  routes: Route[];
  update: Update;
}

/** Reads a description. It compiles schemas, which takes a while. */
export function readApi(document: OpenApiDocument): Api {
  return { document, routes: routesOf(document), update: readUpdate(document) };
}

/** Starts a sandbox of any description that has `updateModel`, as {@link createSandbox} does of the bundled one. */
export function sandboxOf({ document, routes, update }: Api, options: SandboxOptions): Sandbox {
  const { apiKey = "sandbox-key", apiSecret = "sandbox-secret", now = () => new Date() } = options;
  if (apiKey === "" || apiKey.includes(":") || hasControlCharacter(apiKey)) {
    throw new TypeError(
      `apiKey must not be empty or contain colons or control characters, is ${JSON.stringify(apiKey)}.`,
    );
  }
  if (hasControlCharacter(apiSecret)) throw new TypeError("apiSecret must not contain control characters.");

  // Any page can create a frame with the origin null, which must not see models that are not public.
  const fromFiles = options.models === undefined ? ["null"] : [];
  const isAllowedOrigin = allowedOrigins([...fromFiles, ...(options.allowOrigins ?? [])]);

  const given = checkedModels(options.models ?? seedModels, update.check);
  const models = new Map(given.map((model) => [model.id, model]));
  const handle = handlerOf({
    document,
    routes,
    validators: requestValidators,
    states: { updateModel: stateOf(update, models, now) },
    credentials: { apiKey, apiSecret },
    isAllowedOrigin,
  });

  return {
    fetch: fetchFrom(handle),
    listen: (port = 4010) => listen(handle, basePathOf(document), port),
    models: {
      get: (modelId) => {
        const model = models.get(modelId);
        return model && copyJson(model);
      },
      list: () => copyJson([...models.values()]),
    },
    credentials: {
      apiKey,
      apiSecret,
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`, "utf8").toString("base64")}`,
    },
  };
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

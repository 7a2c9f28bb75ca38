import type { OpenApiDocument } from "@repo/openapi";
import { type CredentialScheme, credentialsOf, namesOf, type Settings } from "@repo/settings";
import { requestValidators } from "@scenario-openapi/client/validate";
import { credentialsFrom } from "./credentials.ts";
import { allowedOrigins } from "./cross-origin.ts";
import { basePathOf } from "./description.ts";
import { fetchFrom } from "./fetch.ts";
import { handlerOf, type State, type Validators } from "./handler.ts";
import { listen } from "./listen.ts";
import { type Route, routesOf } from "./routes.ts";
import type { Sandbox, SandboxOptions } from "./sandbox.ts";

// Not in sandbox.ts, whose declarations are published: they cannot name types of a package that is not.

/** What all sandboxes of a description share. */
export interface Api {
  document: OpenApiDocument;
  /** The name of the API. */
  brand: string;
  /** Who made this, if it was not the API's owner. */
  notice: string | undefined;
  schemes: readonly CredentialScheme[];
  routes: readonly Route[];
  validators: Validators;
}

/** What a sandbox has beside the description. */
export interface Remembered {
  /** What operations remember, by their names. The others answer with their examples. */
  states?: Readonly<Partial<Record<string, State>>>;
  /** Whether it holds what is not public, so that pages opened from a file may not use it. Default: false. */
  isPrivate?: boolean;
}

/** Reads a description. It compiles schemas, which takes a while. */
export function readApi(
  document: OpenApiDocument,
  settings: Settings = {},
  validators: Validators = requestValidators,
): Api {
  const { brand } = namesOf(document, settings);
  const schemes = credentialsOf(document, settings);
  const { notice } = settings;
  return { document, brand, notice, schemes, routes: routesOf(document, schemes), validators };
}

/** Starts a sandbox of any description, as {@link createSandbox} does of the bundled one. */
export function sandboxOf(
  api: Api,
  options: SandboxOptions,
  { states = {}, isPrivate = false }: Remembered = {},
): Sandbox {
  const credentials = credentialsFrom(api.schemes, options.credentials ?? {});
  // Any page can create a frame with the origin null, which must not see what is not public.
  const fromFiles = isPrivate ? [] : ["null"];
  const isAllowedOrigin = allowedOrigins([...fromFiles, ...(options.allowOrigins ?? [])]);
  const handle = handlerOf({ ...api, states, credentials, isAllowedOrigin });
  return {
    fetch: fetchFrom(handle),
    listen: (port = 4010) => listen(handle, basePathOf(api.document), port),
    credentials,
  };
}

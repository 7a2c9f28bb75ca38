import { sandboxOf } from "./api.ts";
import type { OwnCommand } from "./command.ts";

/** The command that only answers with examples. */
export const own: OwnCommand = { start: (api, options) => ({ sandbox: sandboxOf(api, options), text: {} }) };

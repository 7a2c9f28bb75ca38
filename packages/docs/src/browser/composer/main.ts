import { openComposer } from "./open-composer.ts";

export { openComposer };

// The page loads this script once the reader asks for it, and calls what it finds here.
Object.assign(globalThis, { openComposer });

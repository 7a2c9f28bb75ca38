// Simulates a page, and runs react-query.ts in it.
import { Window } from "happy-dom";

const window = new Window({ url: process.env.PAGE });
Object.assign(globalThis, { window, document: window.document, location: window.location });
await import("./react-query.ts");

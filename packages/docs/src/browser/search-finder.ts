// The search itself, which is loaded when a reader first opens its dialog.
import { createFinder } from "../search/find.ts";

Object.assign(globalThis, { createSearchFinder: createFinder });

export { benchClient } from "./bench-client.ts";

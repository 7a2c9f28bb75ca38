import { siteUrl } from "../browser.ts";

/** The page of the spec's own operation. */
export const operationUrl = `${siteUrl}operations/updateModel.html`;

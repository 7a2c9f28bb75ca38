import { equal, hasType, service } from "../service.ts";
import { createApiClient, type Example as example } from "./index.gen.ts";

const { fetch, arrived } = service(
  { other: { x: "1" } },
  Response.json({ message: "none" }, { status: 404 }),
  Response.json({ message: "later" }, { status: 501 }),
);
const api = createApiClient({ fetch });

const { other } = await api.a();
const notFound = await api.a().result();
const failed = await api.a().result();

hasType<string | undefined>()(other?.x);
if (notFound.error?.status === 404) hasType<string | undefined>()(notFound.error.body.message);
if (failed.error?.status === 503) hasType<string | undefined>()(failed.error.body.message);
equal([other, notFound.error?.body, failed.error?.body], [{ x: "1" }, { message: "none" }, { message: "later" }]);
equal(arrived, ["GET https://api.test/a", "GET https://api.test/a", "GET https://api.test/a"]);

export const named: example = { other: { x: "1" } };
export const refused: example = {
  // @ts-expect-error: a text
  other: { x: 1 },
};

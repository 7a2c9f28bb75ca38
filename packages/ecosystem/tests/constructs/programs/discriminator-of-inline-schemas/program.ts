import { equal, service } from "../service.ts";
import { createApiClient, type Entity } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.send({ body: { tag: "File", path: "/tmp" } });
await api.send({ body: { tag: "Folder", name: "tmp" } });

equal(arrived, [
  `POST https://api.test/e
content-type: application/json

{"tag":"File","path":"/tmp"}`,
  `POST https://api.test/e
content-type: application/json

{"tag":"Folder","name":"tmp"}`,
]);

export const nameOf = (entity: Entity) => (entity.tag === "File" ? entity.path : entity.name);

export const refused: Entity[] = [
  // @ts-expect-error: the tag is required
  { path: "/tmp" },
  // @ts-expect-error: there is no such tag
  { tag: "FileEntity", path: "/tmp" },
  // @ts-expect-error: of the other schema
  { tag: "Folder", path: "/tmp" },
];

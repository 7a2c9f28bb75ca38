import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

const file = new File(["hello"], "hello.txt", { type: "text/plain" });
const form = new FormData();
form.set("file", file);
await api.send({ body: { content: "hello" } });
await api.send({ contentType: "multipart/form-data", body: { file, meta: { a: "1" } } });
await api.send({ contentType: "multipart/form-data", body: form });
await api.patch({ body: [{ op: "remove", path: "/name" }] });
await api.patch({ contentType: "application/merge-patch+json", body: { name: "Ann" } });

equal(arrived, [
  `POST https://api.test/m
content-type: application/json

{"content":"hello"}`,
  `POST https://api.test/m
content-type: multipart/form-data; boundary=BOUNDARY

--BOUNDARY
Content-Disposition: form-data; name="file"; filename="hello.txt"
Content-Type: text/plain

hello
--BOUNDARY
Content-Disposition: form-data; name="meta"
Content-Type: application/json

{"a":"1"}
--BOUNDARY--`,
  `POST https://api.test/m
content-type: multipart/form-data; boundary=BOUNDARY

--BOUNDARY
Content-Disposition: form-data; name="file"; filename="hello.txt"
Content-Type: text/plain

hello
--BOUNDARY--`,
  `PATCH https://api.test/patch
content-type: application/json-patch+json

[{"op":"remove","path":"/name"}]`,
  `PATCH https://api.test/patch
content-type: application/merge-patch+json

{"name":"Ann"}`,
]);

export const refused = () => [
  // @ts-expect-error: the file is required
  api.send({ contentType: "multipart/form-data", body: {} }),
  // @ts-expect-error: a file
  api.send({ contentType: "multipart/form-data", body: { file: "hello" } }),
  // @ts-expect-error: the body of the other media type
  api.patch({ body: { name: "Ann" } }),
  // @ts-expect-error: not a documented media type
  api.patch({ contentType: "application/json", body: [] }),
];

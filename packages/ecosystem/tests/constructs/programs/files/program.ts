import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(
  response(204, null),
  response(204, null),
  response(204, null),
  response(200, "the file", { "content-type": "image/png" }),
);
const api = createApiClient({ fetch });

const path = { id: "1" };
await api.putImage({ path, body: new Blob(["pixels"], { type: "image/png" }) });
await api.putImage({ path, body: new TextEncoder().encode("pixels"), contentType: "image/gif" });
await api.append({ path, body: new Blob(["bytes"]).stream() });
const file = await api.getFile({ path });
const stream = await api.getFile({ path, parseAs: "stream" });

hasType<Blob>()(file);
hasType<ReadableStream<Uint8Array>>()(stream);
equal([await file.text(), file.type, await new Response(stream).text()], ["the file", "image/png", "the file"]);
equal(arrived, [
  `PUT https://api.test/files/1
content-type: image/png

pixels`,
  `PUT https://api.test/files/1
content-type: image/gif

pixels`,
  `POST https://api.test/files/1
content-type: application/octet-stream

bytes`,
  `GET https://api.test/files/1
accept: application/octet-stream, image/png`,
  `GET https://api.test/files/1
accept: application/octet-stream, image/png`,
]);

export const refused = () => [
  // @ts-expect-error: not a file
  api.append({ path, body: { bytes: [1] } }),
  // @ts-expect-error: not an image
  api.putImage({ path, body: "", contentType: "text/plain" }),
  // @ts-expect-error: nothing else can be chosen
  api.getFile({ path, parseAs: "text" }),
];

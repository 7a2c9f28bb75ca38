import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(
  response(200, null, { "content-length": "512", "content-type": "application/json" }),
  response(404, null),
);
const api = createApiClient({ fetch });

const { data, response: answer } = await api.headFile({ path: { id: "1" } }).withResponse();
const { error } = await api.headFile({ path: { id: "2" } }).result();

hasType<undefined>()(data);
hasType<undefined>()(error?.body);
hasType<`${number}`>()(answer.headers.get("Content-Length"));
equal([answer.headers.get("Content-Length"), error?.status], ["512", 404]);
equal(arrived, ["HEAD https://api.example.com/v1/files/1", "HEAD https://api.example.com/v1/files/2"]);

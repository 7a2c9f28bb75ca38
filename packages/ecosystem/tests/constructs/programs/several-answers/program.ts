import { equal, hasType, response, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service(
  Response.json({ rows: [1, 2] }, { headers: { "x-rows": "2" } }),
  response(200, "1\n2\n", { "content-type": "text/csv" }),
  Response.json({ retryAt: "noon" }, { status: 409 }),
);
const api = createApiClient({ fetch });

const { data: report, response: answer } = await api.getReport().withResponse();
const csv = await api.getReport({ accept: "text/csv" });
const { error } = await api.getReport().result();

hasType<number[]>()(report.rows);
hasType<`${number}`>()(answer.headers.get("X-Rows"));
hasType<string>()(csv);
equal([report, answer.headers.get("X-Rows"), csv], [{ rows: [1, 2] }, "2", "1\n2\n"]);

if (error?.status === 409) hasType<string>()(error.body.retryAt);
if (error?.status === 404) hasType<string | undefined>()(error.body.title);
equal([error?.status, error?.body], [409, { retryAt: "noon" }]);

equal(arrived, [
  `GET https://api.example.com/v1/report
accept: application/json`,
  `GET https://api.example.com/v1/report
accept: text/csv`,
  `GET https://api.example.com/v1/report
accept: application/json`,
]);

export const refused = () => [
  // @ts-expect-error: the text has none
  csv.rows,
  // @ts-expect-error: the body depends on the status
  error?.body.retryAt,
  // @ts-expect-error: not a documented media type
  api.getReport({ accept: "application/xml" }),
];

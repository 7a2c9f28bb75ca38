import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.del({ path: { org: "acme", attestation_id: "7" } });
await api.get({ path: { org: "acme", subject_digest: "sha256:ab" } });

equal(arrived, [
  "DELETE https://api.test/orgs/acme/attestations/7",
  "GET https://api.test/orgs/acme/attestations/sha256%3Aab",
]);

export const refused = () => [
  // @ts-expect-error: the parameter of the other path
  api.del({ path: { org: "acme", subject_digest: "sha256:ab" } }),
  // @ts-expect-error: the parameter of the other path
  api.get({ path: { org: "acme", attestation_id: "7" } }),
];

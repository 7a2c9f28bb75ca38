import { equal, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service();
const api = createApiClient({ fetch });

await api.list({ query: { expand: ["customer", "customer.tax ids"] } });
await api.list({ query: { expand: [] } });

equal(arrived, [
  "GET https://api.test/charges?expand%5B0%5D=customer&expand%5B1%5D=customer.tax%20ids",
  "GET https://api.test/charges",
]);

// @ts-expect-error: a list
export const refused = () => api.list({ query: { expand: "customer" } });
